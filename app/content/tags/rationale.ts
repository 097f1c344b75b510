import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const rationale = defineTag({
  name: "rationale",
  is: "why a choice is right or wrong, a pair belongs together or a step stands where it does: one paragraph",
  place: "block",
  within: ["choice", "pair", "step"],
  holds: "prose",
  attributes: z.strictObject({}),
});
