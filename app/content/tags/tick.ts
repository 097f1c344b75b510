import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const tick = defineTag({
  name: "tick",
  is: "a box to tick on a practice tool, with its words; nothing of it is sent",
  place: "block",
  within: ["tool"],
  holds: "nothing",
  attributes: z.strictObject({ label: text.describe("what the tick says") }),
});
