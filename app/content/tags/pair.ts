import { z } from "zod";
import { id, text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const pair = defineTag({
  name: "pair",
  is: "two things that belong together, of a matching item: its `rationale`",
  place: "block",
  within: ["item"],
  holds: "parts",
  attributes: z.strictObject({
    id: id.describe("one to eight of a-z and 0-9, its own within the question"),
    left: text.describe("what is asked about, as plain text"),
    right: text.describe("what belongs to it, as plain text; it stands in a list to choose from, so keep it short"),
  }),
});
