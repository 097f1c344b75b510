import { sql } from "kysely";
import { newId } from "#app/platform/chance.ts";
import { compiledOnce } from "#db/compiled.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import type { Release } from "./course.ts";
import { accountsOf } from "./person/accounts.ts";
import { findNewestRelease, openRelease, type ReleaseName } from "./release.ts";

/** A learner's place in a course, pinned to a release: what they do there, they do through it. */
export interface Enrolment {
  id: string;
  personId: string;
  courseId: string;
  /** From 1; the next begins in a renewal window. */
  cycle: number;
  releaseId: string;
  enrolledAt: string;
  leftAt: string | null;
  place: Place | null;
  /** Said by who opens it: they review the course, so that every module is open, and nothing is counted or recorded. */
  asReviewer?: boolean;
}

/** Where the learner last wrote anything: in a lesson, or, without a lesson, elsewhere in the course. */
export interface Place {
  lessonId: string | null;
  anchor: string | null;
  at: string;
}

/** A learner in a course together with the course as they have it. */
export interface Enrolled {
  enrolment: Enrolment;
  release: Release;
}

/** What every act of a learner in a course is given: who and where, and when. */
export interface Acting extends Enrolled {
  now: Date;
}

type NotEnrolled = "no-such-course" | "by-assignment" | "taking-none";

/**
 * Enrols a person at a course's newest release, once; whoever is enrolled is answered with that, and whoever left takes
 * up the same enrolment. Refused for a course that is by assignment and not assigned to them, or gone from its folder.
 */
