import type { Db } from "#db/open.ts";
import type { RecordEntry } from "../completion-record/entry.ts";
import type { Validity } from "../completion-record/validity.ts";
import { type EvidenceRow, findRows, selectEvidence } from "./evidence-rows.ts";

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

/** Rows come in order, so that of several the last one stands. */
function add(evidence: Evidence, row: EvidenceRow): void {
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
function toIssued({ id, at, subject, missed: entry }: EvidenceRow): IssuedRecord {
  const { zone, validity = null }: Pick<RecordEntry, "zone" | "validity"> = JSON.parse(entry ?? "{}");
  return { id, at, zone, validity, isRevoked: subject === "revoke" };
}

function toKept(kind: KeptPlace["kind"], subject: string): KeptPlace {
  const [lessonId = "", anchor = ""] = subject.split("/");
  return { kind, lessonId, anchor };
}

function toSitting({ id, ordinal, at, submitted_at, passed, missed }: EvidenceRow, quizId: string): Sitting {
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
