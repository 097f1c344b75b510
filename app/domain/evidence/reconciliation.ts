import { hash } from "node:crypto";
import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import type { EvidenceCheckpointTable } from "#db/schema.ts";
import { appendEntry } from "../evidence.ts";
import { bodyOfRecord, type EntryBody } from "./body.ts";
import type { Signer } from "./checkpoint.ts";
import type { Held } from "./held.ts";
import { checkpointLineText, type Journal, readJournalLine } from "./journal-line.ts";
import { isSigned, readNote, readVerifierKey } from "./note.ts";
import { type EntryLine, restoreEntry } from "./restoration.ts";
import { HeldBack, listAnnounced, writeEvidence } from "./writing.ts";

/** What a start has to bring database and journal together with. */
export interface Reconciling {
  journal: Journal;
  seals: Seals;
  /** The key that signs, made where there is none and no log yet. */
  signer: Signer | undefined;
  /** The keys that ever signed, as verifier keys, where the folder of keys says so. */
  known: string[] | undefined;
  now: Date;
}

export interface Reconciled {
  /** Bytes of a torn last line that were cut off. */
  torn: number;
  /** Entries that the database had and the journal had not, which were written into it. */
  lacked: number;
  /** Records that the journal had and the database had not, and those of them whose person's part did not open. */
  restored: number;
  nameless: number;
  /** What it said beside: revocations, names that were withdrawn, accounts that were closed, kept or erased. */
  revoked: number;
  unnamed: number;
  accounts: number;
  /** An entry that is not to be signed, nor what comes after it. */
  held: Held | undefined;
}

/** How long the records of years before may take to enter the log together, in milliseconds. */
const patience = 600_000;

/** Why they cannot be brought together; `line` is the journal's, counted from one. */
export type Apart = { refused: "another-history" | "damaged-line" | "unknown-signature"; line: number };

/**
 * Brings the database and the journal together, both ways: records from before the log enter it, in order of issue;
 * what an older copy of the database lacks is restored from the journal; what the journal lacks is written, and the
 * whole is signed. Nobody who was withdrawn comes back. Refused, with nothing changed, where the two tell different
 * histories.
 */
export async function reconcile(db: Db, reconciling: Reconciling): Promise<Reconciled | Apart> {
  const { journal, seals, signer, now } = reconciling;
  const torn = journal.mend();
  const compared = await compare(db, reconciling);
  if ("refused" in compared) return compared;
  const { missing, withdrawn, checkpoints, lacked } = compared;
  const back: Awaited<ReturnType<typeof restoreEntry>>[] = [];
  for (const line of missing)
    back.push(await transact(db, (db) => restoreEntry(db, line, { journal, seals, withdrawn, now })));
  await keepCheckpoints(db, checkpoints);
  await endWithdrawn(db, { seals, withdrawn });
  await beginLog(db, { signer, now });
  // Where the key is lost, whoever makes another one signs.
  const held = signer && (await writeUpToHeld(db, { ...reconciling, signer }));
  const count = (...kinds: EntryBody["kind"][]) => back.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    torn,
    lacked,
    restored: count("issue", "supersede"),
    nameless: back.filter(({ isNameless }) => isNameless).length,
    revoked: count("revoke"),
    unnamed: count("withdraw"),
    accounts: count("account"),
    held,
  };
}

/** What is held back is no reason not to teach. */
async function writeUpToHeld(db: Db, reconciling: Reconciling): Promise<Held | undefined> {
  try {
    await writeEvidence(db, reconciling);
  } catch (error) {
    if (error instanceof HeldBack) return error.held;
    throw error;
  }
  return undefined;
}

interface Compared {
  lacked: number;
  missing: EntryLine[];
  withdrawn: Set<string>;
  checkpoints: EvidenceCheckpointTable[];
}

/** Reads the journal beside the database; each line must follow the one before it and say what the log says. */
async function compare(db: Db, { journal, known }: Reconciling): Promise<Compared | Apart> {
  const bodies = await listBodies(db);
  const compared: Compared = { lacked: 0, missing: [], withdrawn: await listWithdrawn(db), checkpoints: [] };
  let [before, number, position] = ["", 0, 0];
  let lastSigned: { line: number; text: string; signature: string } | undefined;
  for (const text of journal.read().lines) {
    number++;
    const line = readJournalLine(text);
    if (line?.before !== before) return { refused: "damaged-line", line: number };
    before = hash("sha256", text, "base64url");
    if ("note" in line) {
      compared.checkpoints.push({ size: line.size, note: line.note, signed_at: line.signed_at });
      lastSigned = { line: number, text: checkpointLineText(line), signature: line.signature };
      continue;
    }
    if (line.position !== position++) return { refused: "damaged-line", line: number };
    const body = bodies[line.position];
    if (body !== undefined && body !== line.body) return { refused: "another-history", line: number };
    if (body === undefined) compared.missing.push(line);
    const { kind, ...rest }: EntryBody = JSON.parse(line.body);
    if (kind === "withdraw" && "record" in rest) compared.withdrawn.add(rest.record);
  }
  const keys = known ?? (await listAnnounced(db)).map(({ key }) => key);
  if (lastSigned && keys.length > 0 && !isSignedByOne(keys, lastSigned))
    return { refused: "unknown-signature", line: lastSigned.line };
  return { ...compared, lacked: Math.max(0, bodies.length - position) };
}

/** The signature of the last such line covers every line before it. */
function isSignedByOne(keys: string[], { text, signature }: { text: string; signature: string }): boolean {
  return keys.some((one) => {
    const key = readVerifierKey(one);
    return key !== undefined && isSigned(text, { key, signature: Buffer.from(signature, "base64") });
  });
}

async function listBodies(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("evidence_entry").select("body").orderBy("position").execute();
  return rows.map(({ body }) => body);
}

async function listWithdrawn(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom("evidence_entry").select("record_id").where("kind", "=", "withdraw").execute();
  return new Set(rows.flatMap(({ record_id }) => record_id ?? []));
}

async function keepCheckpoints(db: Db, checkpoints: EvidenceCheckpointTable[]): Promise<void> {
  const rows = await db.selectFrom("evidence_checkpoint").select("size").execute();
  const there = new Set(rows.map(({ size }) => size));
  for (const row of checkpoints) {
    if (!there.has(row.size) && readNote(row.note)) await db.insertInto("evidence_checkpoint").values(row).execute();
  }
}

/** Whoever was withdrawn stays so, whatever copy of the database or of the keys came back. */
async function endWithdrawn(db: Db, { seals, withdrawn }: { seals: Seals; withdrawn: Set<string> }): Promise<void> {
  const ids = [...withdrawn];
  const keyless = new Set(seals.lacking(ids));
  for (const id of ids) {
    await db.deleteFrom("record_person").where("record_id", "=", id).execute();
    if (!keyless.has(id)) seals.forget(id);
  }
}

/** The first entries: the key that signs, then the records that were issued before there was a log. Once. */
async function beginLog(db: Db, { signer, now }: { signer: Signer | undefined; now: Date }): Promise<void> {
  if (!signer) return;
  await transact(
    db,
    async (db) => {
      const { size } = await db.selectFrom("evidence_head").select("size").executeTakeFirstOrThrow();
      if (size > 0) return;
      await appendEntry(db, { facts: { kind: "key", key: signer.key }, now });
      const rows = await db.selectFrom("completion_record").selectAll().orderBy("issued_at").orderBy("id").execute();
      for (const row of rows) await appendEntry(db, { facts: { ...bodyOfRecord(row), earlier: true }, now });
    },
    patience,
  );
}
