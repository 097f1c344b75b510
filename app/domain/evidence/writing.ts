import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { EvidenceCheckpointTable, RecordPersonTable, RecordRevocationTable } from "#db/schema.ts";
import { appendEntry } from "../evidence.ts";
import { canonicalText } from "./body.ts";
import { readCheckpoint, type Signer, signCheckpoint } from "./checkpoint.ts";
import { type Held, openGate } from "./held.ts";
import {
  checkpointLine,
  entryLineUpToSealed,
  type Journal,
  reasonLabelOf,
  sealedText,
  sealLabelOf,
} from "./journal-line.ts";
import { type LoggedEntry, listEntries, pageSize } from "./logged.ts";
import { type Edge, noLeaves, rootOf, withLeaf } from "./merkle.ts";

/** What the log is written out with: the journal, the keys that seal people's parts, and the one that signs. */
export interface Scribe {
  journal: Journal;
  seals: Seals;
  /** Undefined where the signing key is lost: the journal is written, and nothing is signed. */
  signer: Signer | undefined;
  /** The keys that ever signed, as verifier keys, by the folder of keys: for a journal that is written anew. */
  known?: string[] | undefined;
  now: Date;
}

/** Why the log could not be signed; what was to be written into the journal is in it. */
export class Unsigned extends Error {}

/** An entry stands in the database that is not to be signed, nor what comes after it; what came before is. */
export class HeldBack extends Unsigned {
  readonly held: Held;

  constructor(held: Held) {
    super(`The evidence log is signed up to ${held.where}, which ${held.rule}.`);
    this.held = held;
  }
}

/** The edge of the tree of the entries that this process has signed, so that the next costs as much as it adds. */
const edges = new WeakMap<Journal, Edge>();

/**
 * Brings the journal up to the database, then signs the log at its size, in the journal first. Called again, or by two
 * at once, it adds only what is missing; whatever stops it, the next call goes on. Throws when it cannot seal or sign, and
 * `HeldBack` once all is signed before an entry that is not to be.
 */
export async function writeEvidence(db: Db, scribe: Scribe): Promise<void> {
  const held = await writeEntries(db, scribe);
  const { signer } = scribe;
  if (!signer) throw new Unsigned("There is no signing key for the evidence log.");
  if (!held && (await announce(db, signer, scribe.now))) await writeEntries(db, scribe);
  await sign(db, { ...scribe, signer });
  if (held) throw new HeldBack(held);
}

/** The keys that the log says may sign, with the position from which each may, the first first. */
export async function listAnnounced(db: Db): Promise<{ key: string; position: number }[]> {
  const rows = await db
    .selectFrom("evidence_entry")
    .select(["body", "position"])
    // Few are of no record, which the index knows.
    .where("record_id", "is", null)
    .where("kind", "=", "key")
    .orderBy("position")
    .execute();
  return rows.map(({ body, position }) => ({ key: keyIn(body), position }));
}

/** Empty where somebody damaged the entry. */
function keyIn(body: string): string {
  try {
    const { key }: { key?: unknown } = JSON.parse(body);
    return typeof key === "string" ? key : "";
  } catch {
    return "";
  }
}

/** Up to the first that is held back, which it answers with. */
async function writeEntries(db: Db, { journal, seals, signer, known }: Scribe): Promise<Held | undefined> {
  const findHeld = openGate(db, { journal, known: known ?? (signer ? [signer.key] : []) });
  for (;;) {
    const page = await listEntries(db, journal.end().entries);
    const held = await findHeld(page);
    const entries = held ? page.filter(({ position }) => position < held.position) : page;
    for (const { record } of entries) if (record) await keepWhatItRestsOn(db, journal, record.release_id);
    const lines = new Map(entries.map((entry) => [entry.position, { ...entry, sealed: sealPart(seals, entry) }]));
    journal.append(({ entries: position, before }) => {
      const entry = lines.get(position);
      if (!entry) return undefined;
      const text = entryLineUpToSealed({ ...entry, before }) + sealedText(entry.sealed);
      return { text, entries: position + 1 };
    });
    for (const { kind, record_id } of entries) if (kind === "withdraw" && record_id) seals.forget(record_id);
    if (held || page.length < pageSize) return held;
  }
}

function sealPart(seals: Seals, { person, revocation }: LoggedEntry) {
  if (!person && !revocation) return null;
  const sealed = person ? sealPerson(seals, person) : revocation && sealReason(seals, revocation);
  if (!sealed) throw new Error("The keys that seal the journal do not open.");
  return sealed;
}

