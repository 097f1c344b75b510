import type { Db } from "#db/open.ts";
import type { AttestationTable, CompletionRecordTable } from "#db/schema.ts";
import type { RecordEntry } from "../completion-record/entry.ts";
import { hashAttestation, hashRow, type Rests } from "./body.ts";

/**
 * What a record rests on, as the log is to hold it: its release, the syllabus and the attestation whose words it froze.
 * Two queries, and one more at the first record of a release in a process.
 */
export async function findRests(db: Db, record: CompletionRecordTable): Promise<Rests> {
  const { release_id } = record;
  const syllabus = await db.selectFrom("syllabus").selectAll().where("release_id", "=", release_id).executeTakeFirst();
  const attestation = await findAttestation(db, record);
  return {
    release: await findReleaseHash(db, release_id),
    syllabus: syllabus ? hashRow(syllabus) : null,
    attestation: attestation
      ? { id: attestation.id, confirmation: attestation.confirmation_id, hash: hashAttestation(attestation) }
      : null,
  };
}

/** A release of some megabytes, which is never changed, is hashed once. */
const known = new Map<string, string>();

async function findReleaseHash(db: Db, id: string): Promise<string> {
  const before = known.get(id);
  if (before !== undefined) return before;
  const row = await db.selectFrom("course_release").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const hash = hashRow(row);
  known.set(id, hash);
  return hash;
}

async function findAttestation(
  db: Db,
  { enrolment_id, release_id, entry }: CompletionRecordTable,
): Promise<AttestationTable | undefined> {
  const { attestation }: Pick<Partial<RecordEntry>, "attestation"> = JSON.parse(entry);
  if (!attestation) return undefined;
  return db
    .selectFrom("attestation")
    .selectAll()
    .where("enrolment_id", "=", enrolment_id)
    .where("release_id", "=", release_id)
    .where("text", "=", attestation.text)
    .where("signed_at", "=", attestation.signedAt)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}
