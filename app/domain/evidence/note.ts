import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";

/**
 * A public key as it is written down and handed over, `<name>+<key id>+<key>` (C2SP signed-note, and what Go's sumdb
 * tools read). The name is the log's origin.
 */
export interface VerifierKey {
  text: string;
  name: string;
  id: string;
  key: KeyObject;
}

/** A text with the lines that sign it. */
export interface Note {
  text: string;
  signatures: { name: string; id: string; signature: Buffer }[];
}

/** The type byte of Ed25519 in a signed note. */
const ed25519 = Buffer.from([1]);

/** Writes a public key of 32 bytes as a verifier key. */
export function writeVerifierKey(name: string, publicKey: Buffer): string {
  return `${name}+${keyIdOf(name, publicKey)}+${Buffer.concat([ed25519, publicKey]).toString("base64")}`;
}

/** Reads a verifier key; undefined for anything that is not one, or whose id is not that of its key. */
export function readVerifierKey(text: string): VerifierKey | undefined {
  const [, name = "", id = "", encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  const publicKey = bytes.subarray(1);
  if (bytes.length !== 33 || bytes[0] !== 1 || writeVerifierKey(name, publicKey) !== text) return undefined;
  const x = publicKey.toString("base64url");
  return { text, name, id, key: createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }) };
}

/** The first four bytes, in hexadecimal, of the hash by which signatures name their key. */
export function keyIdOf(name: string, publicKey: Buffer): string {
  return hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), ed25519, publicKey]), "hex").slice(0, 8);
}

/** A text, which ends its last line, with one signature of it. */
export function writeNote(text: string, { name, id, signature }: Note["signatures"][number]): string {
  const encoded = Buffer.concat([Buffer.from(id, "hex"), signature]).toString("base64");
  return `${text}\n\u2014 ${name} ${encoded}\n`;
}

/** Reads a signed note; undefined for what is not one, to the byte. */
export function readNote(note: string): Note | undefined {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return undefined;
  const lines = note.slice(end + 2, -1).split("\n");
  const signatures = lines.flatMap(readSignature);
  const text = note.slice(0, end + 1);
  if (signatures.length !== lines.length || /[^\n\P{Cc}]/u.test(note)) return undefined;
  return { text, signatures };
}

/** The first of these keys that signed a note; undefined where none did, or where a signature under one is wrong. */
export function signerOf(note: Note, keys: VerifierKey[]): VerifierKey | undefined {
  let signer: VerifierKey | undefined;
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((one) => one.name === name && one.id === id);
    if (!key) continue;
    if (!isSigned(note.text, { key, signature })) return undefined;
    signer ??= key;
  }
  return signer;
}

/** Whether a signature over a text is that of a key. */
export function isSigned(text: string, { key, signature }: { key: VerifierKey; signature: Buffer }): boolean {
  return verify(null, Buffer.from(text), key.key, signature);
}

function readSignature(line: string): Note["signatures"] {
  const [, name = "", encoded = ""] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length < 5 || bytes.toString("base64") !== encoded) return [];
  return [{ name, id: bytes.subarray(0, 4).toString("hex"), signature: bytes.subarray(4) }];
}
