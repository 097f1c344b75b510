import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const feedback = defineTag({
  name: "feedback",
  is: "why an option serves the client, or what it misses",
  place: "block",
  within: ["option"],
  holds: "prose",
  attributes: z.strictObject({}),
});
