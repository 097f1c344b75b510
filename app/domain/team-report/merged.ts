import type { Db } from "#db/open.ts";

/** A cycle of a course on an account that was merged away: its release, and the record that holds. */
export interface MergedCycle {
  /** Whoever stayed. */
  personId: string;
  courseId: string;
  cycle: number;
  version: string;
  entry: string | null;
  code: string | null;
}

/** What these people have in courses through accounts that were merged into theirs. One query; none for nobody. */
export async function listMergedCycles(db: Db, people: string[]): Promise<MergedCycle[]> {
  if (people.length === 0) return [];
  const rows = await db
    .selectFrom("person as account")
    .innerJoin("enrolment", "enrolment.person_id", "account.id")
    .innerJoin("course_release", "course_release.id", "enrolment.release_id")
    .leftJoin("completion_record as record", (join) =>
      join
        .onRef("record.enrolment_id", "=", "enrolment.id")
        .on(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("completion_record as later").select("later.id").whereRef("later.replaces", "=", "record.id"),
            ),
          ),
        ),
    )
    .select(["account.alias_of", "enrolment.course_id", "enrolment.cycle", "course_release.version"])
    .select(["record.entry", "record.code"])
    .where("account.alias_of", "in", people)
    .execute();
  return rows.map(({ alias_of, course_id: courseId, ...row }) => ({ ...row, personId: alias_of ?? "", courseId }));
}
