import { z } from "zod";
import { id } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";

export const reflection = defineTag({
  name: "reflection",
  is: "a prompt to write on in private: what a learner writes is theirs alone, and never counts",
  place: "block",
  within: ["lesson"],
  holds: "prose",
  attributes: z.strictObject({
    id: id.describe("eight of a-z and 0-9; `npm run check -- --write-ids` writes it"),
  }),
});
