import type { NodeSchema } from "#app/content/node.ts";

export const inline: NodeSchema = { is: null, element: null, stands: "part" };
