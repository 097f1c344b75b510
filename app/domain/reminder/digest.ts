import { sql } from "kysely";
import type { Db } from "#db/open.ts";
import { addDays } from "../assignment/due.ts";
import { weekdayOf } from "../calendar.ts";
import { dueIn, statusIn } from "../standing/count.ts";
import type { Moment } from "../standing/judgement.ts";
import { selectSupervising } from "../team/scope.ts";
import type { LetterDay } from "./days.ts";
import type { ReminderRules } from "./settings.ts";

/** What a supervisor's people need, as places in courses: somebody late in two counts twice. */
export interface DigestCounts {
  overdue: number;
  inactive: number;
  /** Due today or within seven days. */
  dueSoon: number;
}

/** Whether the weekly digest falls on a letter day: on its day of the week, or on the first letter day after it. */
export function isDigestDay({ late }: LetterDay, { digestOn }: ReminderRules): boolean {
  return digestOn !== null && late.some((day) => weekdayOf(day) === digestOn);
}

/**
 * What the people of each supervisor need at a moment, whom the digest may be empty for; members of two of their teams
 * count once. One query, for one supervisor or all.
 */
export async function countDigests(
  db: Db,
  { moment, supervisorId }: { moment: Moment; supervisorId?: string },
): Promise<{ personId: string; email: string | null; isStopped: boolean; counts: DigestCounts }[]> {
  const status = statusIn(moment);
  const soon = sql<number>`case when ${status} in ('assigned', 'enrolled', 'in-progress', 'inactive') and ${dueIn(moment)} between ${moment.today} and ${addDays(moment.today, 7)} then 1 else 0 end`;
  const pairs = selectSupervising(db)
    .select(["leading.id as supervisor", "member.id as member"])
    .where("member.suspended_at", "is", null)
    .$if(supervisorId !== undefined, (query) => query.where("leading.id", "=", supervisorId ?? ""))
    .distinct();
  const judged = db
    .selectFrom(pairs.as("pair"))
    .innerJoin("standing", "standing.person_id", "pair.member")
    .innerJoin("course", "course.id", "standing.course_id")
    .where("course.missing_since", "is", null)
    .select(["pair.supervisor", status.as("status"), soon.as("soon")]);
  const rows = await db
    .selectFrom(judged.as("judged"))
    .innerJoin("person", "person.id", "judged.supervisor")
    .leftJoin("reminder_choice", "reminder_choice.person_id", "person.id")
    .select(["person.id", "person.email", "reminder_choice.digest"])
    .select([
      sql<number>`sum(case when judged.status = 'overdue' then 1 else 0 end)`.as("overdue"),
      sql<number>`sum(case when judged.status = 'inactive' then 1 else 0 end)`.as("inactive"),
      sql<number>`sum(judged.soon)`.as("due_soon"),
    ])
    .groupBy(["person.id", "person.email", "reminder_choice.digest"])
    .orderBy("person.id")
    .execute();
  return rows.map((row) => ({
    personId: row.id,
    email: row.email,
    isStopped: row.digest === 1,
    counts: { overdue: Number(row.overdue), inactive: Number(row.inactive), dueSoon: Number(row.due_soon) },
  }));
}

export function isEmpty({ overdue, inactive, dueSoon }: DigestCounts): boolean {
  return overdue + inactive + dueSoon === 0;
}
