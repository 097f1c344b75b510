import { z } from "zod";
import { id } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const criterion = defineTag({
  name: "criterion",
  is: "one thing that can be seen or heard: a paragraph",
  place: "block",
  within: ["rubric"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("one to eight of a-z and 0-9, its own within the rubric"),
  }),
});
