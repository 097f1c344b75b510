import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const tool = defineTag({
  name: "tool",
  is: "places a practice tool of the module; each tool stands in one lesson, once",
  place: "block",
  within: ["lesson"],
  holds: "nothing",
  attributes: z.strictObject({ file: text.describe("the tool's name: `intake` for `tool-intake.md`") }),
});
