import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const cite = defineTag({
  name: "cite",
  is: "an in-text citation; the lesson's reference list is made from them",
  place: "inline",
  holds: "nothing",
  attributes: z.strictObject({
    ref: text.describe("an id of references.json"),
    at: text.optional().describe('the place in the source, as "p. 280" or "1.02"'),
  }),
});
