import type { NodeSchema } from "#app/content/node.ts";

export const softbreak: NodeSchema = { is: null, element: null, stands: "inline" };