export async function enrol(
  db: Db,
  { personId, courseId, now }: { personId: string; courseId: string; now: Date },
): Promise<{ enrolment: Enrolment } | { refused: NotEnrolled }> {
  return transact(db, async (db) => {
    const known = await findEnrolment(db, { personId, courseId });
    if (known) return { enrolment: known.leftAt === null ? known : await comeBack(db, known, now) };

    const release = await findNewestRelease(db, courseId);
    if (!release) return { refused: "no-such-course" };
    const opening = await findOpening(db, { newest: release, personId });
    if (opening !== "open") return { refused: opening };
    const id = newId();
    await db
      .insertInto("enrolment")
      .values({
        id,
        person_id: personId,
        course_id: courseId,
        cycle: 1,
        release_id: release.id,
        enrolled_at: now.toISOString(),
        left_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await auditEnrolment(db, { act: "enrol", personId, id, now });
    const enrolled = { personId, courseId, cycle: 1, releaseId: release.id, enrolledAt: now.toISOString() };
    return { enrolment: { id, ...enrolled, leftAt: null, place: null } };
  });
}

/** Whether a course takes this person as a new learner into its newest release, or why not. */
export async function findOpening(
  db: Db,
  { newest, personId }: { newest: Release; personId: string },
): Promise<"open" | NotEnrolled> {
  const course = await db
    .selectFrom("course")
    .leftJoin("standing", (join) =>
      join.onRef("standing.course_id", "=", "course.id").on("standing.person_id", "=", personId),
    )
    .select(["missing_since", "assigned_at"])
    .where("course.id", "=", newest.courseId)
    .executeTakeFirstOrThrow();
  if (course.missing_since !== null) return "taking-none";
  return newest.course.enrolment === "open" || course.assigned_at !== null ? "open" : "by-assignment";
}

/** Ends an enrolment; everything done in it stays and is there again on return. Leaving twice is leaving once. */
export async function leave(db: Db, { enrolment, now }: { enrolment: Enrolment; now: Date }): Promise<void> {
  await transact(db, async (db) => {
    const { numUpdatedRows } = await db
      .updateTable("enrolment")
      .set({ left_at: now.toISOString() })
      .where("id", "=", enrolment.id)
      .where("left_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await auditEnrolment(db, { act: "leave course", personId: enrolment.personId, id: enrolment.id, now });
  });
}

/** A person's enrolment in a course, the newest cycle, left or not. */
export async function findEnrolment(
  db: Db,
  { personId, courseId }: { personId: string; courseId: string },
): Promise<Enrolment | undefined> {
  const [row] = await findNewestCycle(db, personId, courseId);
  return row && toEnrolment(row);
}

/**
 * The same with the release it is pinned to: one query, and one more on a process that has not read this release.
 * Undefined for whoever has left, unless `orLeft`.
 */
export async function findEnrolled(
  db: Db,
  { personId, courseId, orLeft = false }: { personId: string; courseId: string; orLeft?: boolean },
): Promise<Enrolled | undefined> {
  const [row] = await findNewestCycle(db, personId, courseId);
  if (!row || (row.left_at !== null && !orLeft)) return undefined;
  return toEnrolled(db, row);
}

/** An enrolment by its own id, left or not, for what happens after an act. */
export async function findEnrolledById(db: Db, enrolmentId: string): Promise<Enrolled | undefined> {
  const row = await selectAllEnrolments(db).where("enrolment.id", "=", enrolmentId).executeTakeFirst();
  return row && toEnrolled(db, row);
}

/** Every course a person is in, in the newest cycle of each, without those they have left unless `orLeft`. */
export async function listEnrolled(db: Db, personId: string, { orLeft = false } = {}): Promise<Enrolled[]> {
  const rows = await selectEnrolments(db, personId).orderBy("cycle", "desc").execute();
  const newest = rows.filter((row, at) => rows.findIndex((other) => other.course_id === row.course_id) === at);
  const enrolled = [];
  for (const row of newest) if (orLeft || row.left_at === null) enrolled.push(await toEnrolled(db, row));
  return enrolled;
}

/** Notes where a learner is; part of every write of theirs, inside its transaction. */
export async function touchPlace(
  db: Db,
  {
    enrolmentId,
    lessonId,
    anchor,
    now,
  }: { enrolmentId: string; lessonId: string | null; anchor: string | null; now: Date },
): Promise<void> {
  await keepPlace(db, enrolmentId, lessonId, anchor, now.toISOString());
}

const keepPlace = compiledOnce((db, enrolment_id, lesson_id, anchor, at) =>
  db
    .insertInto("enrolment_place")
    .values({ enrolment_id, lesson_id, anchor, at })
    .onConflict((conflict) => conflict.column("enrolment_id").doUpdateSet({ lesson_id, anchor, at })),
);

async function comeBack(db: Db, enrolment: Enrolment, now: Date): Promise<Enrolment> {
  await db.updateTable("enrolment").set({ left_at: null }).where("id", "=", enrolment.id).execute();
  await auditEnrolment(db, { act: "return to course", personId: enrolment.personId, id: enrolment.id, now });
  return { ...enrolment, leftAt: null };
}

async function auditEnrolment(
  db: Db,
  { act, personId, id, now }: { act: string; personId: string; id: string; now: Date },
): Promise<void> {
  const actor: Actor = { kind: "person", id: personId, roles: [] };
  await writeAudit(db, { actor, act, subject: { kind: "enrolment", id }, now });
}

function selectEnrolments(db: Db, personId: string) {
  return (
    selectAllEnrolments(db)
      .where("person_id", "in", accountsOf(db, personId))
      // One's own place comes before that of an account that was merged into one's own.
      .orderBy(sql`person_id = ${personId}`, "desc")
  );
}

function selectAllEnrolments(db: Db) {
  return db
    .selectFrom("enrolment")
    .innerJoin("course_release", "course_release.id", "enrolment.release_id")
    .leftJoin("enrolment_place", "enrolment_place.enrolment_id", "enrolment.id")
    .select(["enrolment.id", "person_id", "enrolment.course_id", "cycle", "release_id", "enrolled_at", "left_at"])
    .select(["lesson_id", "anchor", "enrolment_place.at as placed_at"])
    .select(["version", "hash", "published_at"]);
}

const findNewestCycle = compiledOnce((db, personId, courseId) =>
  selectEnrolments(db, personId).where("enrolment.course_id", "=", courseId).orderBy("cycle", "desc").limit(1),
);

type Row = Awaited<ReturnType<ReturnType<typeof selectEnrolments>["execute"]>>[number];

async function toEnrolled(db: Db, row: Row): Promise<Enrolled> {
  const { release_id, course_id, version, hash, published_at } = row;
  const name: ReleaseName = { id: release_id, courseId: course_id, version, hash, publishedAt: published_at };
  return { enrolment: toEnrolment(row), release: await openRelease(db, name) };
}

function toEnrolment(row: Row): Enrolment {
  const { placed_at: at, lesson_id: lessonId, anchor } = row;
  return {
    id: row.id,
    personId: row.person_id,
    courseId: row.course_id,
    cycle: row.cycle,
    releaseId: row.release_id,
    enrolledAt: row.enrolled_at,
    leftAt: row.left_at,
    place: at === null ? null : { lessonId, anchor, at },
  };
}
