import type { Signer } from "./checkpoint.ts";
import { readNote, signerOf, type VerifierKey, writeNote } from "./note.ts";

/**
 * What the log held of one record at a time: at which size and root it was signed last, and the places of every entry
 * that speaks of the record. A tree of hashes proves that an entry is in it, and never that there is no other; so who
 * holds the log says it, and signs.
 */
export interface RecordStatus {
  /** The record's id, as entries have it. */
  record: string;
  size: number;
  /** As base64, as the checkpoint says it. */
  root: string;
  at: string;
  /** From zero, in the log's order. */
  entries: number[];
}

const first = "attune record status 1";

/** Signs how a record stands, as a signed note (C2SP) that begins as no checkpoint and no manifest can. */
export function signStatus({ name, id, sign }: Signer, { record, size, root, at, entries }: RecordStatus): string {
  const text = `${[first, record, size, root, at, entries.join(" ")].join("\n")}\n`;
  return writeNote(text, { name, id, signature: sign(text) });
}

/** Reads a status that one of these keys signed; undefined for any other. */
export function openStatus(text: string, keys: VerifierKey[]): RecordStatus | undefined {
  const note = readNote(text);
  const lines = note?.text.split("\n") ?? [];
  const [head, record = "", size = "", root = "", at = "", entries = ""] = lines;
  if (!note || !signerOf(note, keys) || head !== first || lines.length !== 7) return undefined;
  return { record, size: Number(size), root, at, entries: entries.split(" ").map(Number) };
}
