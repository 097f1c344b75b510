import { z } from "zod";
import { id } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const scene = defineTag({
  name: "scene",
  is: "a scene of a case: what happens, then two options or more; a case begins with its first",
  place: "block",
  within: ["vignette"],
  holds: "prose",
  attributes: z.strictObject({ id: id.describe("one to eight of a-z and 0-9, its own within the case") }),
});
