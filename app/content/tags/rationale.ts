import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const rationale = defineTag({
  name: "rationale",
  is: "why a choice is right or wrong: one paragraph",
  place: "block",
  within: ["choice"],
  holds: "prose",
  attributes: z.strictObject({}),
});
