import { type Note, readNote, signerOf, type VerifierKey, writeNote } from "./note.ts";

/** The log at a size, as it is signed (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log it is: the name of the keys that sign it. */
  origin: string;
  size: number;
  root: Buffer;
}

/** What signs for a log. */
export interface Signer {
  /** Its public half, as a verifier key is written. */
  key: string;
  name: string;
  id: string;
  /** An Ed25519 signature of 64 bytes. */
  sign(text: string): Buffer;
}

/** The text that is signed: origin, size and root, a line each. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** Signs the log at a size and root; the signed note. */
export function signCheckpoint({ name, id, sign }: Signer, { size, root }: Omit<Checkpoint, "origin">): string {
  const text = checkpointText({ origin: name, size, root });
  return writeNote(text, { name, id, signature: sign(text) });
}

/** Reads a checkpoint without looking at who signed it; undefined for what is none. Extension lines are not ours. */
export function readCheckpoint(text: string): (Checkpoint & { note: Note }) | undefined {
  const note = readNote(text);
  const [, origin = "", size = "", encoded = ""] =
    /^([^\n]+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n$/.exec(note?.text ?? "") ?? [];
  const root = Buffer.from(encoded, "base64");
  if (!note || root.length !== 32 || root.toString("base64") !== encoded) return undefined;
  return { origin, size: Number(size), root, note };
}

/**
 * How the signature begins of a checkpoint that says this and is written as we write it, with one signature under the
 * log's own name: the key's id and four bits more. Told by comparing texts, at a tenth of what reading costs; undefined
 * for any other note, which is to be read. `root` as base64.
 */
export function signedByInPlain(
  note: string,
  { origin, size, root }: Pick<Checkpoint, "origin" | "size"> & { root: string },
): string | undefined {
  const head = `${origin}\n${size}\n${root}\n\n\u2014 ${origin} `;
  const signature = note.slice(head.length, -1);
  const isPlain = note.slice(0, head.length) === head && ofSignature.test(signature) && note.endsWith("\n");
  return isPlain ? signature.slice(0, 6) : undefined;
}

/** 4 bytes with 64, in the one way of writing them. */
const ofSignature = /^[A-Za-z0-9+/]{90}[AEIMQUYcgkosw048]=$/;

/** Reads a checkpoint that one of these keys signed under the log's own name; undefined for any other. */
export function openCheckpoint(text: string, keys: VerifierKey[]): (Checkpoint & { signer: VerifierKey }) | undefined {
  const read = readCheckpoint(text);
  const signer = read && signerOf(read.note, keys);
  if (!read || !signer || signer.name !== read.origin) return undefined;
  return { origin: read.origin, size: read.size, root: read.root, signer };
}
