import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const quoted = defineTag({
  name: "quoted",
  is: "a passage that the language lint passes over, for the reason given",
  place: "either",
  holds: "prose",
  attributes: z.strictObject({ reason: text.describe("why the words have to stand; printed by `npm run check`") }),
});
