import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const callout = defineTag({
  name: "callout",
  is: "a boxed aside",
  place: "block",
  holds: "prose",
  attributes: z.strictObject({
    kind: z.enum(["note", "care", "law", "evidence", "language"]).default("note").describe("what sort of aside it is"),
    title: text.optional().describe("a heading of its own"),
  }),
});