function sealPerson(seals: Seals, { record_id, name, licences, salt }: RecordPersonTable) {
  return seals.seal(canonicalText({ name, licences, salt }), sealLabelOf(record_id));
}

function sealReason(seals: Seals, { record_id, reason, salt }: RecordRevocationTable) {
  return seals.seal(canonicalText({ reason, salt }), reasonLabelOf(record_id));
}

async function keepWhatItRestsOn(db: Db, { releases, syllabi }: Journal, releaseId: string): Promise<void> {
  if (!releases.has(releaseId)) {
    const row = db.selectFrom("course_release").selectAll().where("id", "=", releaseId);
    releases.keep(releaseId, canonicalText(await row.executeTakeFirstOrThrow()));
  }
  if (syllabi.has(releaseId)) return;
  const row = await db.selectFrom("syllabus").selectAll().where("release_id", "=", releaseId).executeTakeFirst();
  if (row) syllabi.keep(releaseId, canonicalText(row));
}

/** The first key announces itself; another must have been announced before it signs. Whether there is one entry more. */
async function announce(db: Db, { key }: Signer, now: Date): Promise<boolean> {
  const announced = await listAnnounced(db);
  if (announced.some((one) => one.key === key)) return false;
  if (announced.length > 0) throw new Unsigned("The signing key is none that the evidence log knows.");
  await transact(db, async (db) => {
    if ((await listAnnounced(db)).length === 0) await appendEntry(db, { facts: { kind: "key", key }, now });
  });
  return true;
}

/** Signs the log at the journal's size; a journal that was written anew first gets what was signed before. */
async function sign(db: Db, { journal, signer, now }: Scribe & { signer: Signer }): Promise<void> {
  const { entries: size, checkpoint } = journal.end();
  if (checkpoint >= size) return;
  const rows = await listCheckpoints(db, { after: checkpoint, to: size });
  if (rows.at(-1)?.size !== size) rows.push(await checkpointAt(db, { journal, signer, size, now }));
  const written: EvidenceCheckpointTable[] = [];
  journal.append(({ checkpoint, before }) => {
    const row = rows.find((one) => one.size > checkpoint);
    if (!row) return undefined;
    written.push(row);
    return { text: checkpointLine(signer, { ...row, before }), checkpoint: row.size };
  });
  // Of two processes the one that signed more may have written first; then there is nothing to keep of the other.
  const last = written.at(-1);
  if (last) await keepCheckpoint(db, last);
}

async function listCheckpoints(db: Db, { after, to }: { after: number; to: number }) {
  const rows = db.selectFrom("evidence_checkpoint").selectAll().where("size", ">", after).where("size", "<=", to);
  return rows.orderBy("size").execute();
}

async function checkpointAt(
  db: Db,
  { journal, signer, size, now }: { journal: Journal; signer: Signer; size: number; now: Date },
): Promise<EvidenceCheckpointTable> {
  const edge = await edgeAt(db, { journal, size });
  if (edge.size !== size) throw new Unsigned("The journal holds entries that the database lacks.");
  return { size, note: signCheckpoint(signer, { size, root: rootOf(edge) }), signed_at: now.toISOString() };
}

async function keepCheckpoint(db: Db, row: EvidenceCheckpointTable): Promise<void> {
  await db
    .insertInto("evidence_checkpoint")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The edge of the tree of the first entries; from the first one on, it must be what was signed last. */
async function edgeAt(db: Db, { journal, size }: { journal: Journal; size: number }): Promise<Edge> {
  let edge = edges.get(journal) ?? noLeaves;
  if (edge.size > size) edge = noLeaves;
  const signed = edge.size === 0 ? await findLastSigned(db) : undefined;
  while (edge.size < size) {
    const leaves = await listLeaves(db, { from: edge.size, to: size });
    if (leaves.length === 0) break;
    for (const leaf of leaves) {
      edge = withLeaf(edge, leaf);
      if (edge.size === signed?.size && !rootOf(edge).equals(signed.root))
        throw new Unsigned("The evidence log is not the one that was signed before.");
    }
  }
  edges.set(journal, edge);
  return edge;
}

async function findLastSigned(db: Db) {
  const row = await db
    .selectFrom("evidence_checkpoint")
    .select("note")
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && readCheckpoint(row.note);
}

async function listLeaves(db: Db, { from, to }: { from: number; to: number }): Promise<Buffer[]> {
  const rows = await db
    .selectFrom("evidence_entry")
    .select("leaf_hash")
    .where("position", ">=", from)
    .where("position", "<", to)
    .orderBy("position")
    .limit(10_000)
    .execute();
  return rows.map(({ leaf_hash }) => Buffer.from(leaf_hash, "base64url"));
}
