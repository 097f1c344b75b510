import type { Release } from "#app/domain/course.ts";
import { hashPassword } from "#app/domain/password.ts";
import { hashToken, newId, newToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { password } from "#tests/support/practice.ts";

/** The fixed course of tests/bench/courses. */
export const course = { id: "bench001", lesson: "benchl01", quiz: "benchq01" };

/** Somebody signed in who has read the lessons and may sit the quiz. */
export interface Reader {
  enrolmentId: string;
  email: string;
  cookie: string;
}

const reading = new Date("2026-03-02T09:00:00.000Z");

/**
 * Fills the practice up to so many learners, each with what a learner leaves behind: an enrolment, a place, lessons
 * read, a sitting of ten answers not yet passed, and a session. Answers with those that were added.
 */
export async function fillTo(db: Db, release: Release, learners: number): Promise<Reader[]> {
  const { count } = await db
    .selectFrom("enrolment")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const hash = await hashPassword(password);
  const added: Reader[] = [];
  for (let at = Number(count); at < learners; at += 200) {
    const some = Array.from({ length: Math.min(200, learners - at) }, (_, more) => learnerAt(at + more));
    await transact(db, (db) => addLearners(db, { some, release, hash }));
    added.push(...some.map(({ enrolmentId, email, token }) => ({ enrolmentId, email, cookie: `attune=${token}` })));
  }
  return added;
}

/** Takes away what sittings have left, so that each round finds learners as the first did. */
export async function forgetSittings(db: Db, readers: Reader[]): Promise<void> {
  for (let from = 0; from < readers.length; from += 200) {
    const ids = readers.slice(from, from + 200).map(({ enrolmentId }) => enrolmentId);
    const later = db.selectFrom("attempt").select("id").where("enrolment_id", "in", ids).where("ordinal", ">", 1);
    await db.deleteFrom("attempt_answer").where("attempt_id", "in", later).execute();
    await db.deleteFrom("attempt").where("enrolment_id", "in", ids).where("ordinal", ">", 1).execute();
  }
}

type Learner = ReturnType<typeof learnerAt>;

function learnerAt(number: number) {
  const ids = { personId: newId(), enrolmentId: newId(), attemptId: newId() };
  return { ...ids, token: newToken(), email: `learner${number}@practice.example` };
}

async function addLearners(
  db: Db,
  { some, release, hash }: { some: Learner[]; release: Release; hash: string },
): Promise<void> {
  const at = reading.toISOString();
  const nobody = { zone: null, suspended_at: null, left_at: null, erased_at: null, alias_of: null, version: 1 };
  const persons = some.map(({ personId: id, email }) => ({ id, email, name: "Ada Okafor", created_at: at, ...nobody }));
  await db.insertInto("person").values(persons).execute();
  await db
    .insertInto("password")
    .values(some.map(({ personId }) => ({ person_id: personId, hash, changed_at: at })))
    .execute();
  await addSessions(db, some);
  const place = { course_id: release.courseId, cycle: 1, release_id: release.id, enrolled_at: at, left_at: null };
  await db
    .insertInto("enrolment")
    .values(some.map(({ personId, enrolmentId }) => ({ id: enrolmentId, person_id: personId, ...place })))
    .execute();
  await db
    .insertInto("enrolment_place")
    .values(some.map(({ enrolmentId }) => ({ enrolment_id: enrolmentId, lesson_id: course.lesson, anchor: null, at })))
    .execute();
  for (const { id: lesson_id } of release.course.modules[0]?.lessons ?? []) {
    const read = { lesson_id, ordinal: 1, release_id: release.id, read_at: at };
    await db
      .insertInto("lesson_read")
      .values(some.map(({ enrolmentId }) => ({ id: newId(), enrolment_id: enrolmentId, ...read })))
      .execute();
  }
  await addSittings(db, { some, release });
}

/** Sessions begin now, since the server's clock decides whether they live. */
async function addSessions(db: Db, some: Learner[]): Promise<void> {
  const at = new Date().toISOString();
  const other = { method: "password", second_factor_at: null, reauthenticated_at: null, device: "A browser" } as const;
  const sessions = some.map(({ personId, token }) => {
    return { id: newId(), token_hash: hashToken(token), person_id: personId, created_at: at, last_seen_at: at };
  });
  await db
    .insertInto("session")
    .values(sessions.map((session) => ({ ...session, ...other })))
    .execute();
}

async function addSittings(db: Db, { some, release }: { some: Learner[]; release: Release }): Promise<void> {
  const at = reading.toISOString();
  const items = (release.course.modules[0]?.quiz?.items ?? []).flatMap((item) => ("choices" in item ? [item] : []));
  const drawn = JSON.stringify(items.map((item) => ({ item: item.id, choices: item.choices.map(({ id }) => id) })));
  const open = { submitted_at: null, score_top: null, score_bottom: null, passed: null, missed: null };
  const sitting = {
    quiz_id: course.quiz,
    ordinal: 1,
    release_id: release.id,
    seed: "00",
    drawn,
    opened_at: at,
    ...open,
  };
  const attempts = some.map(({ attemptId: id, enrolmentId }) => ({ id, enrolment_id: enrolmentId, form_key: id }));
  await db
    .insertInto("attempt")
    .values(attempts.map((attempt) => ({ ...attempt, ...sitting })))
    .execute();
  for (const { id: item_id, choices } of items) {
    const answer = { item_id, chosen: JSON.stringify([choices[0]?.id]), saved_at: at, version: 1 };
    await db
      .insertInto("attempt_answer")
      .values(attempts.map(({ id }) => ({ attempt_id: id, ...answer })))
      .execute();
  }
  const missed = JSON.stringify({ objectives: [], lessons: {} });
  await db
    .updateTable("attempt")
    .set({ submitted_at: at, score_top: 1, score_bottom: 4, passed: 0, missed })
    .where(
      "id",
      "in",
      attempts.map(({ id }) => id),
    )
    .execute();
}
