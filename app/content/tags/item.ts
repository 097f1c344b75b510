import { z } from "zod";
import { id, reviewDate, text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const item = defineTag({
  name: "item",
  is: "a graded question: a situation, then its choices, pairs or steps",
  place: "block",
  within: ["quiz"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("eight of a-z and 0-9; `npm run check -- --write-ids` writes it"),
    kind: z
      .enum(["single", "multiple", "matching", "ordering"])
      .default("single")
      .describe("one choice is correct, or more; `pair`s are to be matched, or `step`s put in order"),
    objective: text.describe("the objective of module.md that it assesses"),
    lesson: text.describe("the id of the lesson that teaches it"),
    principle: text.optional().describe("the key principle, where it is not the module's"),
    difficulty: z.number().int().min(1).max(3).describe("1, 2 or 3"),
    author: text.describe("who wrote it"),
    reviewed: reviewDate.describe("when someone else last reviewed it, or none"),
  }),
});
