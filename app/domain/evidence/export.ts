import type { Db } from "#db/open.ts";
import type { CompletionRecordTable, EvidenceCheckpointTable } from "#db/schema.ts";
import { type Bundle, writeBundle } from "./bundle.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { readVerifierKey } from "./note.ts";
import { writeProof } from "./proof.ts";
import { openTree, proveIn } from "./tree.ts";
import { listAnnounced } from "./writing.ts";

/** The bundle of a record by its code; undefined for a code that no record has, or one that is not signed yet. */
export async function exportBundle(db: Db, code: string): Promise<string | undefined> {
  const record = await db.selectFrom("completion_record").select("id").where("code", "=", code).executeTakeFirst();
  const at = await findNewestCheckpoint(db);
  if (!record || !at) return undefined;
  return (await exportBundles(db, { recordIds: [record.id], at })).get(record.id);
}

/**
 * The bundles of records by their ids, at one signed size of the log; without those that entered it later. Four
 * queries, whatever their number; and one in 10,000 entries on a process that has not read the log.
 */
export async function exportBundles(
  db: Db,
  { recordIds, at }: { recordIds: string[]; at: EvidenceCheckpointTable },
): Promise<Map<string, string>> {
  const records = await db.selectFrom("completion_record").selectAll().where("id", "in", recordIds).execute();
  const parts = await db.selectFrom("record_person").selectAll().where("record_id", "in", recordIds).execute();
  const about = await listAbout(db, { recordIds, below: at.size });
  const key = await findSigner(db, at);
  const tree = await openTree(db, at);
  const bundles = records.flatMap((record) => {
    const rows = about.filter(({ record_id, replaces }) => record_id === record.id || replaces === record.id);
    if (!key || rows[0]?.record_id !== record.id) return [];
    const entries = rows.map(({ position: index, body }) => {
      const hashes = proveIn(tree, { index, size: at.size });
      return { body, proof: writeProof({ index, hashes, checkpoint: at.note }) };
    });
    const part = parts.find(({ record_id }) => record_id === record.id);
    const person = part ? { licences: part.licences, name: part.name, salt: part.salt } : null;
    return [[record.id, writeBundle(bundleOf(record, { entries, person, key }))] as const];
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

function bundleOf({ entry }: CompletionRecordTable, rest: Omit<Bundle, "format" | "record">): Bundle {
  const { entries, person, key } = rest;
  return { format: 1, entries, record: entry, person, key };
}

async function findSigner(db: Db, { note }: EvidenceCheckpointTable): Promise<string | undefined> {
  const announced = (await listAnnounced(db)).flatMap(({ key }) => readVerifierKey(key) ?? []);
  return openCheckpoint(note, announced)?.signer.text;
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
