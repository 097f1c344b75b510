import { addDays } from "../assignment/due.ts";
import { dayIn, endOfDay, hourIn, weekdayOf } from "../calendar.ts";
import type { ReminderRules } from "./settings.ts";

/** A day on which letters leave, and the days whose reminders it takes on. */
export interface LetterDay {
  day: string;
  /** Those of what lies ahead: this day, and the days without letters that follow it. */
  early: string[];
  /** Those of what is past: the days without letters before it, and this day. */
  late: string[];
}

/** How many days a practice that was off makes up for; what is older is left to the next reminder. */
const madeUp = 3;

/**
 * The letter day, after the last one that there was. A Saturday's early reminder goes on Friday, so that it comes before
 * its date, and a Saturday's late one on Monday. Days that nothing ran on are made up for, up to three, in the same
 * letters; a clock that jumps three weeks ahead finds no heap. Undefined where no letters leave.
 */
export function letterDay(
  day: string,
  { last, weekends }: { last: string | null; weekends: boolean },
): LetterDay | undefined {
  if (!isLetterDay(day, weekends)) return undefined;
  const oldest = addDays(day, -madeUp);
  const next = last === null ? day : nextLetterDay(last, weekends);
  const earlyFrom = later(earlier(next, day), oldest);
  const lateFrom = later(last === null ? day : earlier(addDays(last, 1), day), oldest);
  return {
    day,
    early: daysFrom(earlyFrom, addDays(nextLetterDay(day, weekends), -1)),
    late: daysFrom(lateFrom, day),
  };
}

/** The letter days from a day to another, each after the one before it. */
export function letterDays(
  { from, to, last }: { from: string; to: string; last: string | null },
  weekends: boolean,
): LetterDay[] {
  const days: LetterDay[] = [];
  let before = last;
  for (const day of daysFrom(from, to)) {
    const one = letterDay(day, { last: before, weekends });
    if (!one) continue;
    days.push(one);
    before = day;
  }
  return days;
}

/** Whether letters may leave now. */
export function isOpen(now: Date, { opens, closes, weekends }: ReminderRules, zone: string): boolean {
  const hour = hourIn(now, zone);
  return isLetterDay(dayIn(now, zone), weekends) && hour >= opens && hour < closes;
}

/** When letters may leave next; a quarter of an hour at least, since a day on which clocks change is counted roughly. */
export function nextOpening(now: Date, { opens, weekends }: ReminderRules, zone: string): Date {
  const today = dayIn(now, zone);
  const isToCome = isLetterDay(today, weekends) && hourIn(now, zone) < opens;
  const at = openingOn(isToCome ? today : nextLetterDay(today, weekends), opens, zone);
  return new Date(Math.max(at.getTime(), now.getTime() + 15 * 60_000));
}

/** When letters begin to leave on a day. */
export function openingOn(day: string, hour: number, zone: string): Date {
  return new Date(endOfDay(addDays(day, -1), zone).getTime() + 1 + hour * 3_600_000);
}

function nextLetterDay(day: string, weekends: boolean): string {
  let next = addDays(day, 1);
  while (!isLetterDay(next, weekends)) next = addDays(next, 1);
  return next;
}

function isLetterDay(day: string, weekends: boolean): boolean {
  return weekends || weekdayOf(day) < 6;
}

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
