import { z } from "zod";
import type { Licence } from "./domain/completion-record.ts";
import { field, visibleText } from "./fields.ts";
import { records } from "./messages/records.ts";
import { refuseUnprintable } from "./printed-fields.ts";

const words = records.completion;
const line = z
  .string()
  .trim()
  .max(80, words.longLicence)
  .regex(visibleText, words.oddName)
  .superRefine(refuseUnprintable(words.unprintableLicence))
  .default("");
const rows = ["1", "2", "3"] as const;

/** The fields of a name as a record prints it, the known licences to print with it, and up to three not known yet. */
export const nameLines = {
  name: z
    .string()
    .trim()
    .min(1, words.noName)
    .max(200, words.longName)
    .regex(visibleText, words.oddName)
    .regex(/[\p{L}\p{N}]/u, words.noName)
    .superRefine(refuseUnprintable(words.unprintableName)),
  licence: z.array(field.id).max(50).default([]),
  type1: line,
  number1: line,
  jurisdiction1: line,
  type2: line,
  number2: line,
  jurisdiction2: line,
  type3: line,
  number3: line,
  jurisdiction3: line,
};

/** A licence of which anything is written has a number. */
export function checkLicences(values: Rows, check: z.core.$RefinementCtx): void {
  for (const row of rows) {
    const { type, number, jurisdiction } = licenceOf(values, row);
    if (number !== "" || (type === "" && jurisdiction === "")) continue;
    check.addIssue({ code: "custom", path: [`number${row}`], message: words.licenceNumberMissing });
  }
}

/** The name for one's own record. */
export const nameForm = z
  .object({ intent: z.literal("name"), key: field.key, ...nameLines })
  .superRefine(checkLicences);

/** The licences of the rows in which anything was written. */
export function newLicencesIn(values: Rows): Licence[] {
  return rows.map((row) => licenceOf(values, row)).filter(({ number }) => number !== "");
}

type Rows = Record<`${"type" | "number" | "jurisdiction"}${(typeof rows)[number]}`, string>;

function licenceOf(values: Rows, row: (typeof rows)[number]): Licence {
  return { type: values[`type${row}`], number: values[`number${row}`], jurisdiction: values[`jurisdiction${row}`] };
}
