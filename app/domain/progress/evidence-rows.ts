import { sql } from "kysely";
import { compiledOnce } from "#db/compiled.ts";
import type { Db } from "#db/open.ts";

/** One union, so that a page pays one round trip however many kinds of evidence there are. */
export function selectEvidence(db: Db, enrolmentIds: string[]) {
  const reads = db
    .selectFrom("lesson_read")
    .select([sql<Kind>`'read'`.as("kind"), "enrolment_id", "id", "lesson_id as subject", "ordinal", "read_at as at"])
    .select([noText.as("submitted_at"), noNumber.as("passed"), noText.as("missed")])
    .where("enrolment_id", "in", enrolmentIds);
  const attempts = db
    .selectFrom("attempt")
    .select([sql<Kind>`'attempt'`.as("kind"), "enrolment_id", "id", "quiz_id as subject", "ordinal", "opened_at as at"])
    .select(["submitted_at", "passed", "missed"])
    .where("enrolment_id", "in", enrolmentIds);
  const grants = db
    .selectFrom("accommodation")
    .select([sql<Kind>`'grant'`.as("kind"), "enrolment_id", "id", sql<string>`coalesce(quiz_id, '')`.as("subject")])
    .select(["attempts as ordinal", "granted_at as at"])
    .select([noText.as("submitted_at"), noNumber.as("passed"), noText.as("missed")])
    .where("enrolment_id", "in", enrolmentIds);
  const vignettes = db
    .selectFrom("vignette_finish")
    .select([sql<Kind>`'vignette'`.as("kind"), "enrolment_id", "id", "vignette_id as subject"])
    .select([sql<number>`0`.as("ordinal"), "finished_at as at"])
    .select([noText.as("submitted_at"), noNumber.as("passed"), noText.as("missed")])
    .where("enrolment_id", "in", enrolmentIds);
  const evaluations = db
    .selectFrom("evaluation_sent")
    .select([sql<Kind>`'evaluation'`.as("kind"), "enrolment_id", noSubject.as("id"), noSubject.as("subject")])
    .select([sql<number>`0`.as("ordinal"), noSubject.as("at")])
    .select([noText.as("submitted_at"), noNumber.as("passed"), noText.as("missed")])
    .where("enrolment_id", "in", enrolmentIds);
  // A sign-off counts for the release whose rubric it went by.
  const signOffs = db
    .selectFrom("sign_off")
    .innerJoin("enrolment", (join) =>
      join
        .onRef("enrolment.id", "=", "sign_off.enrolment_id")
        .onRef("enrolment.release_id", "=", "sign_off.release_id"),
    )
    .leftJoin("sign_off_withdrawal", "sign_off_withdrawal.sign_off_id", "sign_off.id")
    .select([sql<Kind>`'sign-off'`.as("kind"), "enrolment_id", "sign_off.id", noSubject.as("subject")])
    .select([sql<number>`0`.as("ordinal"), "sign_off.at as at"])
    .select([noText.as("submitted_at"), "sign_off.met as passed", noText.as("missed")])
    .where("enrolment_id", "in", enrolmentIds)
    .where("sign_off_withdrawal.sign_off_id", "is", null);
  const names = db
    .selectFrom("name_confirmation")
    .select([sql<Kind>`'name'`.as("kind"), "enrolment_id", "id", noSubject.as("subject")])
    .select([sql<number>`0`.as("ordinal"), "confirmed_at as at"])
    .select([noText.as("submitted_at"), noNumber.as("passed"), noText.as("missed")])
    .where("enrolment_id", "in", enrolmentIds);
  // A signature counts for the release it was given for, and, where it is judged, for the name.
  const attestations = db
    .selectFrom("attestation")
    .innerJoin("enrolment", (join) =>
      join
        .onRef("enrolment.id", "=", "attestation.enrolment_id")
        .onRef("enrolment.release_id", "=", "attestation.release_id"),
    )
    .select([sql<Kind>`'attestation'`.as("kind"), "enrolment_id", "attestation.id", "confirmation_id as subject"])
    .select([sql<number>`0`.as("ordinal"), "signed_at as at"])
    .select([noText.as("submitted_at"), noNumber.as("passed"), noText.as("missed")])
    .where("enrolment_id", "in", enrolmentIds);
  const records = db
    .selectFrom("completion_record")
    .leftJoin("completion_record as later", "later.replaces", "completion_record.id")
    .leftJoin("evidence_entry as revoked", (join) =>
      join.onRef("revoked.record_id", "=", "completion_record.id").on("revoked.kind", "=", "revoke"),
    )
    .select([sql<Kind>`'record'`.as("kind"), "completion_record.enrolment_id", "completion_record.id"])
    .select(sql<string>`coalesce(revoked.kind, '')`.as("subject"))
    .select([sql<number>`0`.as("ordinal"), "completion_record.issued_at as at"])
    .select([noText.as("submitted_at"), noNumber.as("passed"), "completion_record.entry as missed"])
    .where("later.id", "is", null)
    .where("completion_record.enrolment_id", "in", enrolmentIds);
  // A heading is known within its lesson: both in one column, the ids of lessons have no slash.
  const bookmarks = db
    .selectFrom("bookmark")
    .innerJoin("enrolment", (join) =>
      join
        .onRef("enrolment.person_id", "=", "bookmark.person_id")
        .onRef("enrolment.course_id", "=", "bookmark.course_id"),
    )
    .select([sql<Kind>`'bookmark'`.as("kind"), "enrolment.id as enrolment_id", noSubject.as("id")])
    .select(sql<string>`bookmark.lesson_id || '/' || bookmark.anchor`.as("subject"))
    .select([sql<number>`0`.as("ordinal"), "made_at as at"])
    .select([noText.as("submitted_at"), noNumber.as("passed"), noText.as("missed")])
    .where("enrolment.id", "in", enrolmentIds);
  const notes = db
    .selectFrom("private_text")
    .innerJoin("enrolment", (join) =>
      join
        .onRef("enrolment.person_id", "=", "private_text.person_id")
        .onRef("enrolment.course_id", "=", "private_text.course_id"),
    )
    .select([sql<Kind>`'note'`.as("kind"), "enrolment.id as enrolment_id", noSubject.as("id")])
    .select(sql<string>`private_text.subject_id || '/' || private_text.anchor`.as("subject"))
    .select([sql<number>`0`.as("ordinal"), noSubject.as("at")])
    .select([noText.as("submitted_at"), noNumber.as("passed"), noText.as("missed")])
    .where("private_text.kind", "=", "note")
    .where("enrolment.id", "in", enrolmentIds);
  const learnt = reads.unionAll(attempts).unionAll(grants).unionAll(vignettes).unionAll(evaluations);
  const all = learnt
    .unionAll(signOffs)
    .unionAll(names)
    .unionAll(attestations)
    .unionAll(records)
    .unionAll(bookmarks)
    .unionAll(notes);
  return all.orderBy("ordinal").orderBy("at").orderBy("id");
}

/** Of one enrolment. */
export const findRows = compiledOnce((db, enrolmentId) => selectEvidence(db, [enrolmentId]));

type Kind =
  | "read"
  | "attempt"
  | "grant"
  | "vignette"
  | "evaluation"
  | "sign-off"
  | "name"
  | "attestation"
  | "record"
  | "bookmark"
  | "note";
/** One thing that was done. */
export type EvidenceRow = Awaited<ReturnType<ReturnType<typeof selectEvidence>["execute"]>>[number];

/** PostgreSQL wants every branch of a union to say what kind of nothing it has. */
const noText = sql<string | null>`cast(null as text)`;
const noSubject = sql<string>`''`;
const noNumber = sql<0 | 1 | null>`cast(null as integer)`;
