import { z } from "zod";
import { id } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const rubric = defineTag({
  name: "rubric",
  is: "what a supervisor looks for in an observed conversation and signs off: a lead, then its `criterion`s; one in a course whose `completion` lists signed-off",
  place: "block",
  within: ["lesson"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("eight of a-z and 0-9; `npm run check -- --write-ids` writes it"),
  }),
});
