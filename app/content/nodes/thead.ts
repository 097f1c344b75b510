import type { NodeSchema } from "#app/content/node.ts";

export const thead: NodeSchema = { is: null, element: "thead", stands: "part" };
