import type { NodeSchema } from "#app/content/node.ts";

export const text: NodeSchema = { is: null, element: null, stands: "inline" };
