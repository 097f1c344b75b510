import type { NodeSchema } from "#app/content/node.ts";

export const strong: NodeSchema = { is: "`**strong**`", element: "strong", stands: "inline" };
