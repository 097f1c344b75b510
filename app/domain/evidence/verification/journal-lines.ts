import { hash } from "node:crypto";
import {
  checkpointLineText,
  entryLineUpToSealed,
  readJournalLine,
  sealedPattern,
  withSignature,
} from "../journal-line.ts";
import { isSigned, type VerifierKey } from "../note.ts";
import type { CheckpointRows } from "./checkpoint-rows.ts";
import { type Fault, fault } from "./fault.ts";
import type { EntryRow } from "./pages.ts";

/** The journal's lines beside the database: each is compared to the byte, and holds the hash of the one before it. */
export class JournalLines {
  private readonly lines: Iterator<string>;
  private readonly isTorn: boolean;
  private readonly checkpoints: CheckpointRows;
  private before = "";
  private number = 0;
  private entries = 0;
  private isOver = false;
  private lastSigned: { where: string; text: string; signature: string } | undefined;

  constructor({ lines, isTorn }: { lines: Iterable<string>; isTorn: boolean }, checkpoints: CheckpointRows) {
    this.lines = lines[Symbol.iterator]();
    this.isTorn = isTorn;
    this.checkpoints = checkpoints;
  }

  /** The next entry's line, past those by which the log was signed meanwhile. */
  takeEntry(row: EntryRow): Fault | undefined {
    for (let text = this.next(); text !== undefined; text = this.next()) {
      const bad = this.judgeOrder(text);
      if (bad) return bad;
      if (!isOfCheckpoint(text)) return this.judgeEntry(text, row);
      const wrong = this.judgeCheckpoint(text);
      if (wrong) return wrong;
    }
    if (row.position < this.checkpoints.last) return fault("journal.jsonl", `lacks entry ${row.position + 1}`);
    return undefined;
  }

  /** What follows the last entry, and the signature over all of it. */
  end(keys: VerifierKey[]): Fault | undefined {
    for (let text = this.next(); text !== undefined; text = this.next()) {
      const bad = this.judgeOrder(text) ?? this.judgeRest(text);
      if (bad) return bad;
    }
    if (this.isTorn) return fault(`journal.jsonl, line ${this.number + 1}`, "is torn: a start cuts it off");
    if (!this.lastSigned) return undefined;
    const { where, text, signature } = this.lastSigned;
    const bytes = Buffer.from(signature, "base64");
    const isOurs =
      bytes.toString("base64") === signature && keys.some((key) => isSigned(text, { key, signature: bytes }));
    return isOurs ? undefined : fault(where, "is not signed by a key of this log, nor are the lines before it");
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
    return `journal.jsonl, line ${this.number}`;
  }

  private judgeOrder(text: string): Fault | undefined {
    const isNext = text.startsWith(`{"before":"${this.before}",`);
    this.before = hash("sha256", text, "base64url");
    return isNext ? undefined : fault(this.where, "does not follow the line before it: one of the two was changed");
  }

  private judgeEntry(text: string, row: EntryRow): Fault | undefined {
    const expected = entryLineUpToSealed({ ...row, before: beforeOf(text) });
    if (!text.startsWith(expected)) return fault(this.where, `does not say what entry ${row.position + 1} says`);
    if (!sealedPattern.test(text.slice(expected.length))) return fault(this.where, "is not written as it must be");
    this.entries++;
    return undefined;
  }

  private judgeCheckpoint(text: string): Fault | undefined {
    const line = readJournalLine(text);
    if (!line || !("note" in line) || withSignature(line, line.signature) !== text)
      return fault(this.where, "is not written as it must be");
    if (line.size > this.entries) return fault(this.where, "signs entries that do not stand before it");
    if (!this.checkpoints.matching(line))
      return fault(this.where, `differs from checkpoint ${line.size} of the database`);
    this.lastSigned = { where: this.where, text: checkpointLineText(line), signature: line.signature };
    return undefined;
  }

  private judgeRest(text: string): Fault | undefined {
    if (isOfCheckpoint(text)) return this.judgeCheckpoint(text);
    return fault(this.where, "holds an entry that the database lacks");
  }
}

function isOfCheckpoint(text: string): boolean {
  return text.startsWith(`"checkpoint":`, beforeOf(text).length + `{"before":"",`.length);
}

function beforeOf(text: string): string {
  return text.slice(`{"before":"`.length, text.indexOf('"', `{"before":"`.length));
}
