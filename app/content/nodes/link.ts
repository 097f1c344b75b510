import type { NodeSchema } from "#app/content/node.ts";

export const link: NodeSchema = {
  is: "`[text](https://…)`, `[text](mailto:…)` and `[text](lesson:ID)`",
  element: null,
  stands: "inline",
};
