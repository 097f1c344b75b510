import type { Db } from "#db/open.ts";
import type { EvidenceCheckpointTable } from "#db/schema.ts";
import { writeBundle } from "./bundle.ts";
import { openCheckpoint, type Signer } from "./checkpoint.ts";
import { readVerifierKey } from "./note.ts";
import { writeProof } from "./proof.ts";
import { signStatus } from "./status.ts";
import { openTree, proveIn } from "./tree.ts";
import { listAnnounced } from "./writing.ts";

/**
 * The bundle of a record by its code, with its signed status; undefined for a code that no record has, or one that is
 * not signed yet.
 */
export async function exportBundle(
  db: Db,
  { code, signer, now }: { code: string; signer: Signer; now: Date },
): Promise<string | undefined> {
  const record = await db.selectFrom("completion_record").select("id").where("code", "=", code).executeTakeFirst();
  const at = await findNewestCheckpoint(db);
  if (!record || !at) return undefined;
  const asOf = await statusTime(db, { at, now });
  return (await exportBundles(db, { recordIds: [record.id], at, status: { signer, asOf } })).get(record.id);
}

/** Up to when a signed log tells how its records stand: now, unless entries stand behind that are not signed yet. */
export async function statusTime(db: Db, { at, now }: { at: EvidenceCheckpointTable; now: Date }): Promise<string> {
  const { size } = await db.selectFrom("evidence_head").select("size").executeTakeFirstOrThrow();
  return size === at.size ? now.toISOString() : at.signed_at;
}

/** What signs how records stand, and of which time it says it. */
export interface StatusSigning {
  signer: Signer;
  asOf: string;
}

/**
 * The bundles of records by their ids, at one signed size of the log; without those that entered it later. With their
 * signed status, unless they go with a drawing, which tells of its own day. Four queries, whatever their number; and
 * one in 10,000 entries on a process that has not read the log.
 */
export async function exportBundles(
  db: Db,
  { recordIds, at, status }: { recordIds: string[]; at: EvidenceCheckpointTable; status?: StatusSigning },
): Promise<Map<string, string>> {
  const records = await db.selectFrom("completion_record").selectAll().where("id", "in", recordIds).execute();
  const parts = await db.selectFrom("record_person").selectAll().where("record_id", "in", recordIds).execute();
  const about = await listAbout(db, { recordIds, below: at.size });
  const { signer: key, root } = (await openSigned(db, at)) ?? {};
  const tree = await openTree(db, at);
  const bundles = records.flatMap((record) => {
    const rows = about.filter(({ record_id, replaces }) => record_id === record.id || replaces === record.id);
    if (!key || !root || rows[0]?.record_id !== record.id) return [];
    const entries = rows.map(({ position: index, body }) => {
      const hashes = proveIn(tree, { index, size: at.size });
      return { body, proof: writeProof({ index, hashes, checkpoint: at.note }) };
    });
    const part = parts.find(({ record_id }) => record_id === record.id);
    const person = part ? { licences: part.licences, name: part.name, salt: part.salt } : null;
    const rest = { entries, record: record.entry, person, key: key.text };
    if (!status) return [[record.id, writeBundle({ format: 1, ...rest })] as const];
    const { signer, asOf } = status;
    const told = { record: record.id, size: at.size, root, at: asOf, entries: rows.map(({ position }) => position) };
    const signed = { note: signStatus(signer, told), key: signer.key };
    return [[record.id, writeBundle({ format: 2, ...rest, status: signed })] as const];
  });
  return new Map(bundles);
}

/** The log as it was signed last; undefined before it ever was. */
export function findNewestCheckpoint(db: Db): Promise<EvidenceCheckpointTable | undefined> {
  return db.selectFrom("evidence_checkpoint").selectAll().orderBy("size", "desc").limit(1).executeTakeFirst();
}

/** The log as it was first signed with the entry at a position; undefined until it is. */
export function findFirstCheckpoint(db: Db, position: number): Promise<EvidenceCheckpointTable | undefined> {
  const covering = db.selectFrom("evidence_checkpoint").selectAll().where("size", ">", position);
  return covering.orderBy("size").limit(1).executeTakeFirst();
}

async function openSigned(db: Db, { note }: EvidenceCheckpointTable) {
  const announced = (await listAnnounced(db)).flatMap(({ key }) => readVerifierKey(key) ?? []);
  const opened = openCheckpoint(note, announced);
  return opened && { signer: opened.signer, root: opened.root.toString("base64") };
}

/** The records' own entries, and those of the records that took their places. */
async function listAbout(db: Db, { recordIds, below }: { recordIds: string[]; below: number }) {
  return db
    .selectFrom("evidence_entry as entry")
    .leftJoin("completion_record as later", (join) =>
      join.onRef("later.id", "=", "entry.record_id").on("entry.kind", "=", "supersede"),
    )
    .select(["entry.position", "entry.body", "entry.record_id", "later.replaces"])
    .where((where) => where.or([where("entry.record_id", "in", recordIds), where("later.replaces", "in", recordIds)]))
    .where("entry.position", "<", below)
    .orderBy("entry.position")
    .execute();
}
