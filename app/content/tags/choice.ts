import { z } from "zod";
import { id } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const choice = defineTag({
  name: "choice",
  is: "one alternative: a paragraph and its `rationale`",
  place: "block",
  within: ["check", "item"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("one to eight of a-z and 0-9, its own within the question"),
    correct: z.boolean().default(false).describe("whether it belongs to the key"),
    "keep-last": z.boolean().default(false).describe("whether it stays last when choices are shuffled"),
  }),
});
