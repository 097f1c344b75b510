import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { syncFolder, writeFileWhole } from "./journal/folder.ts";
import { settings } from "./settings.ts";

/** The key by which the evidence log is signed, as an Ed25519 key of a signed note (C2SP). */
export interface SigningKey {
  /** Its public half, `<name>+<id>+<key>`. */
  key: string;
  name: string;
  id: string;
  sign(text: string): Buffer;
}

/**
 * Two files of the keys folder, of this user alone: `evidence.key`, one line with the key that signs now, and
 * `evidence.pub`, the public half of every key that ever signed, a line each, kept for ever.
 */
export interface EvidenceKeys {
  /** Undefined where it is not there, or is no key. Read anew each time: a rotation needs no restart. */
  signing(): SigningKey | undefined;
  /** The public halves in `evidence.pub`; undefined where there is no such file. */
  known(): string[] | undefined;
  /** Makes the first key, unless there is one; a second process that makes one at the same moment gets the first's. */
  begin(name: string): SigningKey;
  /** Makes the next key, which does not sign yet; the one that was made where that was not gone on with. */
  prepareNext(name: string): SigningKey;
  /** Has the next key sign from now on. The one before it is gone; its public half stays. */
  takeNext(): void;
  /** Keeps these public halves beside those that are there. */
  remember(keys: string[]): void;
}

/** This process's own, in the folder that the settings name. */
export function evidenceKeys(): EvidenceKeys {
  return openEvidenceKeys(settings().keysFolder);
}

/** The keys of a folder. Nothing is made until it is asked for. */
export function openEvidenceKeys(folder: string): EvidenceKeys {
  const present = join(folder, "evidence.key");
  const next = join(folder, "evidence.key.next");
  const published = join(folder, "evidence.pub");
  const known = () => (existsSync(published) ? linesOf(published) : undefined);
  const remember = (keys: string[]) => {
    const all = [...new Set([...(known() ?? []), ...keys])];
    if (all.length !== known()?.length) writeFileWhole(published, all.map((key) => `${key}\n`).join(""));
  };
  const made = (file: string, name: string): SigningKey => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = readSigningKey(file) ?? makeSigningKey(file, name);
    remember([found.key]);
    return found;
  };
  return {
    signing: () => readSigningKey(present),
    known,
    begin: (name) => made(present, name),
    prepareNext: (name) => made(next, name),
    takeNext: () => {
      renameSync(next, present);
      syncFolder(folder);
    },
    remember: (keys) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      remember(keys);
    },
  };
}

/** The first line that is written as Go's sumdb tools write a private key. */
function readSigningKey(file: string): SigningKey | undefined {
  if (!existsSync(file)) return undefined;
  const [line = ""] = linesOf(file);
  const [, name = "", id = "", encoded = ""] = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([\w+/=]+)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length !== 33) return undefined;
  const key = toSigningKey(name, bytes.subarray(1));
  return key.id === id ? key : undefined;
}

/** Written beside and linked into its place, which only the first of two processes can. */
function makeSigningKey(file: string, name: string): SigningKey {
  const seed = randomBytes(32);
  const made = toSigningKey(name, seed);
  const own = `${file}.${made.id}`;
  const encoded = Buffer.concat([typeByte, seed]).toString("base64");
  writeFileWhole(own, `PRIVATE+KEY+${name}+${made.id}+${encoded}\n`);
  try {
    linkSync(own, file);
  } catch (error) {
    const found = readSigningKey(file);
    if (!found) throw error;
    return found;
  } finally {
    rmSync(own, { force: true });
  }
  return made;
}

const typeByte = Buffer.from([1]);
/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

function toSigningKey(name: string, seed: Buffer): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const publicKey = publicBytesOf(privateKey);
  const id = createHash("sha256").update(`${name}\n`).update(typeByte).update(publicKey).digest("hex").slice(0, 8);
  const key = `${name}+${id}+${Buffer.concat([typeByte, publicKey]).toString("base64")}`;
  return { key, name, id, sign: (text) => sign(null, Buffer.from(text), privateKey) };
}

function publicBytesOf(privateKey: KeyObject): Buffer {
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  return Buffer.from(x, "base64url");
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").split("\n").slice(0, -1);
}
