import { createHmac } from "node:crypto";
import { newCode, newId, newToken } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { writeAudit } from "./audit.ts";
import { dayIn } from "./calendar.ts";
import { type RecordEntry, writeEntry } from "./completion-record/entry.ts";
import { keepRecord } from "./completion-record/keeping.ts";
import { findTerms } from "./completion-record/terms.ts";
import { type Validity, validityOf } from "./completion-record/validity.ts";
import type { Acting } from "./enrolment.ts";
import { canonicalText } from "./evidence/body.ts";
import { isJournalled } from "./evidence/journalled.ts";
import { evidenceTime } from "./evidence.ts";
import { accountsOf } from "./person/accounts.ts";
import { findPractice } from "./practice.ts";
import type { Evidence } from "./progress/evidence.ts";
import { keepSyllabus } from "./syllabus/keeping.ts";

/** A licence as the learner wants it printed; all of it is theirs to give or not. */
export interface Licence {
  type: string;
  number: string;
  jurisdiction: string;
}

/** The person's part of a record. */
export interface RecordPerson {
  name: string;
  licences: Licence[];
}

/** The evidence that a learner completed a release of a course. Never edited, only replaced by a later one. */
export interface CompletionRecord {
  id: string;
  code: string;
  courseId: string;
  /** Of the enrolment that it completed. */
  cycle: number;
  releaseId: string;
  issuedAt: string;
  entry: RecordEntry;
  /** Null once it was withdrawn; the rest stands. */
  person: RecordPerson | null;
  /** When it was revoked. */
  revokedAt: string | null;
  /** The record that took its place. */
  replacedBy: string | null;
  /** Until then it is being issued: nothing of it is handed out. See `isJournalled`. */
  isJournalled: boolean;
}

interface Issue extends Acting {
  /** The name as it was confirmed; the account's own where the course does not ask for one. */
  confirmed: RecordPerson | undefined;
  evidence: Evidence;
  /** The public address of this instance. */
  url: string;
}

/**
 * Issues the record of an enrolment; called in the transaction of the last condition. The entry names no person: it
 * holds a keyed hash of the person's part, whose key is that part's salt. The record enters the evidence log with it,
 * and is dated no earlier than the entry before. Throws when the clock was set back behind that one.
 */
export async function issueRecord(db: Db, issue: Issue): Promise<string> {
  const { enrolment, release, evidence, url } = issue;
  const now = await evidenceTime(db, issue.now);
  if (!now) throw new Error("No record is issued while the clock stands behind the last entry of the evidence log.");
  const id = newId();
  const code = newCode();
  const salt = newToken();
  const person = await findRecordPerson(db, issue);
  const practice = await findPractice(db);
  const terms = await findTerms(db, { practice, now });
  const attestation = await findAttestation(db, evidence);
  const personHash = hashPerson(person, salt);
  const validity = await findValidity(db, { enrolment, release, completedOn: dayIn(now, practice.zone) });
  const { hash: syllabus } = await keepSyllabus(db, { release, now });
  const attested = { attestation, evidence, validity, syllabus, personHash };
  const entry = writeEntry({ code, release, practice, terms, url, ...attested, now });
  await keepRecord(db, {
    record: {
      id,
      code,
      person_id: enrolment.personId,
      course_id: enrolment.courseId,
      cycle: enrolment.cycle,
      enrolment_id: enrolment.id,
      release_id: release.id,
      issued_at: now.toISOString(),
      replaces: null,
      entry: canonicalText(entry),
    },
    person: { name: person.name, licences: canonicalText(person.licences), salt },
    now: issue.now,
  });
  const actor = { kind: "person" as const, id: enrolment.personId, roles: [] };
  await writeAudit(db, { actor, act: "complete course", subject: { kind: "completion-record", id }, now });
  return id;
}

/** A person's own records, the newest first. */
export async function listRecords(db: Db, personId: string): Promise<CompletionRecord[]> {
  const rows = await selectRecords(db, personId).orderBy("completion_record.issued_at", "desc").execute();
  return rows.map(toRecord);
}

