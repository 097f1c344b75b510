import { z } from "zod";
import { id, text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const option = defineTag({
  name: "option",
  is: "what one may say or do: a paragraph, its `consequence` and its `feedback`",
  place: "block",
  within: ["scene"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("one to eight of a-z and 0-9, its own within the scene"),
    to: text.describe("the id of the scene or ending it leads to"),
    quality: z
      .enum(["good", "too-warm", "harmful"])
      .describe("how it serves the client; the language lint passes over the words of the last two"),
  }),
});
