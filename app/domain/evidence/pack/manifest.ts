import { createHash } from "node:crypto";
import type { Signer } from "../checkpoint.ts";
import { readNote, signerOf, type VerifierKey, writeNote } from "../note.ts";

/** How the manifest of a pack is called: its last file. */
export const manifestName = "manifest.txt";

const first = "attune evidence pack 1";

export interface Manifest {
  madeAt: string;
  /** The SHA-256 of each file, in hexadecimal, in the order of the archive. */
  files: { name: string; hash: string }[];
}

/**
 * What a pack holds, signed by the evidence log's key as a signed note: a first line, when it was made, how many files,
 * and the hash and name of each as `sha256sum` writes them. It begins as no checkpoint can.
 */
export function signManifest({ name, id, sign }: Signer, { madeAt, files }: Manifest): string {
  const lines = files.map((file) => `${file.hash}  ${file.name}`);
  const text = `${[first, madeAt, `${files.length} files`, ...lines].join("\n")}\n`;
  return writeNote(text, { name, id, signature: sign(text) });
}

/** Reads a manifest that one of these keys signed; undefined for any other. */
export function openManifest(text: string, keys: VerifierKey[]): (Manifest & { signer: VerifierKey }) | undefined {
  const note = readNote(text);
  const signer = note && signerOf(note, keys);
  if (!note || !signer) return undefined;
  const [head, madeAt = "", count, ...lines] = note.text.trimEnd().split("\n");
  const files = lines.map((line) => /^([0-9a-f]{64}) {2}(\S+)$/.exec(line)).map((found) => found ?? []);
  if (head !== first || count !== `${files.length} files`) return undefined;
  return { madeAt, signer, files: files.map(([, hash = "", name = ""]) => ({ hash, name })) };
}

/** The hash of a file as a manifest has it. */
export function fileHash(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
