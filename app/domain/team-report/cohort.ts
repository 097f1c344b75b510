import { sql } from "kysely";
import type { Db } from "#db/open.ts";
import { addMonths, dayIn, endOfDay } from "../calendar.ts";
import { type ReportAsked, selectPlaces } from "../team-report.ts";

/** A month of a cohort, by its last day: of its places in courses, how many were assigned by then and how many done. */
export interface CohortMonth {
  /** As 2026-11. */
  month: string;
  assigned: number;
  done: number;
}

const months = 12;

/** How those who are in the teams now came along over the last twelve months. One query and one reading. */
export async function findCohort(db: Db, asked: ReportAsked): Promise<CohortMonth[]> {
  const today = dayIn(asked.now, asked.zone);
  const all = Array.from({ length: months }, (_, back) => addMonths(`${today.slice(0, 7)}-01`, back + 1 - months));
  const ends = all.map((first) => endOfDay(lastOf(first), asked.zone).toISOString());
  const places = selectPlaces(db, { ...asked, filter: { courseId: asked.filter.courseId } })
    .select(["standing.assigned_at", "standing.completed_at"])
    .limit(1_000_000_000);
  const row = await db
    .selectFrom(places.as("place"))
    .select(
      ends.map((end, at) => sql<number | null>`sum(case when assigned_at <= ${end} then 1 else 0 end)`.as(`a${at}`)),
    )
    .select(
      ends.map((end, at) => sql<number | null>`sum(case when completed_at <= ${end} then 1 else 0 end)`.as(`d${at}`)),
    )
    .executeTakeFirstOrThrow();
  const counts: Record<string, number | null> = row;
  return all.map((first, at) => ({
    month: first.slice(0, 7),
    assigned: Number(counts[`a${at}`] ?? 0),
    done: Number(counts[`d${at}`] ?? 0),
  }));
}

function lastOf(first: string): string {
  const next = new Date(`${addMonths(first, 1)}T12:00:00.000Z`);
  next.setUTCDate(0);
  return next.toISOString().slice(0, 10);
}
