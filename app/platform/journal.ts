import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { FolderLock, type KeptTexts, syncFolder, textsIn } from "./journal/folder.ts";
import { EndOfFile, hashOfLine, type JournalEnd, readLines } from "./journal/lines.ts";
import { settings } from "./settings.ts";

/** A line to write, without its end, and what the journal holds with it. */
export type JournalLine = { text: string } & ({ entries: number } | { checkpoint: number });

/**
 * An append-only file outside the database, `journal.jsonl`: one line of JSON for each entry of the evidence log and for
 * each time that the log was signed, on the disk before anybody is answered. What a line means is the domain's.
 */
export interface Journal {
  end(): JournalEnd;
  /**
   * Asks `next` for a line until there is none, then brings all of them to the disk. Nobody else writes meanwhile, in
   * no process: what `next` is told of the end holds.
   */
  append(next: (end: JournalEnd) => JournalLine | undefined): void;
  /** Its lines, and whether the last one is torn, which is then left out. */
  read(): { lines: Iterable<string>; isTorn: boolean };
  /** Cuts off a last line that was torn when the machine stopped. How many bytes of it there were. */
  mend(): number;
  /** In bytes. */
  size(): number;
  /**
   * The releases that records attest, and their syllabi, kept beside the journal once, so that a record can be restored
   * with what it rests on.
   */
  releases: KeptTexts;
  syllabi: KeptTexts;
  close(): void;
}

let own: Journal | undefined;

/** This process's own, in the folder that the settings name. */
export function journal(): Journal {
  own ??= openJournal(settings().evidenceFolder);
  return own;
}

/** Opens the journal of a folder; what is not there is made, for this user alone. */
export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "journal.jsonl");
  const isNew = !existsSync(file);
  const handle = openSync(file, "a+", 0o600);
  if (isNew) syncFolder(folder);
  const lock = new FolderLock(folder);
  const seen = new EndOfFile(handle);
  return {
    end: () => lock.hold(() => seen.look()),
    append: (next) => lock.hold(() => appendLines(handle, seen, next)),
    read: () => readLines(file),
    mend: () => lock.hold(() => seen.mend()),
    size: () => fstatSync(handle).size,
    releases: textsIn(join(folder, "releases")),
    syllabi: textsIn(join(folder, "syllabi")),
    close: () => {
      lock.close();
      closeSync(handle);
    },
  };
}

function appendLines(handle: number, seen: EndOfFile, next: Parameters<Journal["append"]>[0]): void {
  seen.mend();
  let end = seen.look();
  const texts: string[] = [];
  for (let line = next(end); line; line = next(end)) {
    const { text, ...adds } = line;
    texts.push(`${text}\n`);
    end = { ...end, ...adds, before: hashOfLine(text) };
  }
  if (texts.length === 0) return;
  const { size } = fstatSync(handle);
  try {
    writeWhole(handle, Buffer.from(texts.join("")));
    fsyncSync(handle);
  } catch (error) {
    // A full disk may have taken half of it.
    ftruncateSync(handle, size);
    throw error;
  }
  seen.remember(end);
}

function writeWhole(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}
