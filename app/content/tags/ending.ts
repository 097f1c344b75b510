import { z } from "zod";
import { id } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const ending = defineTag({
  name: "ending",
  is: "where a case ends: text without options",
  place: "block",
  within: ["vignette"],
  holds: "prose",
  attributes: z.strictObject({ id: id.describe("one to eight of a-z and 0-9, its own within the case") }),
});
