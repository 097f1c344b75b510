import { existsSync, linkSync, mkdirSync, readFileSync, rmSync } from "node:fs";
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
  const published = (): JWK[] => (existsSync(known) ? linesOf(known).map((line): JWK => JSON.parse(line)) : []);
  return {
    published,
    async sign(claims, keysAddress) {
      if (!existsSync(present)) await makeKey(folder, present);
      const key = await importPKCS8(readFileSync(present, "utf8"), algorithm, { extractable: true });
      const { n, e } = await exportJWK(key);
      const kid = await calculateJwkThumbprint({ kty: "RSA", n, e });
      // The public half first: nothing is ever signed that cannot be verified.
      const all = published();
      if (!all.some((one) => one.kid === kid)) writeLines(known, [...all, { kty: "RSA", n, e, kid, ...use }]);
      const header = { alg: algorithm, typ: "JWT", kid: `${keysAddress}/${kid}` };
      return new SignJWT(claims).setProtectedHeader(header).sign(key);
    },
  };
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

function writeLines(file: string, keys: JWK[]): void {
  writeFileWhole(file, keys.map((key) => `${JSON.stringify(key)}\n`).join(""));
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").split("\n").filter(Boolean);
}
