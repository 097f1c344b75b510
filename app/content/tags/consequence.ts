import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

export const consequence = defineTag({
  name: "consequence",
  is: "what comes of an option in the room",
  place: "block",
  within: ["option"],
  holds: "prose",
  attributes: z.strictObject({}),
});
