import type { Db } from "#db/open.ts";
import { dayIn } from "../../calendar.ts";

/** Which records: of one course or of all, issued from one day to another in the practice's zone, both included. */
export interface Selection {
  courseId: string | null;
  from: string | null;
  to: string | null;
  zone: string;
}

/** A record that goes into a pack. */
export interface Packed {
  id: string;
  code: string;
  releaseId: string;
}

/** The most records in one pack: an archive takes some 65,000 files and 4 GB. */
export const mostPacked = 10_000;

/** The records of a selection among the first entries of the log, in the log's order. One query. */
export async function listPacked(
  db: Db,
  { courseId, from, to, zone, below }: Selection & { below: number },
): Promise<Packed[]> {
  const rows = await db
    .selectFrom("completion_record as record")
    .innerJoin("evidence_entry as entry", "entry.record_id", "record.id")
    .select(["record.id", "record.code", "record.release_id", "record.issued_at"])
    .where("entry.kind", "in", ["issue", "supersede"])
    .where("entry.position", "<", below)
    .$if(courseId !== null, (query) => query.where("record.course_id", "=", courseId ?? ""))
    // Roughly, so that a year of many is read and no more: which day it was is judged below.
    .$if(from !== null, (query) => query.where("record.issued_at", ">=", aroundDay(from ?? "", -1)))
    .$if(to !== null, (query) => query.where("record.issued_at", "<=", aroundDay(to ?? "", 2)))
    .orderBy("entry.position")
    .execute();
  return rows
    .filter(({ issued_at }) => isWithin(dayIn(issued_at, zone), { from, to }))
    .map(({ id, code, release_id: releaseId }) => ({ id, code, releaseId }));
}

/** A day and so many more, in UTC: no zone is further from it than a day. */
function aroundDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * 60 * 60_000).toISOString();
}

/** Whether a day lies in a period; one that is left open has no end on that side. */
export function isWithin(day: string, { from, to }: Pick<Selection, "from" | "to">): boolean {
  return (from === null || day >= from) && (to === null || day <= to);
}
