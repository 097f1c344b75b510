import { z } from "zod";
import { id, text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const check = defineTag({
  name: "check",
  is: "an ungraded question, answered and explained at once: a situation, then its choices",
  place: "block",
  within: ["lesson"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("eight of a-z and 0-9; `npm run check -- --write-ids` writes it"),
    objective: text.describe("the objective of module.md that it serves"),
    kind: z.enum(["single", "multiple"]).default("single").describe("how many choices are correct: one, or more"),
  }),
});
