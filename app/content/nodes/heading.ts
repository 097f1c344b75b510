import type { NodeSchema } from "#app/content/node.ts";

export const heading: NodeSchema = {
  is: "headings: `##`, `###`, `####`, one level at a time",
  element: null,
  stands: "top",
};