/** One of a person's own records; another's is not there. */
export async function findRecord(
  db: Db,
  { personId, recordId }: { personId: string; recordId: string },
): Promise<CompletionRecord | undefined> {
  const row = await selectRecords(db, personId).where("completion_record.id", "=", recordId).executeTakeFirst();
  return row && toRecord(row);
}

/** Records by their ids, whosesoever they are, in the order of the ids given: for who exports evidence. */
export async function listRecordsById(db: Db, recordIds: string[]): Promise<CompletionRecord[]> {
  const rows = await selectAllRecords(db).where("completion_record.id", "in", recordIds).execute();
  const records = new Map(rows.map((row) => [row.id, toRecord(row)]));
  return recordIds.flatMap((id) => records.get(id) ?? []);
}

/** What the entry holds of the person: a hash keyed with the salt that is kept, and may be erased, with the person's part. */
export function hashPerson({ name, licences }: RecordPerson, salt: string): string {
  return createHmac("sha256", salt).update(canonicalText({ name, licences })).digest("base64url");
}

async function findRecordPerson(db: Db, { confirmed, enrolment }: Issue): Promise<RecordPerson> {
  if (confirmed) return { name: confirmed.name, licences: confirmed.licences };
  const person = await db
    .selectFrom("person")
    .select("name")
    .where("id", "=", enrolment.personId)
    .executeTakeFirstOrThrow();
  return { name: person.name ?? "", licences: [] };
}

/** By the release that was completed; the cycle before tells from when a renewal goes on. */
async function findValidity(
  db: Db,
  { enrolment, release, completedOn }: Pick<Acting, "enrolment" | "release"> & { completedOn: string },
): Promise<Validity | null> {
  if (!release.course.renewal) return null;
  const earlier = await db
    .selectFrom("completion_record")
    .select("entry")
    .where("person_id", "=", enrolment.personId)
    .where("course_id", "=", enrolment.courseId)
    .where("cycle", "=", enrolment.cycle - 1)
    .orderBy("issued_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const { validity }: Pick<RecordEntry, "validity"> = earlier ? JSON.parse(earlier.entry) : {};
  return validityOf(release.course.renewal, { completedOn, earlierEnd: validity?.expiresOn ?? null });
}

async function findAttestation(db: Db, { attestation }: Evidence): Promise<{ text: string; signedAt: string } | null> {
  if (!attestation) return null;
  const row = await db
    .selectFrom("attestation")
    .select(["text", "signed_at"])
    .where("id", "=", attestation.id)
    .executeTakeFirstOrThrow();
  return { text: row.text, signedAt: row.signed_at };
}

function selectRecords(db: Db, personId: string) {
  return selectAllRecords(db).where("completion_record.person_id", "in", accountsOf(db, personId));
}

function selectAllRecords(db: Db) {
  return db
    .selectFrom("completion_record")
    .leftJoin("record_person", "record_person.record_id", "completion_record.id")
    .leftJoin("completion_record as later", "later.replaces", "completion_record.id")
    .leftJoin("evidence_entry as revoked", (join) =>
      join.onRef("revoked.record_id", "=", "completion_record.id").on("revoked.kind", "=", "revoke"),
    )
    .select(["completion_record.id", "completion_record.code", "completion_record.course_id"])
    .select(["completion_record.cycle", "completion_record.release_id"])
    .select(["completion_record.issued_at", "completion_record.entry", "name", "licences"])
    .select(["revoked.at as revokedAt", "later.id as replacedBy", isJournalled.as("isJournalled")]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRecords>["execute"]>>[number];

function toRecord(row: Row): CompletionRecord {
  const { id, code, cycle, name, licences, revokedAt, replacedBy } = row;
  const person = name === null || licences === null ? null : { name, licences: JSON.parse(licences) };
  const issued = { courseId: row.course_id, cycle, releaseId: row.release_id, issuedAt: row.issued_at };
  const standing = { revokedAt, replacedBy, isJournalled: row.isJournalled === 1 };
  return { id, code, ...issued, entry: JSON.parse(row.entry), person, ...standing };
}
