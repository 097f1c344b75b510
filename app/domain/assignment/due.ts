import { dayIn, isDay } from "../calendar.ts";

/** By when an assignment is to be done: by no day, by one day for all, or so many days after something. */
export type Due =
  | { kind: "none" }
  | { kind: "day"; on: string }
  /** After the assignment reached the person, or after they joined: the team it is for, else the practice. */
  | { kind: "after-assigning" | "after-joining"; days: number };

/** What the day of one person follows from. */
interface Reached {
  /** When the assignment was made, and when it reached this person. */
  assignedAt: string;
  beganAt: string;
  /** A time, or the day itself. */
  joinedAt: string;
  zone: string;
}

/**
 * The last day of one person, in the practice's zone; null for none. A day that is over when the assignment reaches
 * them is none: they have from then as many days as it gives, or as those had whom it reached first.
 */
export function dueOnFor(due: Due, { assignedAt, beganAt, joinedAt, zone }: Reached): string | null {
  const began = dayIn(beganAt, zone);
  if (due.kind === "none") return null;
  if (due.kind === "after-assigning") return addDays(began, due.days);
  const [on, days] =
    due.kind === "day"
      ? [due.on, daysBetween(dayIn(assignedAt, zone), due.on)]
      : [addDays(isDay(joinedAt) ? joinedAt : dayIn(joinedAt, zone), due.days), due.days];
  return on < began ? addDays(began, Math.max(days, 1)) : on;
}

/** Whether everyone's day would be over before it was given. */
export function isOver(due: Due, today: string): boolean {
  return due.kind === "day" && due.on < today;
}

/** The day so many days after another. */
export function addDays(day: string, count: number): string {
  const at = new Date(`${day}T12:00:00.000Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A due date as its table keeps it. */
export function toDueColumns(due: Due) {
  return {
    due_kind: due.kind,
    due_on: due.kind === "day" ? due.on : null,
    due_days: due.kind === "after-assigning" || due.kind === "after-joining" ? due.days : null,
  };
}

export function fromDueColumns({
  due_kind,
  due_on,
  due_days,
}: {
  due_kind: Due["kind"];
  due_on: string | null;
  due_days: number | null;
}): Due {
  if (due_kind === "day" && due_on !== null) return { kind: "day", on: due_on };
  if ((due_kind === "after-assigning" || due_kind === "after-joining") && due_days !== null) {
    return { kind: due_kind, days: due_days };
  }
  return { kind: "none" };
}
