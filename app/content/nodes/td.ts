import type { NodeSchema } from "#app/content/node.ts";

export const td: NodeSchema = { is: null, element: "td", stands: "part" };
