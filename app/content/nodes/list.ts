import type { NodeSchema } from "#app/content/node.ts";

export const list: NodeSchema = { is: "lists: lines that begin with `- ` or `1. `", element: null, stands: "block" };
