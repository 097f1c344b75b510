import { sheetSize } from "./tagged.ts";

/** Ink and rules of template 1; the accent is the practice's. */
export const ink = "#221d27";
export const soft = "#5d5565";
export const line = "#d9cfc0";

/** From either edge to the text, in points. */
export const side = 68;
export const textWidth = sheetSize.width - 2 * side;
