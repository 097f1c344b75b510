import type { Db } from "#db/open.ts";
import type { ErasureList } from "../erasure/list.ts";
import { type Checkpoint, openCheckpoint } from "./checkpoint.ts";
import { type Journal, readJournalLine } from "./journal-line.ts";
import type { VerifierKey } from "./note.ts";
import type { Opener } from "./verification/certificate-rows.ts";
import { EntryRows } from "./verification/entry-rows.ts";
import { type Fault, type Found, fault, foundAt, isFault } from "./verification/fault.ts";
import { readKeys } from "./verification/keys.ts";
import { readPages } from "./verification/pages.ts";
import { type Beginning, judgePart, type PartReader } from "./verification/part.ts";
import type { Kept } from "./verification/release-rows.ts";
import { listAnnounced } from "./writing.ts";

export type { Fault } from "./verification/fault.ts";

/** What a look at the whole log found; `fault` is the first bad thing. */
export interface Verified {
  entries: number;
  records: number;
  withdrawn: number;
  checkpoints: number;
  /** Entries that are not yet signed. */
  waiting: number;
  /** Those of them that the journal lacks. */
  unwritten: number;
  /** Certificates whose file was not opened, without its key; and those that are still to be drawn again. */
  unopened: number;
  undrawn: number;
  /** The newest checkpoint, to keep elsewhere: a later look can be held against it. */
  newest: string | null;
  fault: Fault | null;
}

export interface Look {
  journal: Pick<Journal, "read" | "size"> & Kept;
  /** The list of erasures. */
  list: Pick<ErasureList, "read">;
  /** What opens certificates; without, they are told by their hashes alone. */
  opener?: Opener;
  /** The public halves that the folder of keys knows; undefined where it knows nothing, and the log's own are taken. */
  known: string[] | undefined;
  /** Checkpoints of before, kept elsewhere: the log must have grown out of each of them. */
  kept?: string[];
  /** Have other threads read the same database and journal, from so many entries on. */
  threads?: { from: number; read: PartReader };
}

/**
 * Verifies the whole evidence: every entry, record, person's part and checkpoint of the database, the journal byte by
 * byte beside them, and every signature by keys that are known; then what records rest on, their certificates and the
 * list of erasures (verification/claims.ts says it table by table). While records are being issued it looks again, so that
 * what is under way is not taken for a fault.
 */
export async function verifyEvidence(db: Db, look: Look): Promise<Verified> {
  for (let tries = 1; ; tries++) {
    const before = await stateOf(db, look);
    const verified = await lookOnce(db, look);
    const isWell = !verified.fault && verified.unwritten === 0;
    if (isWell || tries === 5 || (await stateOf(db, look)) === before) return verified;
  }
}

async function stateOf(db: Db, { journal }: Look): Promise<string> {
  const head = await db.selectFrom("evidence_head").select("size").executeTakeFirst();
  const rows = await db.selectFrom("evidence_checkpoint").select("size").orderBy("size", "desc").limit(1).execute();
  return [head?.size, rows[0]?.size, journal.size()].join();
}

async function lookOnce(db: Db, look: Look): Promise<Verified> {
  const { known, kept = [] } = look;
  const found: Verified = {
    entries: 0,
    records: 0,
    withdrawn: 0,
    checkpoints: 0,
    waiting: 0,
    unwritten: 0,
    unopened: 0,
    undrawn: 0,
    newest: null,
    fault: null,
  };
  const announced = await listAnnounced(db);
  const keys = readKeys({ announced, known });
  if (isFault(keys)) return { ...found, fault: keys };
  const heldAgainst = openKept(kept, keys);
  if (isFault(heldAgainst)) return { ...found, fault: heldAgainst };
  const { newest, count } = await findNewestCheckpoint(db);
  const signed = newest?.size ?? 0;
  const begin: Beginning = { keys: keys.map(({ text }) => text), announced, kept };

  const entries = await EntryRows.begin(db, heldAgainst);
  const rows = () => judgeRows(db, { look, entries, signed });
  const parts = await readParts(db, { look, begin, signed, rows });
  return {
    entries: entries.count,
    records: entries.records,
    withdrawn: entries.withdrawn.size,
    checkpoints: count,
    waiting: entries.count - signed,
    // What is signed stands in it, or the journal was found faulty.
    unwritten: entries.count > signed ? Math.max(0, entries.count - countEntries(look.journal)) : 0,
    unopened: entries.foundations.certificates.unopened,
    undrawn: entries.foundations.certificates.waiting,
    newest: newest?.note ?? null,
    fault: firstOf(parts),
  };
}

async function findNewestCheckpoint(db: Db) {
  const newest = await db.selectFrom("evidence_checkpoint").selectAll().orderBy("size", "desc").limit(1).execute();
  const counted = db.selectFrom("evidence_checkpoint").select((of) => of.fn.countAll<number>().as("count"));
  return { newest: newest[0], count: (await counted.executeTakeFirstOrThrow()).count };
}

/** In turn, or at once where there are threads and it pays: a transaction is of one thread, and a short log soon read. */
async function readParts(
  db: Db,
  {
    look: { threads, journal },
    begin,
    signed,
    rows,
  }: { look: Look; begin: Beginning; signed: number; rows: () => Promise<Found | undefined> },
): Promise<(Found | undefined)[]> {
  if (threads && signed >= threads.from)
    return Promise.all([rows(), threads.read("journal", begin), threads.read("tree", begin)]);
  const own = await rows();
  return [own, await judgePart("journal", db, { begin, journal }), await judgePart("tree", db, { begin, journal })];
}

/** The rows of the log in order, and then all that they speak of. */
async function judgeRows(
  db: Db,
  { look, entries, signed }: { look: Look; entries: EntryRows; signed: number },
): Promise<Found | undefined> {
  for await (const page of readPages(db)) {
    for (const row of page) {
      const found = entries.take(row);
      if (found) return found;
    }
  }
  const { foundations, withdrawn, count } = entries;
  const bad = await entries.end(db);
  if (bad) return foundAt(count, "missing", bad);
  const below = await foundations.end(db, { ...look, withdrawn, signed });
  return below && { fault: below, at: Number.POSITIVE_INFINITY };
}

/** How many entries the journal holds, by the last of its lines that is of one. */
function countEntries(journal: Look["journal"]): number {
  let last: string | undefined;
  for (const line of journal.read().lines) if (/^\{"before":"[\w-]*","body":/.test(line)) last = line;
  const read = last === undefined ? undefined : readJournalLine(last);
  return read && "position" in read ? read.position + 1 : 0;
}

/** Of what is found at one place, what stands first here. */
function firstOf(parts: (Found | undefined)[]): Fault | null {
  const found = parts.filter((one) => one !== undefined);
  return found.sort((a, b) => a.at - b.at)[0]?.fault ?? null;
}

/** Checkpoints that somebody kept: each must be signed by a known key. */
function openKept(kept: string[], keys: VerifierKey[]): Checkpoint[] | Fault {
  const opened = kept.map((text) => openCheckpoint(text, keys));
  const read = opened.filter((one) => one !== undefined);
  if (read.length < opened.length) return fault("the checkpoint given", "is not signed by a key of this log");
  return read;
}
