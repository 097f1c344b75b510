import type { NodeSchema } from "#app/content/node.ts";

export const tbody: NodeSchema = { is: null, element: "tbody", stands: "part" };
