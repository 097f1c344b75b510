import { z } from "zod";
import { isDay } from "./domain/calendar.ts";
import { largestFile } from "./domain/outside-certificate/limits.ts";
import type { OutsideClaim } from "./domain/outside-certificate.ts";
import { field, visibleText } from "./fields.ts";
import { fields as say } from "./messages/fields.ts";
import { transcript } from "./messages/transcript.ts";

const words = transcript.outside;

/** A line that may be left empty. */
const line = z.string().trim().max(120, say.tooLong).regex(visibleText, say.oneLine).default("");

const claim = {
  title: field.line(300, words.noName),
  provider: field.line(200, words.noProvider),
  completedOn: z
    .string()
    .trim()
    .refine((text) => isDay(text) && text >= "1950-01-01", words.noDay),
  hours: z
    .string()
    .trim()
    .regex(/^\d{1,3}([.,]\d{1,2})?$/, words.oddHours)
    .refine((text) => hundredthsIn(text) > 0, words.oddHours),
  category: line,
  number: line,
};

/** What is asked of a certificate from elsewhere. */
export const recordingForm = z.object({ intent: z.literal("record"), key: field.key, ...claim });
export const changeForm = z.object({ intent: z.literal("change"), version: field.version, ...claim });
export const fileForm = z.object({ intent: z.literal("add-file"), key: field.key });
export const fileDeletionForm = z.object({ intent: z.literal("delete-file"), file: field.id });
export const deletionForm = z.object({ intent: z.literal("delete") });

/** The field of a file, and what is said of one over its bytes. */
export const fileField = { field: "file", most: largestFile, tooLarge: words.fileRefused["too-large"] };

/** What was written, in the shapes of the domain. */
export function claimIn({ title, provider, completedOn, hours, category, number }: Written): OutsideClaim {
  return { title, provider, completedOn, hundredths: hundredthsIn(hours), category, number };
}

type Written = Omit<OutsideClaim, "hundredths"> & { hours: string };

function hundredthsIn(hours: string): number {
  return Math.round(Number(hours.replace(",", ".")) * 100);
}
