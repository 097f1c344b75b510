import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { issueRecord, type Licence, type RecordPerson } from "./completion-record.ts";
import type { Course } from "./course.ts";
import { type Acting, findEnrolledById } from "./enrolment.ts";
import { isReadyToEvaluate } from "./evaluation/questions.ts";
import { evidenceTime, findClockRight } from "./evidence.ts";
import { postEffect } from "./outbox.ts";
import { isSigned } from "./progress/conditions.ts";
import { findEvidence } from "./progress/evidence.ts";
import { type Progress, progressIn } from "./progress.ts";

/** The name for the record as it was last confirmed. */
export interface ConfirmedName extends RecordPerson {
  id: string;
  confirmedAt: string;
}

/**
 * Keeps the name as on the licence for the record; confirming again, until the attestation is signed, replaces it.
 * A form sent twice is one confirmation. May complete the course. Refused before its turn, and once the attestation is
 * signed.
 */
export async function confirmName(
  db: Db,
  {
    enrolment,
    release,
    key,
    name,
    licences,
    url,
    now,
  }: Acting & { key: string; name: string; licences: Licence[]; url: string },
): Promise<{ confirmation: string } | { refused: "not-yet" | "signed" }> {
  const form_key = [enrolment.id, key].join("/");
  return transact(db, async (db) => {
    const sent = await db
      .selectFrom("name_confirmation")
      .select("id")
      .where("form_key", "=", form_key)
      .executeTakeFirst();
    if (sent) return { confirmation: sent.id };
    const evidence = await findEvidence(db, enrolment.id);
    if (isSigned(evidence) || evidence.record) return { refused: "signed" };
    if (!isReadyToName(progressIn({ course: release.course, evidence }))) return { refused: "not-yet" };

    const id = newId();
    const row = { id, enrolment_id: enrolment.id, form_key, name, licences: JSON.stringify(licences) };
    await db
      .insertInto("name_confirmation")
      .values({ ...row, confirmed_at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await completeIfDue(db, { enrolment, release, url, now });
    return { confirmation: id };
  });
}

/**
 * Signs the attestation, the last condition: "I am the person named and did this myself". Once; a second signing is
 * answered like the first. Refused while anything else is missing, when the name was changed since it was shown, and
 * while the clock stands behind the last record; and for a reviewer, whose completion is a sample.
 */
export async function signAttestation(
  db: Db,
  { enrolment, release, confirmation, url, now }: Acting & { confirmation: string; url: string },
): Promise<{ record: string | null } | { refused: NotSigned }> {
  if (enrolment.asReviewer) return { refused: "reviewer" };
  return transact(db, async (db) => {
    const evidence = await findEvidence(db, enrolment.id);
    if (isSigned(evidence) || evidence.record) return { record: evidence.record?.id ?? null };
    if (!isReadyToSign(progressIn({ course: release.course, evidence }))) return { refused: "not-yet" };
    if (evidence.name?.id !== confirmation) return { refused: "name-changed" };
    if (!(await evidenceTime(db, now))) return { refused: "clock-set-back" };

    await db
      .insertInto("attestation")
      .values({
        id: newId(),
        enrolment_id: enrolment.id,
        release_id: release.id,
        confirmation_id: confirmation,
        text: attestationText(release.course),
        signed_at: now.toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return { record: (await completeIfDue(db, { enrolment, release, url, now })) ?? null };
  });
}

export type NotSigned = "not-yet" | "name-changed" | "clock-set-back" | "reviewer";

/**
 * Issues the completion record when every condition is met and there is none yet; inside the transaction of the last.
 * While the clock stands behind the evidence log nothing can be dated: what was done is kept, and the outbox issues the
 * record at the moment at which the clock is right again.
 */
export async function completeIfDue(
  db: Db,
  { enrolment, release, url, now }: Acting & { url: string },
): Promise<string | undefined> {
  if (enrolment.asReviewer) return undefined;
  const evidence = await findEvidence(db, enrolment.id);
  const { conditions } = progressIn({ course: release.course, evidence });
  if (evidence.record) return evidence.record.id;
  if (conditions.some(({ met }) => !met)) return undefined;
  const due = await findClockRight(db, now);
  if (due) {
    const effect = { key: `late record of ${enrolment.id}`, kind: "late-record" } as const;
    await postEffect(db, { ...effect, payload: { enrolmentId: enrolment.id }, urgency: "soon", now, due });
    return undefined;
  }
  return issueRecord(db, {
    enrolment,
    release,
    confirmed: await findConfirmedName(db, enrolment.id),
    evidence,
    url,
    now,
  });
}

/** Issues the record of a course that was completed while the clock stood behind; throws while it still does. */
export async function completeLate(
  db: Db,
  { enrolmentId, url, now }: { enrolmentId: string; url: string; now: Date },
): Promise<"issued" | "not issued: no longer due"> {
  const enrolled = await findEnrolledById(db, enrolmentId);
  if (!enrolled) return "not issued: no longer due";
  return transact(db, async (db) => {
    if (await findClockRight(db, now)) throw new Error("The clock still stands behind the evidence log.");
    return (await completeIfDue(db, { ...enrolled, url, now })) ? "issued" : "not issued: no longer due";
  });
}

/** Whether it is the turn of the name: all is done that comes before the last steps, and the evaluation is sent. */
export function isReadyToName({ conditions }: Pick<Progress, "conditions">): boolean {
  return (
    isReadyToEvaluate(conditions) && conditions.every(({ condition, met }) => met || condition !== "evaluation-sent")
  );
}

/** Whether nothing but the attestation is missing. */
export function isReadyToSign({ conditions }: Pick<Progress, "conditions">): boolean {
  return conditions.every(({ condition, met }) => met || condition === "attestation-signed");
}

/**
 * What is signed: of the quizzes that completion asks for, and of no elective. It names nobody, so that it may stand
 * when the person's part of the record is gone.
 */
export function attestationText({ modules }: Course): string {
  const quizzes = modules.flatMap(({ title, quiz, elective }) => (quiz && elective === null ? [title] : []));
  const covered = quizzes.length > 0 ? ` The answers to its quizzes (${quizzes.join("; ")}) are mine alone.` : "";
  return `I am the person named on this record, and I completed this course myself.${covered}`;
}

/** The name as it was last confirmed in an enrolment. */
export async function findConfirmedName(db: Db, enrolmentId: string): Promise<ConfirmedName | undefined> {
  const row = await db
    .selectFrom("name_confirmation")
    .select(["id", "name", "licences", "confirmed_at"])
    .where("enrolment_id", "=", enrolmentId)
    .orderBy("confirmed_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, licences: JSON.parse(row.licences), confirmedAt: row.confirmed_at };
}
