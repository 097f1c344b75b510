import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { decrypt, encrypt } from "./keys/cipher.ts";
import { PersonKeys } from "./keys/person-keys.ts";
import type { SealLabel, Seals } from "./seal.ts";
import { settings } from "./settings.ts";

/**
 * A folder apart from the database: a server key in `server.key`, and in `keys.db` one key for each person, wrapped by
 * it. Without the folder no text opens; without a person's key none of theirs does, in any copy, however old.
 */
export interface KeyStore extends Seals {
  /** Wraps every key anew under a new server key, and touches no text. How many; undefined where one does not open. */
  rotate(): number | undefined;
  /** `empty` before the first text; `lost` where keys of people are wrapped by a server key that is not here. */
  state(): "empty" | "good" | "lost";
  close(): void;
}

let own: { store: KeyStore; file: number } | undefined;

/**
 * This process's own, in the folder that the settings name: as the folder stands now, so that one that is moved away or
 * put back while the server runs is noticed. A start makes it; where it is gone since, nothing is made in its place.
 */
export function keyStore(): KeyStore {
  const folder = settings().keysFolder;
  const file = hasKeyStore(folder) ? statSync(join(folder, "keys.db")).ino : undefined;
  if (own && own.file !== file) {
    own.store.close();
    own = undefined;
  }
  if (file === undefined) return absent;
  own ??= { store: openKeyStore(folder), file };
  return own.store;
}

/** What there is without a folder: nothing opens, and nothing is sealed. */
const absent: KeyStore = {
  seal: () => undefined,
  open: () => undefined,
  lacking: (ids) => ids,
  forget: () => undefined,
  end: () => false,
  endedAt: () => undefined,
  rotate: () => undefined,
  state: () => "lost",
  close: () => undefined,
};

/** Whether a folder has a key store: for who only looks, and makes none. */
export function hasKeyStore(folder: string): boolean {
  return existsSync(join(folder, "keys.db"));
}

/** Opens the key store of a folder; what is not there is made, for this user alone. */
export function openKeyStore(folder: string): KeyStore {
  const sqlite = openFile(folder);
  const keys = new PersonKeys(sqlite, folder);
  return {
    seal(text, label) {
      const key = keys.findOrMake(label.person);
      return key && encrypt(key, Buffer.from(text), boundOf(label));
    },
    open(sealed, label) {
      const key = keys.find(label.person);
      return key && decrypt(key, sealed, boundOf(label))?.toString();
    },
    forget: (id) => keys.forget(id),
    end: (personId, now) => keys.end(personId, now),
    endedAt: (personId) => keys.endedAt(personId),
    lacking: (ids) => ids.filter((id) => keys.find(id) === undefined),
    rotate: () => keys.rotate(),
    state() {
      const needed = keys.needed();
      if (needed.length === 0) return "empty";
      return needed.every(({ isHere }) => isHere) ? "good" : "lost";
    },
    close: () => void sqlite.close(),
  };
}

function openFile(folder: string): BetterSqlite.Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "keys.db");
  // Made before SQLite would, so that it is nobody else's for a moment; its log takes the same rights.
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  const sqlite = new BetterSqlite(file);
  sqlite.pragma("busy_timeout = 5000");
  turnOnWriteAheadLog(sqlite);
  // As for the database itself: this driver would otherwise lose a key that a kept text needs when the power fails.
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("secure_delete = ON");
  return sqlite;
}

/** SQLite does not wait for another process that turns it on at the same moment. */
function turnOnWriteAheadLog(sqlite: BetterSqlite.Database): void {
  for (let tries = 1; sqlite.pragma("journal_mode", { simple: true }) !== "wal"; tries++) {
    try {
      sqlite.pragma("journal_mode = WAL");
    } catch (error) {
      if (tries > 100) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function boundOf({ table, row, person, version, reader }: SealLabel): string {
  return JSON.stringify([table, row, person, version, ...(reader ? [reader] : [])]);
}
