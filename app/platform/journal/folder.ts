import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
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

/** The releases that records attest, a file each, in the folder `releases`. */
export function releasesIn(folder: string) {
  const releases = join(folder, "releases");
  const fileOf = (id: string) => join(releases, `${id}.json`);
  return {
    hasRelease: (id: string) => existsSync(fileOf(id)),
    findRelease: (id: string) => (existsSync(fileOf(id)) ? readFileSync(fileOf(id), "utf8") : undefined),
    keepRelease(id: string, text: string): void {
      mkdirSync(releases, { recursive: true, mode: 0o700 });
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
