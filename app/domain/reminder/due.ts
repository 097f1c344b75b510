import type { Db } from "#db/open.ts";
import type { StandingTable } from "#db/schema.ts";
import type { Facts, Moment } from "../standing/judgement.ts";
import { toFacts } from "../standing.ts";
import { type LetterDay, openingOn } from "./days.ts";
import { type Addressed, datesOf, type Reason, type Reminder, reminderOn, whyNot } from "./rule.ts";
import type { ReminderRules } from "./settings.ts";

/** A reminder that the rules ask for on a day, and why it is not sent, if it is not. */
export interface DueReminder extends Reminder {
  day: string;
  personId: string;
  courseId: string;
  key: string;
  whyNot: Reason | undefined;
}

/**
 * What the rules ask for on these letter days, by day, as things stand now: the one function that the runner writes
 * down from and the rehearsal shows. One query, which looks for the dates and not for the people. Of those who are gone
 * nothing is told.
 */
export async function listDue(
  db: Db,
  { days, rules, zone }: { days: LetterDay[]; rules: ReminderRules; zone: string },
): Promise<Map<string, DueReminder[]>> {
  const dates = datesOf(days, rules);
  const rows = await selectReminded(db)
    .where((row) =>
      row.or([row("standing.due_on", "in", orNone(dates.due)), row("standing.expires_on", "in", orNone(dates.ends))]),
    )
    .where("person.suspended_at", "is", null)
    .where("person.left_at", "is", null)
    .where("person.erased_at", "is", null)
    .where("person.alias_of", "is", null)
    .orderBy("person.name")
    .orderBy("standing.person_id")
    .orderBy("standing.course_id")
    .execute();
  const known = rows.map((row) => ({ row, facts: toFacts(row), addressed: toAddressed(row) }));
  return new Map(
    days.map((one) => {
      const moment = { now: openingOn(one.day, rules.opens, zone), today: one.day };
      return [one.day, known.flatMap((person) => dueOf(person, one, rules, moment))];
    }),
  );
}

/** A standing beside whom and what it is of, as reminders ask for it. */
export function selectReminded(db: Db) {
  return db
    .selectFrom("standing")
    .innerJoin("person", "person.id", "standing.person_id")
    .innerJoin("course", "course.id", "standing.course_id")
    .leftJoin("reminder_choice", "reminder_choice.person_id", "standing.person_id")
    .selectAll("standing")
    .select(["person.email", "person.suspended_at", "person.left_at as gone_at", "person.erased_at", "person.alias_of"])
    .select(["course.missing_since", "reminder_choice.early", "reminder_choice.overdue"]);
}

export function toAddressed(row: {
  email: string | null;
  suspended_at: string | null;
  gone_at: string | null;
  erased_at: string | null;
  alias_of: string | null;
  missing_since: string | null;
  early: number | null;
  overdue: number | null;
}): Addressed {
  const ends = [row.suspended_at, row.gone_at, row.erased_at, row.alias_of];
  return {
    email: row.email,
    isGone: ends.some((end) => end !== null),
    courseIsGone: row.missing_since !== null,
    stopped: { early: row.early === 1, overdue: row.overdue === 1 },
  };
}

interface Known {
  row: StandingTable;
  facts: Facts;
  addressed: Addressed;
}

function dueOf({ row, facts, addressed }: Known, day: LetterDay, rules: ReminderRules, moment: Moment): DueReminder[] {
  const reminder = reminderOn(facts, day, rules, moment);
  if (!reminder) return [];
  const { person_id: personId, course_id: courseId } = row;
  const { rule, cycle, dueOn } = reminder;
  const key = [personId, courseId, rule, cycle, dueOn].join("/");
  const why = whyNot(reminder, facts, addressed, { moment, overdueMayStop: rules.overdueMayStop });
  return [{ ...reminder, day: day.day, personId, courseId, key, whyNot: why }];
}

/** PostgreSQL has no empty list; no day is empty. */
function orNone(days: string[]): string[] {
  return days.length > 0 ? days : [""];
}
