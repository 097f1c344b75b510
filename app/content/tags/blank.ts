import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const blank = defineTag({
  name: "blank",
  is: "a labelled place to write on a practice tool, with ruled lines in print; nothing of it is sent",
  place: "block",
  within: ["tool"],
  holds: "nothing",
  attributes: z.strictObject({
    label: text.describe("what is written there"),
    lines: z.number().int().min(1).max(12).default(1).describe("how many lines there are, 1 to 12"),
  }),
});
