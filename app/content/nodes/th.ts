import type { NodeSchema } from "#app/content/node.ts";

export const th: NodeSchema = { is: null, element: "th", stands: "part" };
