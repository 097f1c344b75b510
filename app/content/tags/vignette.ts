import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const vignette = defineTag({
  name: "vignette",
  is: "places a branching case of the module; each case stands in one lesson, once",
  place: "block",
  within: ["lesson"],
  holds: "nothing",
  attributes: z.strictObject({ case: text.describe("the case's name: `rowan` for `vignette-rowan.md`") }),
});
