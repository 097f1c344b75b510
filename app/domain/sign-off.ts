import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { dayIn } from "./calendar.ts";
import { completeIfDue } from "./completion.ts";
import { type Rubric, rubricOf } from "./course/rubric.ts";
import { type Enrolled, findEnrolled } from "./enrolment.ts";
import type { WithdrawalReason } from "./sign-off/reasons.ts";
import { findSupervised, type Supervised } from "./team/scope.ts";

/** What the supervisor saw of one criterion. There are no points and no room for words: a client may be in them. */
export type Observed = "seen" | "not-yet";

/** A sign-off as supervisor and learner see it. */
export interface SignOff {
  id: string;
  byId: string;
  byName: string;
  /** The day of the conversation, YYYY-MM-DD. */
  observedOn: string;
  at: string;
  /** Every criterion was seen. */
  met: boolean;
  observed: Record<string, Observed>;
  withdrawn: { at: string; why: WithdrawalReason } | null;
}

/** Everything that the page of one sign-off shows. */
export interface ToSignOff extends Enrolled {
  learner: Supervised;
  rubric: Rubric;
  /** The newest first. */
  given: SignOff[];
  isComplete: boolean;
}

interface Whose {
  actor: PersonActor;
  personId: string;
  courseId: string;
}

/**
 * A learner's course with its rubric and what was signed off, for who supervises them now. Undefined for anybody else,
 * oneself among them, for who is not enrolled, and where the release asks for no sign-off.
 */
export async function findToSignOff(db: Db, { actor, personId, courseId }: Whose): Promise<ToSignOff | undefined> {
  const learner = await findSupervised(db, { supervisorId: actor.id, personId });
  const enrolled = learner && (await findEnrolled(db, { personId, courseId }));
  const rubric = enrolled && rubricOf(enrolled.release.course);
  if (!learner || !enrolled || !rubric) return undefined;
  const given = await listSignOffs(db, enrolled);
  return { ...enrolled, learner, rubric, given, isComplete: await isComplete(db, enrolled.enrolment.id) };
}

/**
 * Signs off an observed conversation: each criterion of the rubric was seen, or not yet. The learner's release and
 * their supervisor today decide; a later one stands instead of it. With every criterion seen it may complete the
 * course. A form sent twice is one. Refused with a criterion open, for a day to come or before the enrolment, and once
 * the course is complete. Undefined as findToSignOff.
 */
export async function signOff(
  db: Db,
  { actor, personId, courseId, key, observedOn, observed, zone, url, now }: SigningOff,
): Promise<{ signOff: string } | { refused: NotSignedOff } | undefined> {
  const form_key = [actor.id, key].join("/");
  return transact(db, async (db) => {
    const sent = await db.selectFrom("sign_off").select("id").where("form_key", "=", form_key).executeTakeFirst();
    if (sent) return { signOff: sent.id };
    const found = await findToSignOff(db, { actor, personId, courseId });
    if (!found) return undefined;
    const { enrolment, release, rubric } = found;
    if (found.isComplete) return { refused: "complete" };
    if (observedOn > dayIn(now, zone)) return { refused: "to-come" };
    if (observedOn < dayIn(enrolment.enrolledAt, zone)) return { refused: "before-enrolment" };
    const judged = rubric.criteria.map(({ id }) => [id, observed[id]] as const);
    if (judged.some(([, one]) => one === undefined)) return { refused: "open-criterion" };

    const id = newId();
    await db
      .insertInto("sign_off")
      .values({
        ...{ id, form_key, enrolment_id: enrolment.id, release_id: release.id, signed_by: actor.id },
        observed_on: observedOn,
        observed: JSON.stringify(Object.fromEntries(judged)),
        met: judged.every(([, one]) => one === "seen") ? 1 : 0,
        at: now.toISOString(),
      })
      .execute();
    await writeAudit(db, { actor, act: "sign off", subject: { kind: "enrolment", id: enrolment.id }, now });
    await completeIfDue(db, { enrolment, release, url, now });
    return { signOff: id };
  });
}

export type NotSignedOff = "complete" | "to-come" | "before-enrolment" | "open-criterion";

interface SigningOff extends Whose {
  key: string;
  observedOn: string;
  /** By criterion. */
  observed: Partial<Record<string, Observed>>;
  /** The practice's. */
  zone: string;
  url: string;
  now: Date;
}

/**
 * Takes a sign-off back, with one of three reasons; what stood before it stands again. Once; again is answered alike.
 * Only who gave it may, while they supervise its learner. Refused once the course is complete.
 */
export async function withdrawSignOff(
  db: Db,
  { actor, personId, courseId, signOffId, why, now }: Whose & { signOffId: string; why: WithdrawalReason; now: Date },
): Promise<{ withdrawn: true } | { refused: "complete" } | undefined> {
  return transact(db, async (db) => {
    const found = await findToSignOff(db, { actor, personId, courseId });
    const own = await db
      .selectFrom("sign_off")
      .select("enrolment_id")
      .where("id", "=", signOffId)
      .where("signed_by", "=", actor.id)
      .executeTakeFirst();
    if (!found || own?.enrolment_id !== found.enrolment.id) return undefined;
    if (found.given.some(({ id, withdrawn }) => id === signOffId && withdrawn)) return { withdrawn: true };
    if (found.isComplete) return { refused: "complete" };
    await db
      .insertInto("sign_off_withdrawal")
      .values({ sign_off_id: signOffId, why, at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const subject = { kind: "enrolment", id: found.enrolment.id };
    await writeAudit(db, { actor, act: "withdraw sign-off", subject, now });
    return { withdrawn: true };
  });
}

/** What was signed off in an enrolment for its present release, the newest first. One query. */
export async function listSignOffs(db: Db, { enrolment }: Pick<Enrolled, "enrolment">): Promise<SignOff[]> {
  const rows = await db
    .selectFrom("sign_off")
    .leftJoin("sign_off_withdrawal as withdrawal", "withdrawal.sign_off_id", "sign_off.id")
    .leftJoin("person", "person.id", "sign_off.signed_by")
    .select(["sign_off.id", "signed_by", "person.name", "observed_on", "observed", "met", "sign_off.at"])
    .select(["withdrawal.at as withdrawn_at", "withdrawal.why"])
    .where("enrolment_id", "=", enrolment.id)
    .where("release_id", "=", enrolment.releaseId)
    .orderBy("sign_off.at", "desc")
    .orderBy("sign_off.id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    byId: row.signed_by,
    byName: row.name ?? "",
    observedOn: row.observed_on,
    at: row.at,
    met: row.met === 1,
    observed: JSON.parse(row.observed),
    withdrawn: row.withdrawn_at && row.why ? { at: row.withdrawn_at, why: row.why } : null,
  }));
}

async function isComplete(db: Db, enrolmentId: string): Promise<boolean> {
  const record = await db
    .selectFrom("completion_record")
    .select("id")
    .where("enrolment_id", "=", enrolmentId)
    .executeTakeFirst();
  return record !== undefined;
}
