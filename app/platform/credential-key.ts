import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWK, SignJWT } from "jose";
import { writeFileWhole } from "./journal/folder.ts";
import { settings } from "./settings.ts";

/** The least that every reader of Open Badges 3.0 must take. */
const algorithm = "RS256";

/** What signs credentials, and what anybody verifies them by. */
export interface CredentialKeys {
  /** A credential as a signed JWT, whose header names the key by this address and its thumbprint (RFC 7638). */
  sign(claims: Record<string, unknown>, keysAddress: string): Promise<string>;
  /** The public half of every key that ever signed. */
  published(): JWK[];
  /** Has a new key sign from now on; what the others signed still verifies. Answers with its thumbprint. */
  rotate(): Promise<string>;
}

/** This process's own, in the folder that the settings name. */
export function credentialKeys(): CredentialKeys {
  return openCredentialKeys(settings().keysFolder);
}

/**
 * Two files of the keys folder, of this user alone: `credential.key`, the RSA key that signs now, made when it is first
 * needed, and `credential.pub`, the public half of every key that ever signed, a line of JSON each, kept for ever.
 */
export function openCredentialKeys(folder: string): CredentialKeys {
  const present = join(folder, "credential.key");
  const known = join(folder, "credential.pub");
  return {
    published: () => publishedIn(known),
    async sign(claims, keysAddress) {
      if (!existsSync(present)) await makeKey(folder, present);
      const key = await importPKCS8(readFileSync(present, "utf8"), algorithm, out);
      // The public half first: nothing is ever signed that cannot be verified.
      const kid = await publish(known, key);
      const header = { alg: algorithm, typ: "JWT", kid: `${keysAddress}/${kid}` };
      return new SignJWT(claims).setProtectedHeader(header).sign(key);
    },
    async rotate() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // The one that signs now may not have signed yet, and may while this goes on.
      if (existsSync(present)) await publish(known, await importPKCS8(readFileSync(present, "utf8"), algorithm, out));
      const { privateKey } = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true });
      const kid = await publish(known, privateKey);
      writeFileWhole(present, await exportPKCS8(privateKey));
      return kid;
    },
  };
}

const out = { extractable: true };

/** Names the public half of a key in the list, once; answers with its thumbprint. */
async function publish(known: string, key: CryptoKey): Promise<string> {
  const { n, e } = await exportJWK(key);
  const kid = await calculateJwkThumbprint({ kty: "RSA", n, e });
  if (publishedIn(known).some((one) => one.kid === kid)) return kid;
  // Added, never written anew: two processes that publish at once lose neither. A line before, in case the last is torn.
  const file = openSync(known, "a", 0o600);
  try {
    writeSync(file, `\n${JSON.stringify({ kty: "RSA", n, e, kid, ...use })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return kid;
}

/** Each key once, the first first. A line that a power cut tore is none: its key had not signed. */
function publishedIn(known: string): JWK[] {
  const lines = existsSync(known) ? readFileSync(known, "utf8").split("\n") : [];
  const keys = new Map<string, JWK>();
  for (const line of lines.filter((line) => /^\{.*\}$/.test(line))) {
    const key: JWK = JSON.parse(line);
    if (key.kid) keys.set(key.kid, key);
  }
  return [...keys.values()];
}

const use = { alg: algorithm, use: "sig" };

/** Written beside and linked into its place, which only the first of two processes can. */
async function makeKey(folder: string, present: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true });
  const own = `${present}.${process.pid}`;
  writeFileWhole(own, await exportPKCS8(privateKey));
  try {
    linkSync(own, present);
  } catch (error) {
    if (!existsSync(present)) throw error;
  } finally {
    rmSync(own, { force: true });
  }
}
