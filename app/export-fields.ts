import { z } from "zod";
import { isDay } from "./domain/calendar.ts";
import { field, visibleText } from "./fields.ts";
import { evidence as say } from "./messages/evidence.ts";
import { fields } from "./messages/fields.ts";

const day = z
  .string()
  .trim()
  .refine((text) => text === "" || isDay(text), say.dayUnlike)
  .transform((text) => text || null)
  .default(null);

/** A file of evidence of a course, or of all, and a period that may be open. */
export const exportForm = z.object({
  intent: z.enum(["pack", "roster"]),
  key: field.key,
  course: z
    .string()
    .regex(/^[\w-]{0,64}$/, say.courseUnknown)
    .transform((text) => text || null),
  from: day,
  to: day,
});

const optional = z.string().trim().max(80, fields.tooLong).regex(visibleText, fields.oneLine).default("");

/** What a board is told of the owner of a record. */
export const reportForm = z.object({
  intent: z.literal("report"),
  lastName: field.line(100, say.reporting.noLastName),
  firstName: optional,
  licenceNumber: field.line(80, say.reporting.noLicence),
  jurisdiction: optional,
});
