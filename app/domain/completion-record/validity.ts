import { addMonths, dayIn } from "../calendar.ts";
import type { Renewal } from "../course.ts";

/** Until when a record is valid, frozen in it at issue: days in the record's own zone. */
export interface Validity {
  /** The last day on which it is valid. */
  expiresOn: string;
  /** The first day on which the next cycle can be opened; it stays open after the record has expired. */
  renewFrom: string;
}

/** How a record stands on a day by its validity alone: `due` is valid with its renewal open. */
export interface Lifetime extends Validity {
  state: "valid" | "due" | "expired";
}

/**
 * Until when a record of this day is valid; null for good. A month later is the same day of the month, or its last one.
 * Counted from `expiry` or to the end of a `year`, a renewal before the earlier record's end goes on from that end; any
 * other begins anew: `expiry` on the day of completion, `year` with the year that it lies in, or with the next period
 * where less than the least months would be left.
 */
export function validityOf(
  renewal: Renewal | null,
  { completedOn, earlierEnd }: { completedOn: string; earlierEnd: string | null },
): Validity | null {
  if (!renewal) return null;
  const expiresOn = endOf(renewal, { completedOn, earlierEnd });
  return { expiresOn, renewFrom: addMonths(expiresOn, -renewal.window) };
}

/** How a record stands now; null where it is valid for good. The record's zone decides which day it is. */
export function lifetimeOf(
  { validity, zone }: { validity?: Validity | null; zone: string },
  now: Date,
): Lifetime | null {
  if (!validity) return null;
  const today = dayIn(now, zone);
  if (today > validity.expiresOn) return { ...validity, state: "expired" };
  return { ...validity, state: today < validity.renewFrom ? "valid" : "due" };
}

function endOf(
  { every, from, minGap }: Renewal,
  { completedOn, earlierEnd }: { completedOn: string; earlierEnd: string | null },
): string {
  const goesOn = from !== "completion" && earlierEnd !== null && completedOn <= earlierEnd;
  if (goesOn) return addMonths(earlierEnd, every);
  if (from !== "year") return addMonths(completedOn, every);
  const end = `${Number(completedOn.slice(0, 4)) + every / 12 - 1}-12-31`;
  return addMonths(completedOn, minGap) > end ? addMonths(end, every) : end;
}
