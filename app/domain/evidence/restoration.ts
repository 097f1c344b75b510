import type { Seals } from "#app/platform/seal.ts";
import type { Db } from "#db/open.ts";
import type { CompletionRecordTable, CourseReleaseTable, RecordRevocationTable, SyllabusTable } from "#db/schema.ts";
import { writeAudit } from "../audit.ts";
import type { RecordEntry } from "../completion-record/entry.ts";
import { postEffect } from "../outbox.ts";
import { type EntryBody, recordOf } from "./body.ts";
import { type Journal, type JournalText, reasonLabelOf, sealLabelOf } from "./journal-line.ts";
import { isEntering } from "./logged.ts";
import { leafHashOf } from "./merkle.ts";

export type EntryLine = Extract<JournalText, { body: string }>;

/** What an entry is restored from, beside its line. */
export interface Restoring {
  journal: Pick<Journal, "releases" | "syllabi">;
  seals: Seals;
  /** The records whose person's part is not to come back, by any entry of the journal. */
  withdrawn: Set<string>;
  now: Date;
}

/**
 * Puts an entry that an older copy of the database lacks back in its place, with the record that entered the log by it
 * and whatever that record refers to: rows of a person, a course or an enrolment that are gone too come back as ids
 * alone. Answers what kind of entry it was, and whether its record's person's part could not be opened.
 */
export async function restoreEntry(
  db: Db,
  line: EntryLine,
  restoring: Restoring,
): Promise<{ kind: EntryBody["kind"]; isNameless: boolean }> {
  const { position, body: text, record } = line;
  const body: EntryBody = JSON.parse(text);
  const isNameless = record && isEntering(body.kind) ? await restoreRecord(db, { ...line, record }, restoring) : false;
  if (record) await restoreAttestation(db, { record, body });
  await db
    .updateTable("evidence_head")
    .set({ size: position + 1, at: body.at })
    .execute();
  await db
    .insertInto("evidence_entry")
    .values({
      position,
      kind: body.kind,
      record_id: recordOf(body),
      at: body.at,
      body: text,
      leaf_hash: leafHashOf(text).toString("base64url"),
    })
    .execute();
  if (body.kind === "revoke") await restoreReason(db, { ...line, recordId: body.record }, restoring);
  return { kind: body.kind, isNameless };
}

/** Why it was revoked comes back with the record's key, as the name does. */
async function restoreReason(
  db: Db,
  { recordId, sealed }: { recordId: string; sealed: EntryLine["sealed"] },
  { seals, withdrawn }: Restoring,
): Promise<void> {
  const opened = sealed && !withdrawn.has(recordId) ? seals.open(sealed, reasonLabelOf(recordId)) : undefined;
  if (!opened) return;
  const { reason, salt }: Pick<RecordRevocationTable, "reason" | "salt"> = JSON.parse(opened);
  await insertUnlessThere(db.insertInto("record_revocation").values({ record_id: recordId, reason, salt }));
}

async function restoreRecord(
  db: Db,
  { record, sealed }: EntryLine & { record: CompletionRecordTable },
  restoring: Restoring,
): Promise<boolean> {
  const known = await db.selectFrom("completion_record").select("id").where("id", "=", record.id).executeTakeFirst();
  // A copy from before there was a log has the record and not its entry.
  if (known) return false;
  await restoreWhatItNames(db, record, restoring);
  await db.insertInto("completion_record").values(record).execute();
  const subject = { kind: "completion-record", id: record.id };
  await writeAudit(db, { actor: { kind: "start" }, act: "restore record", subject, now: restoring.now });
  if (restoring.withdrawn.has(record.id)) return false;
  // What was drawn before is drawn again, the same.
  const effect = { key: `certificate of ${record.id}`, kind: "certificate", payload: { recordId: record.id } } as const;
  await postEffect(db, { ...effect, urgency: "soon", now: restoring.now });
  const opened = sealed && restoring.seals.open(sealed, sealLabelOf(record.id));
  if (!opened) return true;
  const { name, licences, salt }: { name: string; licences: string; salt: string } = JSON.parse(opened);
  await db.insertInto("record_person").values({ record_id: record.id, name, licences, salt }).execute();
  return false;
}

async function restoreWhatItNames(
  db: Db,
  { person_id, course_id, cycle, enrolment_id, release_id, issued_at }: CompletionRecordTable,
  { journal }: Restoring,
): Promise<void> {
  const person = { id: person_id, email: null, name: null, zone: null, created_at: issued_at, version: 1 };
  await insertUnlessThere(db.insertInto("person").values(person));
  await insertUnlessThere(
    db.insertInto("course").values({ id: course_id, origin: "folder", created_at: issued_at, folder: null }),
  );
  await restoreRelease(db, { releaseId: release_id, kept: journal.releases.find(release_id) });
  const syllabus = journal.syllabi.find(release_id);
  if (syllabus) {
    const row: SyllabusTable = JSON.parse(syllabus);
    await insertUnlessThere(db.insertInto("syllabus").values(row));
  }
  const enrolment = {
    id: enrolment_id,
    person_id,
    course_id,
    cycle,
    release_id,
    enrolled_at: issued_at,
    left_at: null,
  };
  await insertUnlessThere(db.insertInto("enrolment").values(enrolment));
}

/** Its words and its time are in the record's own entry, its ids in the log; before the log told them, any will do. */
async function restoreAttestation(
  db: Db,
  { record, body }: { record: CompletionRecordTable; body: EntryBody },
): Promise<void> {
  const named = "rests" in body ? body.rests?.attestation : undefined;
  const { attestation }: Pick<Partial<RecordEntry>, "attestation"> = JSON.parse(record.entry);
  if (!attestation) return;
  const { enrolment_id, release_id } = record;
  const { id, confirmation } = named ?? { id: enrolment_id, confirmation: enrolment_id };
  const row = { id, enrolment_id, release_id, confirmation_id: confirmation };
  const said = { text: attestation.text, signed_at: attestation.signedAt };
  await insertUnlessThere(db.insertInto("attestation").values({ ...row, ...said }));
}

async function restoreRelease(db: Db, { releaseId, kept }: { releaseId: string; kept: string | undefined }) {
  const there = await db.selectFrom("course_release").select("id").where("id", "=", releaseId).executeTakeFirst();
  if (there) return;
  if (!kept) throw new Error(`Neither the database nor the evidence folder has release ${releaseId} of a record.`);
  const release: CourseReleaseTable = JSON.parse(kept);
  await db.insertInto("course_release").values(release).execute();
}

async function insertUnlessThere(insertion: {
  onConflict(on: (conflict: { doNothing(): unknown }) => unknown): { execute(): Promise<unknown> };
}): Promise<void> {
  await insertion.onConflict((conflict) => conflict.doNothing()).execute();
}
