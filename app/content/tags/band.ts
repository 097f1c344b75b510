import { z } from "zod";
import { defineTag } from "#app/content/tag.ts";

const points = z.number().int().min(0).max(1_000);

export const band = defineTag({
  name: "band",
  is: "what points from one number to another say: one paragraph of a self-assessment's guide",
  place: "block",
  within: ["self-assessment"],
  holds: "prose",
  attributes: z.strictObject({
    from: points.describe("the fewest points"),
    to: points.describe("the most points"),
  }),
});
