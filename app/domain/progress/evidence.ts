import { sql } from "kysely";
import { compiledOnce } from "#db/compiled.ts";
import type { Db } from "#db/open.ts";
import type { RecordEntry } from "../completion-record/entry.ts";
import type { Validity } from "../completion-record/validity.ts";

/** Everything a learner has done in one enrolment: what progress is derived from. */
export interface Evidence {
  /** By lesson: how often it was marked read, and when last. */
  reads: Record<string, { ordinal: number; at: string }>;
  /** In the order they were opened. */
  attempts: Sitting[];
  /** More attempts than the quizzes allow, granted for one quiz or, without one, for each. */
  granted: Grant[];
  /** By vignette: when it was first finished. */
  vignettes: Record<string, { at: string }>;
  /** Whether the evaluation was sent; what it says is not known here, nor when that was. */
  isEvaluated: boolean;
  /** What a supervisor last said of the observed conversation, for the present release, unless it was taken back. */
  signOff: { id: string; met: boolean; at: string } | null;
  /** The latest confirmation of the name; an earlier one no longer counts. */
  name: { id: string; at: string } | null;
  /** The latest signature for the present release, and the confirmation of the name it was given under. */
  attestation: { id: string; confirmationId: string; at: string } | null;
  /** The record of this enrolment, the latest where one replaced another, with until when it is valid. */
  record: IssuedRecord | null;
  /** The places that the learner keeps for themselves; no progress follows from them. */
  kept: KeptPlace[];
}

/** As much of a record as progress and renewal ask for. */
export interface IssuedRecord extends Pick<RecordEntry, "zone"> {
  id: string;
  at: string;
  validity: Validity | null;
  isRevoked: boolean;
}

/** A bookmark, or a note of which nothing but its place is known here; "" is the lesson itself. */
export interface KeptPlace {
  kind: "bookmark" | "note";
  lessonId: string;
  anchor: string;
}

/** What an administrator granted (accommodation.ts), without the reason. */
export interface Grant {
  id: string;
  quizId: string | null;
  attempts: number;
  at: string;
}

/** An attempt without its items and answers. */
export interface Sitting {
  id: string;
  quizId: string;
  ordinal: number;
  openedAt: string;
  submittedAt: string | null;
  passed: boolean;
  missed: Missed | null;
}

/** What a submitted attempt left to learn: the objectives, and the lessons that serve them with how often each had been marked read by then. */
export interface Missed {
  objectives: string[];
  lessons: Record<string, number>;
}

/** What was done in one enrolment: one query. */
export async function findEvidence(db: Db, enrolmentId: string): Promise<Evidence> {
  const evidence = nothingDone();
  for (const row of await findRows(db, enrolmentId)) add(evidence, row);
  return evidence;
}

/** What was done in each of these enrolments: one query for them all. */
export async function listEvidence(db: Db, enrolmentIds: string[]): Promise<Map<string, Evidence>> {
  const all = new Map(enrolmentIds.map((id) => [id, nothingDone()]));
  if (enrolmentIds.length === 0) return all;
  const rows = await selectEvidence(db, enrolmentIds).execute();
  for (const row of rows) {
    const evidence = all.get(row.enrolment_id);
    if (evidence) add(evidence, row);
  }
  return all;
}

/** Of someone who has just come. */
export function nothingDone(): Evidence {
  const empty = { reads: {}, attempts: [], granted: [], vignettes: {}, kept: [] };
  return { ...empty, isEvaluated: false, signOff: null, name: null, attestation: null, record: null };
}

/** One union, so that a page pays one round trip however many kinds of evidence there are. */
function selectEvidence(db: Db, enrolmentIds: string[]) {
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

const findRows = compiledOnce((db, enrolmentId) => selectEvidence(db, [enrolmentId]));

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
type Row = Awaited<ReturnType<ReturnType<typeof selectEvidence>["execute"]>>[number];

/** PostgreSQL wants every branch of a union to say what kind of nothing it has. */
const noText = sql<string | null>`cast(null as text)`;
const noSubject = sql<string>`''`;
const noNumber = sql<0 | 1 | null>`cast(null as integer)`;

/** Rows come in order, so that of several the last one stands. */
function add(evidence: Evidence, row: Row): void {
  const { kind, id, at, ordinal, subject } = row;
  if (kind === "read") evidence.reads[subject] = { ordinal, at };
  if (kind === "attempt") evidence.attempts.push(toSitting(row, subject));
  if (kind === "grant") evidence.granted.push({ id, quizId: subject === "" ? null : subject, attempts: ordinal, at });
  if (kind === "vignette") evidence.vignettes[subject] ??= { at };
  if (kind === "evaluation") evidence.isEvaluated = true;
  if (kind === "sign-off") evidence.signOff = { id, met: row.passed === 1, at };
  if (kind === "name") evidence.name = { id, at };
  if (kind === "attestation") evidence.attestation = { id, confirmationId: subject, at };
  if (kind === "record") evidence.record = toIssued(row);
  if (kind === "bookmark" || kind === "note") evidence.kept.push(toKept(kind, subject));
}

/** Its entry stands in the column that attempts keep what was missed in. */
function toIssued({ id, at, subject, missed: entry }: Row): IssuedRecord {
  const { zone, validity = null }: Pick<RecordEntry, "zone" | "validity"> = JSON.parse(entry ?? "{}");
  return { id, at, zone, validity, isRevoked: subject === "revoke" };
}

function toKept(kind: KeptPlace["kind"], subject: string): KeptPlace {
  const [lessonId = "", anchor = ""] = subject.split("/");
  return { kind, lessonId, anchor };
}

function toSitting({ id, ordinal, at, submitted_at, passed, missed }: Row, quizId: string): Sitting {
  return {
    id,
    quizId,
    ordinal,
    openedAt: at,
    submittedAt: submitted_at,
    passed: passed === 1,
    missed: missed === null ? null : JSON.parse(missed),
  };
}
