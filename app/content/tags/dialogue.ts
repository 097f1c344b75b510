import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const dialogue = defineTag({
  name: "dialogue",
  is: "a line of speech; the language lint passes over it",
  place: "block",
  holds: "prose",
  attributes: z.strictObject({ speaker: text.describe("who speaks") }),
});
