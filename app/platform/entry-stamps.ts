import { createHmac, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { syncFolder, writeFileWhole } from "./journal/folder.ts";
import { settings } from "./settings.ts";

/**
 * By what the server tells an entry that it appended to the evidence log itself from a row that somebody wrote into the
 * database: a keyed hash (HMAC-SHA-256) of the entry's position and text, with a key that the database never holds.
 */
export interface EntryStamps {
  of(entry: { position: number; body: string }): string;
}

let own: EntryStamps | undefined;

/** This process's own, of the folder of keys that the settings name; undefined until a start made them. */
export function entryStamps(): EntryStamps | undefined {
  return own ?? takeEntryStamps(settings().keysFolder);
}

/** Has this process stamp with the key of a folder, if there is one. */
export function takeEntryStamps(folder: string): EntryStamps | undefined {
  own = openEntryStamps(folder);
  return own;
}

/** Those of a folder: `entries.key`, 32 random bytes in hexadecimal, of this user alone. Undefined without it. */
export function openEntryStamps(folder: string): EntryStamps | undefined {
  const file = fileOf(folder);
  if (!existsSync(file)) return undefined;
  const key = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
  return key.length === 32 ? stampsWith(key) : undefined;
}

/** A key that is not in the folder yet: `keep` puts it there, unless another process was first. */
export function newEntryStamps(folder: string): EntryStamps & { keep(): void } {
  const key = randomBytes(32);
  return {
    ...stampsWith(key),
    keep() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const fresh = join(folder, `entries.key.${process.pid}`);
      writeFileWhole(fresh, `${key.toString("hex")}\n`);
      try {
        linkSync(fresh, fileOf(folder));
        syncFolder(folder);
      } catch (error) {
        if (!openEntryStamps(folder)) throw error;
      } finally {
        rmSync(fresh, { force: true });
      }
    },
  };
}

function stampsWith(key: Buffer): EntryStamps {
  return { of: ({ position, body }) => createHmac("sha256", key).update(`${position}\n${body}`).digest("base64url") };
}

function fileOf(folder: string): string {
  return join(folder, "entries.key");
}
