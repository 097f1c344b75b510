import { sql } from "kysely";
import { newId } from "#app/platform/chance.ts";
import type { SealLabel, Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { OutsideFileTable } from "#db/schema.ts";
import type { EvidenceFile } from "./evidence-file.ts";
import { mostBytes, mostFiles } from "./limits.ts";

/** A file as its owner sees it listed. */
export interface ListedFile {
  id: string;
  type: OutsideFileTable["type"];
  size: number;
  addedAt: string;
}

export type NotKept = "too-many" | "quota" | "unsealed";

interface Owned {
  personId: string;
  certificateId: string;
}

type Sealed = Omit<OutsideFileTable, "certificate_id" | "form_key" | "added_at">;

/** Seals a file with a key of its own, before the transaction that keeps it; undefined where nothing can be sealed. */
export function sealFile(seals: Seals, { type, bytes }: EvidenceFile): Sealed | undefined {
  const id = newId();
  const sealed = seals.seal(bytes.toString("base64url"), labelOfFile(id));
  return sealed && { id, type, size: bytes.length, ...sealed };
}

/**
 * Adds a file to one of a person's own certificates from elsewhere; the same form sent twice adds one. Refused beyond
 * three for a certificate and 20 MB for a person. Undefined for a certificate that is not theirs or not there.
 */
export async function addFile(
  db: Db,
  {
    seals,
    personId,
    certificateId,
    file,
    key,
    now,
  }: Owned & { seals: Seals; file: EvidenceFile; key: string; now: Date },
): Promise<{ file: string } | { refused: NotKept } | undefined> {
  const sealed = sealFile(seals, file);
  if (!sealed) return { refused: "unsealed" };
  const kept = await transact(db, async (db) => {
    const own = await db
      .selectFrom("outside_certificate")
      .select("id")
      .where("id", "=", certificateId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    return own && keepFile(db, { personId, certificateId, sealed, key, now });
  });
  if (!kept || "refused" in kept || kept.file !== sealed.id) seals.forget(sealed.id);
  return kept;
}

/** Keeps a sealed file, in the transaction of the caller, who has found the certificate. */
export async function keepFile(
  db: Db,
  { personId, certificateId, sealed, key, now }: Owned & { sealed: Sealed; key: string; now: Date },
): Promise<{ file: string } | { refused: "too-many" | "quota" }> {
  const form_key = [personId, key].join("/");
  const sent = await db.selectFrom("outside_file").select("id").where("form_key", "=", form_key).executeTakeFirst();
  if (sent) return { file: sent.id };
  if ((await listFiles(db, { personId, certificateId })).length >= mostFiles) return { refused: "too-many" };
  if ((await heldBytes(db, personId)) + sealed.size > mostBytes) return { refused: "quota" };
  const row = { ...sealed, certificate_id: certificateId, form_key, added_at: now.toISOString() };
  await db.insertInto("outside_file").values(row).execute();
  return { file: sealed.id };
}

/** How many bytes a person keeps. */
export async function heldBytes(db: Db, personId: string): Promise<number> {
  const held = await selectOwn(db, personId).select("size").execute();
  return held.reduce((sum, { size }) => sum + size, 0);
}

/** The files of one of a person's own certificates, oldest first. */
export async function listFiles(db: Db, { personId, certificateId }: Owned): Promise<ListedFile[]> {
  return selectOwn(db, personId)
    .select(["outside_file.id", "type", "size", "added_at as addedAt"])
    .where("certificate_id", "=", certificateId)
    .orderBy("added_at")
    .orderBy("outside_file.id")
    .execute();
}

/** One of a person's own files, opened. Undefined for another's, for one that is gone, and for what does not open. */
export async function findFile(
  db: Db,
  { seals, personId, certificateId, fileId }: Owned & { seals: Seals; fileId: string },
): Promise<EvidenceFile | undefined> {
  const row = await selectOwn(db, personId)
    .select(["type", "ciphertext", "nonce"])
    .where("certificate_id", "=", certificateId)
    .where("outside_file.id", "=", fileId)
    .executeTakeFirst();
  if (!row) return undefined;
  const opened = seals.open(row, labelOfFile(fileId));
  return opened === undefined ? undefined : { type: row.type, bytes: Buffer.from(opened, "base64url") };
}

/** Deletes one of a person's own files and ends its key, so that copies close too. Twice is once. */
export async function deleteFile(
  db: Db,
  { seals, personId, certificateId, fileId }: Owned & { seals: Seals; fileId: string },
): Promise<void> {
  const own = await listFiles(db, { personId, certificateId });
  if (!own.some(({ id }) => id === fileId)) return;
  await db.deleteFrom("outside_file").where("id", "=", fileId).execute();
  seals.forget(fileId);
}

/** The ids of a person's files, under which their keys are kept: erasing the person ends those too. */
export async function listFileKeys(db: Db, personId: string): Promise<string[]> {
  const own = await selectOwn(db, personId).select("outside_file.id").execute();
  return own.map(({ id }) => id);
}

/** How many files a certificate has, for a list of them. */
export const fileCount = sql<number>`(select cast(count(*) as integer) from outside_file where outside_file.certificate_id = outside_certificate.id)`;

function selectOwn(db: Db, personId: string) {
  return db
    .selectFrom("outside_file")
    .innerJoin("outside_certificate", "outside_certificate.id", "outside_file.certificate_id")
    .where("person_id", "=", personId);
}

/** The label of a file, which has a key of its own. */
export function labelOfFile(fileId: string): SealLabel {
  return { table: "outside_file", row: fileId, person: fileId, version: 1 };
}
