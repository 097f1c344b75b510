import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { settings } from "./settings.ts";

/** A line of the list: a text without an end of line. What it means is the domain's. */
export interface ErasureList {
  /** Its lines; one that was torn when the machine stopped is left out. */
  read(): string[];
  /** Adds a line and brings it to the disk. */
  append(line: string): void;
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
  const text = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
  return {
    read: () => text().split("\n").filter(isWhole),
    append(line) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const isTorn = !/(^|\n)$/.test(text());
      const handle = openSync(file, "a", 0o600);
      try {
        // One writing, so that lines of two processes never mix.
        writeSync(handle, `${isTorn ? "\n" : ""}${line}\n`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
  };
}

function isWhole(line: string): boolean {
  try {
    return line !== "" && typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}
