import type { NodeSchema } from "#app/content/node.ts";

export const paragraph: NodeSchema = { is: "paragraphs, with blank lines between them", element: "p", stands: "block" };
