import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";

/**
 * One process at a time, by SQLite's lock on a file of the folder: it ends with its process, whatever ends that, which
 * a file that is only there or not does not.
 */
export class FolderLock {
  private readonly sqlite: BetterSqlite.Database;

  constructor(folder: string) {
    const file = join(folder, "journal.lock");
    closeSync(openSync(file, "a", 0o600));
    this.sqlite = new BetterSqlite(file);
    this.sqlite.pragma("busy_timeout = 5000");
  }

  hold<T>(work: () => T): T {
    this.sqlite.exec("begin exclusive");
    try {
      return work();
    } finally {
      this.sqlite.exec("rollback");
    }
  }

  close(): void {
    this.sqlite.close();
  }
}

/** Texts kept in a folder, a file each, by their ids. */
export interface KeptTexts {
  keep(id: string, text: string): void;
  has(id: string): boolean;
  find(id: string): string | undefined;
  list(): string[];
}

/** Those of a folder, which is made with the first of them. */
export function textsIn(folder: string): KeptTexts {
  const fileOf = (id: string) => join(folder, `${id}.json`);
  return {
    has: (id) => existsSync(fileOf(id)),
    find: (id) => (existsSync(fileOf(id)) ? readFileSync(fileOf(id), "utf8") : undefined),
    // What a stop left half written has another ending.
    list: () => (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []),
    keep(id, text) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileWhole(fileOf(id), text);
    },
  };
}

/** Puts a file there whole or not at all, whatever stops the machine, for this user alone. */
export function writeFileWhole(file: string, text: string): void {
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  const handle = openSync(fresh, "wx", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
  syncFolder(join(file, ".."));
}

/** Has what was made in a folder stand there after a power cut too. */
export function syncFolder(folder: string): void {
  // Windows knows no handle on a folder.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
