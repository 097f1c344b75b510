import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { hashPerson } from "#app/domain/completion-record.ts";
import { canonicalText, hashReason } from "#app/domain/evidence/body.ts";
import { reconcile } from "#app/domain/evidence/reconciliation.ts";
import { type Verified, verifyEvidence } from "#app/domain/evidence/verification.ts";
import { writeEvidence } from "#app/domain/evidence/writing.ts";
import { appendEntry, enterRecord, evidenceTime } from "#app/domain/evidence.ts";
import { keepSyllabus } from "#app/domain/syllabus/keeping.ts";
import { newCode, newId, newToken } from "#app/platform/chance.ts";
import { takeEntryStamps } from "#app/platform/entry-stamps.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { type EvidenceKeys, openEvidenceKeys } from "#app/platform/evidence-keys.ts";
import { type Journal, openJournal } from "#app/platform/journal.ts";
import { type KeyStore, openKeyStore } from "#app/platform/keys.ts";
import { type Db, transact } from "#db/open.ts";
import { addLearner, type Learner, morning } from "./cast.ts";

/** The name of the log of tests. */
export const origin = "practice.example/evidence/test";

/** What stands outside the database: the folders of keys and of the journal, and handles on what is in them. */
export interface Archive {
  folder: string;
  evidenceFolder: string;
  keysFolder: string;
  journal: Journal;
  seals: KeyStore;
  keys: EvidenceKeys;
}

/** An archive of the test's own, gone when it is over; or another handle on the one in a folder. */
export function freshArchive(folder?: string): Archive {
  const own = folder ?? mkdtempSync(join(tmpdir(), "attune-evidence-"));
  const [evidenceFolder, keysFolder] = [join(own, "evidence"), join(own, "keys")];
  const [journal, seals] = [openJournal(evidenceFolder), openKeyStore(keysFolder)];
  // One for all, so that a test may have several archives of one log.
  const stampKey = join(keysFolder, "entries.key");
  if (!existsSync(stampKey)) writeFileSync(stampKey, "5a".repeat(32), { mode: 0o600 });
  takeEntryStamps(keysFolder);
  onTestFinished(() => {
    journal.close();
    seals.close();
    if (!folder) rmSync(own, { recursive: true, force: true });
  });
  return { folder: own, evidenceFolder, keysFolder, journal, seals, keys: openEvidenceKeys(keysFolder) };
}

/** What a start does, with a key made where there is none. */
export function startWith(db: Db, { journal, seals, keys }: Archive, now = morning) {
  return reconcile(db, { journal, seals, signer: keys.begin(origin), known: keys.known(), now });
}

/** What the outbox does after an act. */
export function writeOut(db: Db, { journal, seals, keys }: Archive, now = morning): Promise<void> {
  return writeEvidence(db, { journal, seals, signer: keys.signing(), now });
}

/** What `attune verify` looks at. */
export function verify(db: Db, { journal, evidenceFolder, seals, keys }: Archive, kept?: string[]): Promise<Verified> {
  return verifyEvidence(db, {
    journal,
    list: openErasureList(evidenceFolder),
    opener: seals,
    known: keys.known(),
    kept,
  });
}

/** A record is revoked as the act of revoking writes it. */
export async function endRecord(db: Db, record: string, now = morning): Promise<void> {
  await transact(db, async (db) => {
    const salt = newToken();
    const reason = "issued-in-error";
    await db.insertInto("record_revocation").values({ record_id: record, reason, salt }).execute();
    await appendEntry(db, { facts: { kind: "revoke", record, reason: hashReason(reason, salt) }, now });
  });
}

/** A record without the course behind it, as the act of issuing writes it; its id. */
export async function addRecord(
  db: Db,
  {
    learner,
    name = "Ada N. Okafor",
    replaces = null,
    now = morning,
  }: { learner?: Learner; name?: string; replaces?: string | null; now?: Date } = {},
): Promise<string> {
  const { actor, enrolment, release } = learner ?? (await addLearner(db, { name }));
  const [id, code, salt] = [newId(), newCode(), newToken()];
  return transact(db, async (db) => {
    const at = (await evidenceTime(db, now)) ?? now;
    const hash = hashPerson({ name, licences: [] }, salt);
    const { hash: syllabus } = await keepSyllabus(db, { release, now });
    const attestation = { text: "I did this myself.", signedAt: enrolment.enrolledAt };
    if (replaces === null) await attest(db, { enrolment, release, attestation });
    await db
      .insertInto("completion_record")
      .values({
        id,
        code,
        person_id: actor.id,
        course_id: enrolment.courseId,
        cycle: enrolment.cycle,
        enrolment_id: enrolment.id,
        release_id: release.id,
        issued_at: at.toISOString(),
        replaces,
        entry: canonicalText({ format: 1, attestation, code, person: { method: "HMAC-SHA-256", hash }, syllabus }),
      })
      .execute();
    await db.insertInto("record_person").values({ record_id: id, name, licences: "[]", salt }).execute();
    await enterRecord(db, { recordId: id, now });
    return id;
  });
}

async function attest(
  db: Db,
  {
    enrolment,
    release,
    attestation: { text, signedAt },
  }: Pick<Learner, "enrolment" | "release"> & { attestation: { text: string; signedAt: string } },
): Promise<void> {
  const row = { id: newId(), enrolment_id: enrolment.id, release_id: release.id, confirmation_id: newId() };
  await db
    .insertInto("attestation")
    .values({ ...row, text, signed_at: signedAt })
    .execute();
}
