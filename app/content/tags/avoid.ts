import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const avoid = defineTag({
  name: "avoid",
  is: "the wording to avoid; the language lint passes over it",
  place: "block",
  within: ["compare"],
  holds: "prose",
  attributes: z.strictObject({}),
});
