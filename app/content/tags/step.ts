import { z } from "zod";
import { id } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const step = defineTag({
  name: "step",
  is: "one step of an ordering item, where it belongs: a paragraph and its `rationale`",
  place: "block",
  within: ["item"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("one to eight of a-z and 0-9, its own within the question"),
  }),
});
