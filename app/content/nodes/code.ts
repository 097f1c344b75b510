import type { NodeSchema } from "#app/content/node.ts";

export const code: NodeSchema = { is: "`` `code` `` within a line", element: "code", stands: "inline" };
