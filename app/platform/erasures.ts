import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { FolderLock, writeFileWhole } from "./journal/folder.ts";
import { settings } from "./settings.ts";

/** A text of lines on the disk. What it means is the domain's. */
export interface ErasureList {
  /** All of it; empty where there is none. */
  read(): string;
  /** Adds what it lacks of this text and brings it to the disk; nothing where it does not begin as the text does. */
  extend(text: string): void;
  /** Writes it anew, whole or not at all. */
  replace(text: string): void;
}

let own: ErasureList | undefined;

/** This process's own, in the folder of evidence that the settings name. */
export function erasureList(): ErasureList {
  own ??= openErasureList(settings().evidenceFolder);
  return own;
}

/**
 * `erasures.jsonl` in a folder outside the database: which accounts were closed, kept or erased, by ids alone, so that
 * an older copy of the database brings nobody back. Made with the first line, for this user alone.
 */
export function openErasureList(folder: string): ErasureList {
  const file = join(folder, "erasures.jsonl");
  const read = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
  return {
    read,
    extend: (text) =>
      locked(folder, () => {
        const there = read();
        // One that was torn when the machine stopped is gone on with within its line.
        if (text.length > there.length && text.startsWith(there)) append(file, text.slice(there.length));
      }),
    replace: (text) => locked(folder, () => writeFileWhole(file, text)),
  };
}

function append(file: string, text: string): void {
  const handle = openSync(file, "a", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Nobody else writes in this folder meanwhile, in no process. */
function locked(folder: string, work: () => void): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new FolderLock(folder);
  try {
    lock.hold(work);
  } finally {
    lock.close();
  }
}
