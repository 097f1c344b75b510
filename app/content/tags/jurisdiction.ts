import { z } from "zod";
import { text } from "#app/content/fields.ts";
import { defineTag } from "#app/content/tag.ts";
import { legalModels } from "#app/domain/legal-model.ts";

export const jurisdiction = defineTag({
  name: "jurisdiction",
  is: "a passage on the law of one place at one time",
  place: "block",
  holds: "prose",
  attributes: z.strictObject({
    in: text.describe("the place"),
    asOf: z
      .string()
      .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
      .describe("the year, month or day for which it is said, as 2026 or 2026-01-31"),
    model: z
      .enum(legalModels)
      .optional()
      .describe("the kind of law; readers who practise under it see the passage first, marked so"),
  }),
});
