import type { Db } from "#db/open.ts";
import { accountsOf } from "../person/accounts.ts";

/** A cycle of a course that a person is or was in, and whether a record of it stands. */
export interface Round {
  courseId: string;
  cycle: number;
  isComplete: boolean;
}

/** Whether the renewal of a record was begun: its next cycle is there, or complete too. */
export type Renewed = "not" | "under-way" | "done";

/** The cycles of a person's courses. One query. */
export async function listRounds(db: Db, personId: string): Promise<Round[]> {
  const rows = await db
    .selectFrom("enrolment")
    .leftJoin("standing", (join) =>
      join
        .onRef("standing.person_id", "=", "enrolment.person_id")
        .onRef("standing.course_id", "=", "enrolment.course_id"),
    )
    .select(["enrolment.course_id", "enrolment.cycle", "standing.completed_cycle"])
    .where("enrolment.person_id", "in", accountsOf(db, personId))
    .execute();
  return rows.map(({ course_id: courseId, cycle, completed_cycle }) => {
    return { courseId, cycle, isComplete: completed_cycle !== null && completed_cycle >= cycle };
  });
}

/** How far the renewal of a record of this course and cycle is. */
export function renewedIn(rounds: Round[], { courseId, cycle }: { courseId: string; cycle: number }): Renewed {
  const later = rounds.filter((round) => round.courseId === courseId && round.cycle > cycle);
  if (later.length === 0) return "not";
  return later.some(({ isComplete }) => isComplete) ? "done" : "under-way";
}
