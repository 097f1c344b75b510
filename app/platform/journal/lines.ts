import { hash } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync } from "node:fs";

/** What stands at the journal's end. */
export interface JournalEnd {
  /** How many entries of the log it holds. */
  entries: number;
  /** The size at which the log was last signed in it; 0 where it never was. */
  checkpoint: number;
  /** SHA-256 of its last line, as base64url, with which the next line begins; empty before the first. */
  before: string;
}

const lineEnd = 0x0a;
const block = 1 << 20;

/** SHA-256 of a line, as base64url: what the next line begins with. */
export function hashOfLine(line: string): string {
  return hash("sha256", line, "base64url");
}

/**
 * The end of an open journal, read once and then remembered, until another process has written. A caller holds the
 * folder's lock.
 */
export class EndOfFile {
  private readonly handle: number;
  private known: { size: number; end: JournalEnd } | undefined;
  /** At which size it is known to end with a whole line. To have looked at the end does not say so. */
  private wholeAt = 0;

  constructor(handle: number) {
    this.handle = handle;
  }

  look(): JournalEnd {
    const { size } = fstatSync(this.handle);
    if (this.known?.size !== size) this.known = { size, end: this.readEnd(size) };
    return this.known.end;
  }

  remember(end: JournalEnd): void {
    const { size } = fstatSync(this.handle);
    this.known = { size, end };
    this.wholeAt = size;
  }

  /** Cuts off what follows the last whole line. How many bytes that was. */
  mend(): number {
    const { size } = fstatSync(this.handle);
    if (this.wholeAt === size) return 0;
    const whole = this.afterLastLine(size);
    this.wholeAt = whole;
    if (whole === size) return 0;
    ftruncateSync(this.handle, whole);
    fsyncSync(this.handle);
    return size - whole;
  }

  /** From the end backwards, as far as it takes to meet an entry and a checkpoint. */
  private readEnd(size: number): JournalEnd {
    for (let length = Math.min(size, block); ; length = Math.min(size, length * 16)) {
      const lines = wholeLines(this.bytes(size - length, length), length === size);
      const parsed = lines.map(membersOf);
      const entry = parsed.findLast(({ position }) => position !== undefined)?.position;
      const checkpoint = parsed.findLast(({ size }) => size !== undefined)?.size;
      const isEnough = entry !== undefined && checkpoint !== undefined;
      if (!isEnough && length < size) continue;
      const last = lines.at(-1);
      return {
        entries: entry === undefined ? 0 : entry + 1,
        checkpoint: checkpoint ?? 0,
        before: last === undefined ? "" : hashOfLine(last),
      };
    }
  }

  private afterLastLine(size: number): number {
    for (let end = size; end > 0; end -= block) {
      const from = Math.max(0, end - block);
      const at = this.bytes(from, end - from).lastIndexOf(lineEnd);
      if (at >= 0) return from + at + 1;
    }
    return 0;
  }

  private bytes(from: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    const read = readSync(this.handle, bytes, 0, length, from);
    return bytes.subarray(0, read);
  }
}

/** The lines of a file, block by block, and whether it ends within one, which is then left out. */
export function readLines(file: string): { lines: Iterable<string>; isTorn: boolean } {
  const handle = openSync(file, "r");
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  if (size > 0) readSync(handle, last, 0, 1, size - 1);
  return { lines: linesOf(handle, size), isTorn: size > 0 && last[0] !== lineEnd };
}

function* linesOf(handle: number, size: number): Generator<string> {
  let bytes = Buffer.allocUnsafe(2 * block);
  let rest = 0;
  try {
    for (let at = 0; at < size; ) {
      if (bytes.length - rest < block) bytes = Buffer.concat([bytes], 2 * bytes.length);
      const read = readSync(handle, bytes, rest, Math.min(block, size - at), at);
      // Somebody cut it meanwhile.
      if (read === 0) return;
      at += read;
      const whole = bytes.subarray(0, rest + read);
      let from = 0;
      // Each by itself: in one text with a dash of a checkpoint all would take two bytes a letter, and twice the time.
      for (let end = whole.indexOf(lineEnd, rest); end >= 0; end = whole.indexOf(lineEnd, from)) {
        yield whole.toString("utf8", from, end);
        from = end + 1;
      }
      rest = whole.copy(bytes, 0, from);
    }
  } finally {
    closeSync(handle);
  }
}

function wholeLines(bytes: Buffer, isFromStart: boolean): string[] {
  const from = isFromStart ? 0 : bytes.indexOf(lineEnd) + 1;
  const to = bytes.lastIndexOf(lineEnd);
  return to < from ? [] : bytes.toString("utf8", from, to).split("\n");
}

/** A line that somebody damaged says nothing of where it belongs. */
function membersOf(line: string): { position?: number; size?: number } {
  try {
    const { position, size }: { position?: unknown; size?: unknown } = JSON.parse(line) ?? {};
    return {
      ...(typeof position === "number" ? { position } : {}),
      ...(typeof size === "number" ? { size } : {}),
    };
  } catch {
    return {};
  }
}
