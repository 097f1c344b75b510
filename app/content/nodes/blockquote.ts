import type { NodeSchema } from "#app/content/node.ts";

export const blockquote: NodeSchema = {
  is: "quotations: lines that begin with `> `",
  element: "blockquote",
  stands: "block",
};
