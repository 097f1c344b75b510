import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { listEnrolled } from "./enrolment.ts";

/** Somewhere more attempts can be granted: a course a person is in, and its quizzes that count attempts. */
export interface Grantable {
  enrolmentId: string;
  course: string;
  quizzes: { id: string; title: string; module: number }[];
}

/** What was granted, as administrators see it, and nobody else. */
export interface Accommodation {
  id: string;
  at: string;
  grantedBy: string | null;
  enrolmentId: string;
  /** null for every quiz of the course. */
  quizId: string | null;
  attempts: number;
  /** null once retention has taken it. */
  reason: string | null;
}

interface Granting {
  actor: Extract<Actor, { kind: "person" }>;
  personId: string;
  enrolmentId: string;
  quizId: string | null;
  /** How many more, for each quiz that is meant. */
  attempts: number;
  reason: string;
  /** The same form sent twice is one grant. */
  key: string;
  now: Date;
}

/**
 * Grants a learner more attempts at one quiz of an enrolment, or at each; it holds at once, also where the attempts are
 * used up. The trail names neither the learner nor the reason, so that who reads the trail learns of neither.
 * Undefined for an enrolment that is not this person's, and for a quiz that is not in its course.
 */
export async function grantAttempts(
  db: Db,
  { actor, personId, enrolmentId, quizId, attempts, reason, key, now }: Granting,
): Promise<{ granted: true } | undefined> {
  return transact(db, async (db) => {
    const place = (await listGrantable(db, personId)).find((place) => place.enrolmentId === enrolmentId);
    if (!place || (quizId !== null && !place.quizzes.some(({ id }) => id === quizId))) return undefined;
    const id = newId();
    const grant = { enrolment_id: enrolmentId, quiz_id: quizId, attempts, granted_by: actor.id };
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("accommodation")
      .values({ id, form_key: [enrolmentId, key].join("/"), ...grant, granted_at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return { granted: true };
    await db.insertInto("accommodation_reason").values({ accommodation_id: id, reason }).execute();
    await writeAudit(db, { actor, act: "grant attempts", subject: { kind: "accommodation", id }, now });
    return { granted: true };
  });
}

/** Where more attempts can be granted to a person: the courses they are in. */
export async function listGrantable(db: Db, personId: string): Promise<Grantable[]> {
  const enrolled = await listEnrolled(db, personId);
  return enrolled.map(({ enrolment, release: { course } }) => ({
    enrolmentId: enrolment.id,
    course: course.title,
    quizzes: course.modules.flatMap(({ quiz }, at) =>
      quiz && quiz.attempts !== null ? [{ id: quiz.id, title: quiz.title, module: at + 1 }] : [],
    ),
  }));
}

/** What was granted to a person, the newest first, with the reasons: for administrators. One query. */
export async function listAccommodations(db: Db, personId: string): Promise<Accommodation[]> {
  return db
    .selectFrom("accommodation")
    .innerJoin("enrolment", "enrolment.id", "accommodation.enrolment_id")
    .leftJoin("person as granter", "granter.id", "accommodation.granted_by")
    .leftJoin("accommodation_reason as words", "words.accommodation_id", "accommodation.id")
    .select(["accommodation.id", "granted_at as at", "granter.name as grantedBy"])
    .select(["enrolment_id as enrolmentId", "quiz_id as quizId", "attempts", "words.reason"])
    .where("enrolment.person_id", "=", personId)
    .orderBy("granted_at", "desc")
    .orderBy("accommodation.id", "desc")
    .execute();
}
