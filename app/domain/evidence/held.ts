import { entryStamps } from "#app/platform/entry-stamps.ts";
import type { Db } from "#db/open.ts";
import { type EnteredRecord, hashRow } from "./body.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { GrowingTree } from "./growing-tree.ts";
import type { Journal } from "./journal-line.ts";
import { isEntering, isRevoking, type LoggedEntry } from "./logged.ts";
import { leafHashOf } from "./merkle.ts";
import { readVerifierKey } from "./note.ts";
import { judgePrinted } from "./verification/attestation-rows.ts";
import { faultOf, isSaidByRow, judgeWhatEnters, readBody, unlikeItsText } from "./verification/entry-rules.ts";
import type { Fault } from "./verification/fault.ts";
import { readLeaves } from "./verification/pages.ts";

/** An entry of the database that is not to be written into the journal and signed, and why. */
export interface Held extends Fault {
  position: number;
  /** Nothing is wrong with it but that it was not the server that appended it: it may be admitted. */
  isStranger: boolean;
}

/** Finds the first of these entries that is held back; they stand in the order of the log. */
export type Gate = (entries: LoggedEntry[]) => Promise<Held | undefined>;

/**
 * What stands before the journal: an entry passes when it has the server's own stamp and what entered the log by it is
 * what it says; or when it was signed before, which a journal that was lost is written again from. `known` are the keys
 * that ever signed, as verifier keys, by the folder of keys: what the database says of them is not asked.
 */
export function openGate(db: Db, { journal, known }: { journal: Journal; known: string[] }): Gate {
  let signed: Promise<number> | undefined;
  return async (entries) => {
    const withdrawn = await listWithdrawn(db, entries);
    for (const entry of entries) {
      const wrong = await judgeEntry(db, { entry, journal, withdrawn });
      const isOwn = entryStamps()?.of(entry) === entry.stamp;
      if (!wrong && isOwn) continue;
      signed ??= countSigned(db, { known, after: entry.position });
      if (entry.position < (await signed)) continue;
      const { position } = entry;
      return { position, isStranger: !wrong, ...(wrong ?? faultOf(entry, "was not appended by this server")) };
    }
    return undefined;
  };
}

async function judgeEntry(
  db: Db,
  { entry, journal, withdrawn }: { entry: LoggedEntry; journal: Journal; withdrawn: Set<string> },
): Promise<Fault | undefined> {
  const body = readBody(entry.body);
  if (!body || !isSaidByRow(body, entry)) return faultOf(entry, unlikeItsText);
  if (leafHashOf(entry.body).toString("base64url") !== entry.leaf_hash)
    return faultOf(entry, "does not have the hash of its text");
  const strange = judgeWhatEnters(body, entry, withdrawn);
  if (strange || !entry.record || (body.kind !== "issue" && body.kind !== "supersede")) return strange;
  const rule = judgePrinted(body, entry.record) ?? (await judgeRelease(db, { body, journal }));
  return rule === undefined ? undefined : faultOf(entry, rule);
}

/** The release and the syllabus that are to be kept beside the journal, with the first record that rests on them. */
async function judgeRelease(
  db: Db,
  { body: { release: id, rests }, journal }: { body: EnteredRecord; journal: Journal },
): Promise<string | undefined> {
  if (!rests) return undefined;
  const another = "rests on another release than the database holds";
  if (!journal.releases.has(id)) {
    const row = await db.selectFrom("course_release").selectAll().where("id", "=", id).executeTakeFirst();
    if (!row || hashRow(row) !== rests.release) return another;
  }
  if (rests.syllabus === null || journal.syllabi.has(id)) return undefined;
  const row = await db.selectFrom("syllabus").selectAll().where("release_id", "=", id).executeTakeFirst();
  return row && hashRow(row) === rests.syllabus ? undefined : another;
}

/** Of those that lack what ends by a withdrawal, the records that were withdrawn. */
async function listWithdrawn(db: Db, entries: LoggedEntry[]): Promise<Set<string>> {
  const lacking = entries.flatMap(({ kind, record_id, person, revocation }) =>
    record_id && ((isEntering(kind) && !person) || (isRevoking(kind) && !revocation)) ? [record_id] : [],
  );
  if (lacking.length === 0) return new Set();
  const rows = await db
    .selectFrom("evidence_entry")
    .select("record_id")
    .where("record_id", "in", lacking)
    .where("kind", "=", "withdraw")
    .execute();
  return new Set(rows.flatMap(({ record_id }) => record_id ?? []));
}

/**
 * How many entries the newest checkpoint covers that a known key signed, where the entries are still those it signed; 0
 * where none reaches beyond the position, which costs nothing.
 */
async function countSigned(db: Db, { known, after }: { known: string[]; after: number }): Promise<number> {
  const newest = await findSigned(db, { known, after });
  if (!newest) return 0;
  const tree = new GrowingTree();
  for await (const page of readLeaves(db)) {
    for (const { body } of page) {
      tree.add(body);
      if (tree.size === newest.size) return tree.root() === newest.root.toString("base64") ? newest.size : 0;
    }
  }
  return 0;
}

async function findSigned(db: Db, { known, after }: { known: string[]; after: number }) {
  const keys = known.flatMap((text) => readVerifierKey(text) ?? []);
  const rows = db.selectFrom("evidence_checkpoint").select("note").where("size", ">", after).orderBy("size", "desc");
  for (const { note } of await rows.execute()) {
    const checkpoint = openCheckpoint(note, keys);
    if (checkpoint) return checkpoint;
  }
  return undefined;
}
