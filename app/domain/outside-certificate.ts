import { newId } from "#app/platform/chance.ts";
import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import { dayIn } from "./calendar.ts";
import type { EvidenceFile } from "./outside-certificate/evidence-file.ts";
import { fileCount, heldBytes, keepFile, listFiles, type NotKept, sealFile } from "./outside-certificate/files.ts";
import { mostBytes } from "./outside-certificate/limits.ts";

/** What a person says they completed elsewhere. */
export interface OutsideClaim {
  title: string;
  provider: string;
  /** A day, as 2026-11-23. */
  completedOn: string;
  /** Of an hour. */
  hundredths: number;
  /** "" for none. */
  category: string;
  number: string;
}

/** A certificate from elsewhere as its owner recorded it. Nobody here has checked it. */
export interface OutsideCertificate extends OutsideClaim {
  id: string;
  version: number;
  /** How many files its owner has added. */
  files: number;
}

/** Who records it, and the practice's zone, in which a day has come or not. */
interface Recording {
  personId: string;
  zone: string;
  claim: OutsideClaim;
  now: Date;
}

/**
 * Records a certificate from elsewhere, with a file or without; the same form sent twice is one. Refused for a day that
 * has not come yet, and where the file cannot be kept: then nothing is recorded.
 */
export async function recordOutside(
  db: Db,
  recording: Recording & { key: string; with?: { file: EvidenceFile; seals: Seals } },
): Promise<{ certificate: string } | { refused: "not-yet" | NotKept }> {
  const { zone, claim, now, with: added } = recording;
  if (claim.completedOn > dayIn(now, zone)) return { refused: "not-yet" };
  const sealed = added && sealFile(added.seals, added.file);
  if (added && !sealed) return { refused: "unsealed" };
  const { kept, ...recorded } = await keepClaim(db, { ...recording, sealed });
  if (added && sealed && !kept) added.seals.forget(sealed.id);
  return "refused" in recorded ? { refused: recorded.refused } : { certificate: recorded.certificate };
}

type Kept = ({ certificate: string } | { refused: "quota" }) & { kept: boolean };

async function keepClaim(
  db: Db,
  { personId, claim, key, sealed, now }: Recording & { key: string; sealed: ReturnType<typeof sealFile> },
): Promise<Kept> {
  const form_key = [personId, key].join("/");
  return transact(db, async (db): Promise<Kept> => {
    if (sealed && (await heldBytes(db, personId)) + sealed.size > mostBytes) return { refused: "quota", kept: false };
    const sent = await db
      .selectFrom("outside_certificate")
      .select("id")
      .where("form_key", "=", form_key)
      .executeTakeFirst();
    if (sent) return { certificate: sent.id, kept: false };
    const id = newId();
    const row = { id, person_id: personId, form_key, ...toColumns(claim), version: 1, changed_at: now.toISOString() };
    await db
      .insertInto("outside_certificate")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (sealed) await keepFile(db, { personId, certificateId: id, sealed, key, now });
    return { certificate: id, kept: sealed !== undefined };
  });
}

/**
 * Changes what one recorded. Refused where it was changed since `version` was read, unless the wanted values already
 * stand, and for a day that has not come. Undefined for one that is not theirs or not there.
 */
export async function changeOutside(
  db: Db,
  { personId, zone, certificateId, version, claim, now }: Recording & { certificateId: string; version: number },
): Promise<{ saved: true } | { refused: "not-yet" | "changed-meanwhile" } | undefined> {
  if (claim.completedOn > dayIn(now, zone)) return { refused: "not-yet" };
  return transact(db, async (db) => {
    const standing = await findOutside(db, { personId, certificateId });
    if (!standing) return undefined;
    if (isSame(standing, claim)) return { saved: true };
    if (standing.version !== version) return { refused: "changed-meanwhile" };
    await db
      .updateTable("outside_certificate")
      .set({ ...toColumns(claim), version: version + 1, changed_at: now.toISOString() })
      .where("id", "=", certificateId)
      .execute();
    return { saved: true };
  });
}

/** Deletes what one recorded, for good, with its files and their keys. Twice is once; another's stays. */
export async function deleteOutside(
  db: Db,
  { seals, personId, certificateId }: { seals: Seals; personId: string; certificateId: string },
): Promise<void> {
  const ids = await transact(db, async (db) => {
    const files = (await listFiles(db, { personId, certificateId })).map(({ id }) => id);
    if (files.length > 0) await db.deleteFrom("outside_file").where("id", "in", files).execute();
    await db
      .deleteFrom("outside_certificate")
      .where("id", "=", certificateId)
      .where("person_id", "=", personId)
      .execute();
    return files;
  });
  for (const id of ids) seals.forget(id);
}

/** One of a person's own; another's is not there. */
export async function findOutside(
  db: Db,
  { personId, certificateId }: { personId: string; certificateId: string },
): Promise<OutsideCertificate | undefined> {
  return selectOutside(db, personId).where("id", "=", certificateId).executeTakeFirst();
}

/** A person's own, the newest day first. */
export async function listOutside(db: Db, personId: string): Promise<OutsideCertificate[]> {
  return selectOutside(db, personId).orderBy("completed_on", "desc").orderBy("id").execute();
}

function selectOutside(db: Db, personId: string) {
  return db
    .selectFrom("outside_certificate")
    .select(["id", "title", "provider", "completed_on as completedOn", "hundredths", "category", "number", "version"])
    .select(fileCount.as("files"))
    .where("person_id", "=", personId);
}

function toColumns({ completedOn, ...claim }: OutsideClaim) {
  const { title, provider, hundredths, category, number } = claim;
  return { title, provider, completed_on: completedOn, hundredths, category, number };
}

function isSame(one: OutsideClaim, other: OutsideClaim): boolean {
  return JSON.stringify(toColumns(one)) === JSON.stringify(toColumns(other));
}
