import type { NodeSchema } from "#app/content/node.ts";

export const table: NodeSchema = {
  is: "tables: cells between `|`, the first row the headings, no alignment",
  element: "table",
  stands: "block",
};
