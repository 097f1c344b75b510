import type { NodeSchema } from "#app/content/node.ts";

export const hr: NodeSchema = {
  is: "a break between passages: `---` on a line of its own, after the frontmatter",
  element: "hr",
  stands: "block",
};
