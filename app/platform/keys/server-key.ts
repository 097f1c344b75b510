import { createHash, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A key that wraps the keys of people. Its id is public and tells nothing of it. */
export interface ServerKey {
  id: string;
  key: Buffer;
}

/** A new one of 256 random bits. */
export function newServerKey(): ServerKey {
  return toServerKey(randomBytes(32));
}

/**
 * The keys in the folder's file, the present one first; another stands behind it only while a rotation is under way.
 * None where the file holds none that can be read; undefined where there is no file.
 */
export function readServerKeys(folder: string): ServerKey[] | undefined {
  const file = fileIn(folder);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => /^[\w-]{43}$/.test(line)).map((line) => toServerKey(Buffer.from(line, "base64url")));
}

/** Puts these keys in the place of the folder's file, whole or not at all, whatever stops the machine. */
export function writeServerKeys(folder: string, keys: ServerKey[]): void {
  const file = fileIn(folder);
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  onDisk(openSync(fresh, "wx", 0o600), keys.map(({ key }) => `${key.toString("base64url")}\n`).join(""));
  renameSync(fresh, file);
  // Windows knows no handle on a folder.
  if (process.platform !== "win32") onDisk(openSync(folder, "r"), "");
}

function onDisk(handle: number, text: string): void {
  try {
    if (text) writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function toServerKey(key: Buffer): ServerKey {
  return { id: createHash("sha256").update("attune server key").update(key).digest("base64url").slice(0, 16), key };
}

function fileIn(folder: string): string {
  return join(folder, "server.key");
}
