import type { NodeSchema } from "#app/content/node.ts";

export const tr: NodeSchema = { is: null, element: "tr", stands: "part" };
