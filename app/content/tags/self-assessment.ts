import { z } from "zod";
import { id } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const selfAssessment = defineTag({
  name: "self-assessment",
  is: "statements to rate for oneself, counted on the page and never sent: a lead, then its `scale`s, then its `band`s",
  place: "block",
  within: ["lesson"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("eight of a-z and 0-9; `npm run check -- --write-ids` writes it"),
  }),
});
