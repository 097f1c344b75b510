import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { asksForSignOff } from "../course/rubric.ts";
import { findRelease } from "../release.ts";
import { selectSupervisedBy } from "../team/scope.ts";

/** A learner whose course asks for a sign-off. */
export interface Waiting {
  personId: string;
  name: string;
  courseId: string;
  courseTitle: string;
  enrolledAt: string;
}

/**
 * Whom this supervisor may sign off: of those they supervise now, who is under way in a release that asks for it and
 * has no record, by name. One query, and one for each release that this process has not read.
 */
export async function listWaiting(db: Db, actor: PersonActor): Promise<Waiting[]> {
  const rows = await db
    .selectFrom("enrolment")
    .innerJoin("person", "person.id", "enrolment.person_id")
    .leftJoin("completion_record", "completion_record.enrolment_id", "enrolment.id")
    .select(["person.id", "person.name", "enrolment.course_id", "enrolment.release_id", "enrolled_at"])
    .where("enrolment.person_id", "in", selectSupervisedBy(db, actor.id))
    .where("enrolment.left_at", "is", null)
    .where("completion_record.id", "is", null)
    .orderBy("person.name")
    .orderBy("enrolment.id")
    .execute();
  const titles = new Map<string, string>();
  for (const id of new Set(rows.map(({ release_id }) => release_id))) {
    const { course } = await findRelease(db, id);
    if (asksForSignOff(course)) titles.set(id, course.shortTitle);
  }
  return rows.flatMap((row) => {
    const courseTitle = titles.get(row.release_id);
    if (courseTitle === undefined) return [];
    return [
      { personId: row.id, name: row.name ?? "", courseId: row.course_id, courseTitle, enrolledAt: row.enrolled_at },
    ];
  });
}
