import type { NodeSchema } from "#app/content/node.ts";

export const item: NodeSchema = { is: null, element: "li", stands: "part" };
