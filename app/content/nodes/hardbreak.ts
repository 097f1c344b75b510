import type { NodeSchema } from "#app/content/node.ts";

export const hardbreak: NodeSchema = {
  is: "a line break: a backslash at the end of a line",
  element: "br",
  stands: "inline",
};
