import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const debrief = defineTag({
  name: "debrief",
  is: "what is said after any ending, with questions for group supervision",
  place: "block",
  within: ["vignette"],
  holds: "prose",
  attributes: z.strictObject({}),
});
