import { z } from "zod";
import { categories } from "./domain/certificate/setting.ts";
import { field, visibleText } from "./fields.ts";
import { certificates as say } from "./messages/certificates.ts";
import { fields } from "./messages/fields.ts";
import { refuseUnprintable } from "./printed-fields.ts";

/** The registered unit that our hours are not (CE-31 of the curriculum's rules). */
const registeredUnit = /\bCEUs?\b/i;

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, say.dayMissing)
  .refine((text) => !Number.isNaN(Date.parse(text)), say.dayMissing);

function words(most: number) {
  return z
    .string()
    .trim()
    .min(1, say.wordsMissing)
    .max(most, fields.tooLong)
    .refine((text) => !registeredUnit.test(text), say.noCeu)
    .superRefine(refuseUnprintable(say.unprintable));
}

const oneLine = (most: number) => words(most).regex(visibleText, fields.oneLine);

/** An approval, whole. */
export const approvalForm = z.object({
  intent: z.literal("approve"),
  key: field.key,
  body: oneLine(200),
  number: oneLine(100),
  from: day,
  to: day,
  statement: words(1_500).transform((text) => text.replace(/\s+/g, " ")),
});

export const removalForm = z.object({ intent: z.literal("remove"), approval: field.id });

const optionalLine = z
  .string()
  .trim()
  .max(200, fields.tooLong)
  .regex(visibleText, fields.oneLine)
  .refine((text) => !registeredUnit.test(text), say.noCeu)
  .superRefine(refuseUnprintable(say.unprintable));

export const looksForm = z.object({
  intent: z.literal("looks"),
  version: field.version,
  signatory: optionalLine,
  credential: optionalLine,
  title: z.enum(["full", "neutral"]),
  category: z.enum(categories),
  accent: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, say.accentUnlike),
  keepYears: z.coerce.number(say.keepYears).int(say.keepYears).min(1).max(100),
});
