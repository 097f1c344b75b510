import type { Db } from "#db/open.ts";
import { type ListedCourse, listCourses } from "../release.ts";
import { momentOf, toFacts } from "../standing.ts";
import { judge, nothingKnown, type Standing } from "./judgement.ts";

/** A course and where one stands in it oneself. */
export interface OwnCourse extends ListedCourse {
  standing: Standing;
}

/** Every course that has a release, by title, with where this person stands in it. Two queries. */
export async function listOwnCourses(
  db: Db,
  { personId, now, zone }: { personId: string; now: Date; zone: string },
): Promise<OwnCourse[]> {
  const moment = momentOf({ now, zone });
  const rows = await db.selectFrom("standing").selectAll().where("person_id", "=", personId).execute();
  const known = new Map(rows.map((row) => [row.course_id, toFacts(row)]));
  const courses = await listCourses(db);
  return courses.map((course) => ({ ...course, standing: judge(known.get(course.id) ?? nothingKnown(), moment) }));
}

/** Whether a course takes this person as a new learner, as far as this can be told without asking again. */
export function isOpenTo({ missingSince, newest, standing }: OwnCourse): boolean {
  if (missingSince !== null) return false;
  return newest.course.enrolment === "open" || standing.facts.assignedAt !== null;
}
