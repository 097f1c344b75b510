import type { NodeSchema } from "#app/content/node.ts";

export const em: NodeSchema = { is: "`*emphasis*`", element: "em", stands: "inline" };
