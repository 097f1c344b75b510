import type { ReminderTable } from "#db/schema.ts";
import { addDays, daysBetween } from "../assignment/due.ts";
import { type Facts, judge, type Moment, type Standing } from "../standing/judgement.ts";
import type { LetterDay } from "./days.ts";
import type { ReminderRules } from "./settings.ts";

/** What a letter may hold: a reminder by a rule, or the weekly digest. */
export type LineKind = ReminderTable["kind"];

export type Kind = Exclude<LineKind, "digest">;

/** One reminder of one person's course: by which rule, of which cycle, about which day. */
export interface Reminder {
  kind: Kind;
  /** "before-14", "before-0", "after-2" (weeks), "expiry-60". */
  rule: string;
  cycle: number;
  dueOn: string;
}

/** What a person wants no letters about. */
export interface Stopped {
  early: boolean;
  overdue: boolean;
}

/** Of whom and what a reminder is, beside the standing. */
export interface Addressed {
  email: string | null;
  /** Left the practice, suspended, erased or merged into another account. */
  isGone: boolean;
  courseIsGone: boolean;
  stopped: Stopped;
}

/** Why a reminder that a rule asks for is not sent; in words in messages/reminders.ts. */
export type Reason =
  | "complete"
  | "renewed"
  | "date-changed"
  | "not-assigned"
  | "waived"
  | "excused"
  | "left-course"
  | "gone"
  | "course-gone"
  | "no-address"
  | "stopped";

/** For so long is somebody reminded of what is overdue, in weeks. */
export const mostWeeks = 52;

/**
 * The one reminder that the rules ask for on a letter day: of several, the latest. Nothing for who is complete, but that
 * their record ends; nothing for who has no date.
 */
export function reminderOn(
  facts: Facts,
  { early, late }: LetterDay,
  rules: ReminderRules,
  moment: Moment,
): Reminder | undefined {
  const { status, dueOn } = judge(facts, moment);
  if (status === "complete") return expiryReminder(facts, early, rules);
  if (dueOn === null) return undefined;
  const cycle = (facts.completedCycle ?? 0) + 1;
  const weeks = late.map((day) => daysBetween(dueOn, day) / 7).filter((week) => Number.isInteger(week));
  const week = weeks.findLast((week) => week > 0 && week <= mostWeeks);
  if (rules.weekly && week !== undefined) return { kind: "overdue", rule: `after-${week}`, cycle, dueOn };
  const days = nearest(rules.before, (days) => early.includes(addDays(dueOn, -days)));
  return days === undefined ? undefined : { kind: "early", rule: `before-${days}`, cycle, dueOn };
}

/** Why a reminder is not sent, as things stand at a moment; undefined where it is. */
export function whyNot(
  { kind, dueOn }: Pick<Reminder, "kind" | "dueOn">,
  facts: Facts,
  { email, isGone, courseIsGone, stopped }: Addressed,
  { moment, overdueMayStop }: { moment: Moment; overdueMayStop: boolean },
): Reason | undefined {
  const standing = judge(facts, moment);
  if (isGone) return "gone";
  if (courseIsGone) return "course-gone";
  const why = kind === "expiry" ? whyNotExpiring(standing, dueOn) : whyNotDue(standing, dueOn);
  if (why) return why;
  if (!email) return "no-address";
  if (kind === "overdue") return stopped.overdue && overdueMayStop ? "stopped" : undefined;
  return stopped.early ? "stopped" : undefined;
}

/** The dates on which a standing is looked at: those that the rules of these days ask for. */
export function datesOf(
  days: LetterDay[],
  { before, weekly, expiry }: ReminderRules,
): { due: string[]; ends: string[] } {
  const ahead = (counts: number[]) =>
    days.flatMap(({ early }) => early.flatMap((day) => counts.map((count) => addDays(day, count))));
  const weeks = weekly ? Array.from({ length: mostWeeks }, (_, at) => at + 1) : [];
  const past = days.flatMap(({ late }) => late.flatMap((day) => weeks.map((week) => addDays(day, -7 * week))));
  const due = [...new Set([...ahead(before), ...past])];
  return { due, ends: [...new Set([...ahead(expiry), ...due])] };
}

function expiryReminder(
  { expiresOn, completedCycle }: Facts,
  early: string[],
  { expiry }: ReminderRules,
): Reminder | undefined {
  if (expiresOn === null || completedCycle === null) return undefined;
  const days = nearest(expiry, (days) => early.includes(addDays(expiresOn, -days)));
  if (days === undefined) return undefined;
  return { kind: "expiry", rule: `expiry-${days}`, cycle: completedCycle, dueOn: expiresOn };
}

function nearest(counts: number[], fits: (days: number) => boolean): number | undefined {
  return counts.toSorted((one, other) => one - other).find(fits);
}

function whyNotDue({ status, dueOn, facts }: Standing, reminded: string): Reason | undefined {
  if (status === "complete") return "complete";
  if (facts.assignedAt === null) return "not-assigned";
  if (facts.waivedAt !== null) return "waived";
  if (facts.excusedAt !== null) return "excused";
  if (dueOn !== reminded) return "date-changed";
  return hasLeft(facts) ? "left-course" : undefined;
}

function whyNotExpiring({ facts }: Standing, reminded: string): Reason | undefined {
  if (facts.expiresOn !== reminded) return "renewed";
  if (facts.assignedAt !== null && facts.waivedAt !== null) return "waived";
  if (facts.assignedAt !== null && facts.excusedAt !== null) return "excused";
  return hasLeft(facts) ? "left-course" : undefined;
}

/** Whoever left a course is let be, until it is asked of them anew. */
function hasLeft({ leftAt, assignedAt }: Facts): boolean {
  return leftAt !== null && (assignedAt === null || assignedAt < leftAt);
}
