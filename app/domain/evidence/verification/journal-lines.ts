import { hash } from "node:crypto";
import type { Db } from "#db/open.ts";
import type { EvidenceCheckpointTable } from "#db/schema.ts";
import {
  aroundSignature,
  checkpointLineText,
  entryTexts,
  type Journal,
  lineStart,
  readJournalLine,
  sealedPattern,
  withSignature,
} from "../journal-line.ts";
import { isSigned, type VerifierKey } from "../note.ts";
import { type Fault, type Found, fault, foundAt, missing } from "./fault.ts";
import { CheckpointPages, readRecorded } from "./pages.ts";

type Line = { before: string } & EvidenceCheckpointTable;

/** The journal, line by line, beside the entries and checkpoints of the database. */
export async function judgeJournal(
  db: Db,
  { journal, keys }: { journal: Pick<Journal, "read">; keys: VerifierKey[] },
): Promise<Found | undefined> {
  const checkpoints = await CheckpointPages.open(db);
  const lines = new JournalLines(journal.read(), checkpoints.newest);
  let next = 0;
  for await (const page of readRecorded(db)) {
    lines.expect(await checkpoints.upTo((page.at(-1)?.position ?? 0) + 1));
    for (const row of page) {
      const { position } = row;
      if (position !== next) return missing(next);
      const bad = lines.takeEntry(entryTexts(row), position);
      if (bad) return foundAt(position, "journal", bad);
      next++;
    }
  }
  lines.expect(await checkpoints.rest());
  const bad = lines.end(keys);
  return bad && foundAt(next, "missing", bad);
}

/** The journal's lines beside the database: each is compared to the byte, and holds the hash of the one before it. */
class JournalLines {
  private readonly lines: Iterator<string>;
  private readonly isTorn: boolean;
  /** The checkpoints of the database, by their size, that the journal has not said yet. */
  private readonly expected = new Map<number, EvidenceCheckpointTable>();
  /** The size of the newest one. */
  private readonly newest: number;
  /** The hash with which the line at hand begins, and that with which the next one must. */
  private before = "";
  private following = "";
  private number = 0;
  private entries = 0;
  private isOver = false;
  private lastSigned: { number: number; line: Line; signature: string } | undefined;

  constructor({ lines, isTorn }: { lines: Iterable<string>; isTorn: boolean }, newest: number) {
    this.lines = lines[Symbol.iterator]();
    this.isTorn = isTorn;
    this.newest = newest;
  }

  /** Takes the checkpoints of entries that are to come. */
  expect(rows: EvidenceCheckpointTable[]): void {
    for (const row of rows) this.expected.set(row.size, row);
  }

  /** The next entry's line, past those by which the log was signed meanwhile; `said` is what it must say, part by part. */
  takeEntry(said: string[], position: number): Fault | undefined {
    for (let text = this.next(); text !== undefined; text = this.next()) {
      const bad = this.judgeOrder(text);
      if (bad) return bad;
      if (!this.isOfCheckpoint(text)) return this.judgeEntry(text, { said, position });
      const wrong = this.judgeCheckpoint(text);
      if (wrong) return wrong;
    }
    if (position < this.newest) return fault("journal.jsonl", `lacks entry ${position + 1}`);
    return undefined;
  }

  /** What follows the last entry, and the signature over all of it. */
  end(keys: VerifierKey[]): Fault | undefined {
    for (let text = this.next(); text !== undefined; text = this.next()) {
      const bad = this.judgeOrder(text) ?? this.judgeRest(text);
      if (bad) return bad;
    }
    if (this.isTorn) return fault(`journal.jsonl, line ${this.number + 1}`, "is torn: a start cuts it off");
    return this.judgeLastSignature(keys) ?? this.judgeLost();
  }

  private judgeLost(): Fault | undefined {
    const [lost] = this.expected.keys();
    return lost === undefined ? undefined : fault("journal.jsonl", `lacks checkpoint ${lost} of the database`);
  }

  private judgeLastSignature(keys: VerifierKey[]): Fault | undefined {
    if (!this.lastSigned) return undefined;
    const { number, line, signature } = this.lastSigned;
    const text = checkpointLineText(line);
    const bytes = Buffer.from(signature, "base64");
    const isOurs =
      bytes.toString("base64") === signature && keys.some((key) => isSigned(text, { key, signature: bytes }));
    return isOurs
      ? undefined
      : fault(lineAt(number), "is not signed by a key of this log, nor are the lines before it");
  }

  private next(): string | undefined {
    if (this.isOver) return undefined;
    const { value, done } = this.lines.next();
    this.isOver = done === true;
    if (done) return undefined;
    this.number++;
    return value;
  }

  private get where(): string {
    return lineAt(this.number);
  }

  private judgeOrder(text: string): Fault | undefined {
    this.before = this.following;
    this.following = hash("sha256", text, "base64url");
    if (text.startsWith(lineStart(this.before))) return undefined;
    return fault(this.where, "does not follow the line before it: one of the two was changed");
  }

  private judgeEntry(text: string, { said, position }: { said: string[]; position: number }): Fault | undefined {
    let at = lineStart(this.before).length;
    for (const part of said) {
      // V8 compares a slice many letters at a time, where `startsWith` goes from one to the next.
      if (text.slice(at, at + part.length) !== part)
        return fault(this.where, `does not say what entry ${position + 1} says`);
      at += part.length;
    }
    if (!sealedPattern.test(text.slice(at))) return fault(this.where, "is not written as it must be");
    this.entries++;
    return undefined;
  }

  /** What the database's row would be written as is compared; the line is read only where it differs. */
  private judgeCheckpoint(text: string): Fault | undefined {
    const row = this.expected.get(sizeAtEnd(text));
    const signature = row && signatureWithin(text, { ...row, before: this.before });
    if (!row || signature === undefined) return this.judgeOtherCheckpoint(text);
    if (row.size > this.entries) return fault(this.where, "signs entries that do not stand before it");
    this.expected.delete(row.size);
    this.lastSigned = { number: this.number, line: { ...row, before: this.before }, signature };
    return undefined;
  }

  private judgeOtherCheckpoint(text: string): Fault {
    const line = readJournalLine(text);
    if (!line || !("note" in line) || withSignature(line, line.signature) !== text)
      return fault(this.where, "is not written as it must be");
    if (line.size > this.entries) return fault(this.where, "signs entries that do not stand before it");
    return fault(this.where, `differs from checkpoint ${line.size} of the database`);
  }

  private judgeRest(text: string): Fault | undefined {
    if (this.isOfCheckpoint(text)) return this.judgeCheckpoint(text);
    return fault(this.where, "holds an entry that the database lacks");
  }

  /** Asked once the line's beginning is known to be right. */
  private isOfCheckpoint(text: string): boolean {
    return text.startsWith(`"checkpoint":`, lineStart(this.before).length);
  }
}

function lineAt(number: number): string {
  return `journal.jsonl, line ${number}`;
}

/** A checkpoint's line ends with its size. */
function sizeAtEnd(text: string): number {
  return Number(text.slice(text.lastIndexOf(":") + 1, -1));
}

/** The signature in a line that says this checkpoint in all else; undefined for any other line. */
function signatureWithin(text: string, line: Line): string | undefined {
  const [head, tail] = aroundSignature(line);
  if (text.slice(0, head.length) !== head || text.slice(-tail.length) !== tail) return undefined;
  const signature = text.slice(head.length, -tail.length);
  return /^[\w+/=]*$/.test(signature) ? signature : undefined;
}
