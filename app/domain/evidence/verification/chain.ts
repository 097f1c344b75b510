import type { EvidenceCheckpointTable } from "#db/schema.ts";
import { type Checkpoint, openCheckpoint } from "../checkpoint.ts";
import { GrowingTree } from "../growing-tree.ts";
import { bodyStart, entryText } from "../journal-line.ts";
import { readVerifierKey } from "../note.ts";
import { CheckpointRows } from "./checkpoint-rows.ts";
import { type Fault, fault, isFault } from "./fault.ts";
import { JournalLines } from "./journal-lines.ts";
import type { EntryRow } from "./pages.ts";

/** What a chain begins with: plain texts and numbers, so that another thread can be given it. */
export interface Beginning {
  checkpoints: { sizes: number[]; notes: string[]; times: string[] };
  keys: string[];
  announced: { key: string; position: number }[];
  /** Checkpoints that somebody kept elsewhere, signed by one of the keys. */
  kept: string[];
}

/** Entries one after another, a member of each list for each: what its line says, how long its body is, its leaf's hash. */
export interface Links {
  /** The position of the first. */
  from: number;
  texts: string[];
  lengths: number[];
  leaves: string[];
}

/** A bad thing, and where the log told it: whatever stands earlier is the first. */
export interface Found {
  fault: Fault;
  at: number;
}

/** The chain, here or in another thread. */
export interface ChainReader {
  /** What was found so far, by these links or by earlier ones. */
  take(links: Links): Promise<Found | undefined>;
  /** What is found in all the links that were given. */
  settle(): Promise<Found | undefined>;
  /** The same, and in what follows the last of them. */
  end(): Promise<Found | undefined>;
}

/** Where in the log something is found: the position, and in what order each entry is looked at. */
export function placeOf(position: number, step: "missing" | "leaf" | "row" | "root" | "journal"): number {
  return position * 5 + ["missing", "leaf", "row", "root", "journal"].indexOf(step);
}

export function linksOf(rows: EntryRow[]): Links {
  return {
    from: rows[0]?.position ?? 0,
    texts: rows.map(entryText),
    lengths: rows.map(({ body }) => body.length),
    leaves: rows.map(({ leaf_hash }) => leaf_hash),
  };
}

/**
 * What needs no database once the rows are read: the tree that the entries make, at each size at which it was signed,
 * and the journal, line by line. It is half of the work, and another thread can do it.
 */
export class Chain implements ChainReader {
  private readonly tree = new GrowingTree();
  private readonly checkpoints: CheckpointRows | Fault;
  private readonly lines: JournalLines | undefined;
  private readonly heldAgainst: Checkpoint[];
  private readonly keys;
  private found: Found | undefined;

  constructor(begin: Beginning, journal: { lines: Iterable<string>; isTorn: boolean }) {
    this.keys = begin.keys.flatMap((text) => readVerifierKey(text) ?? []);
    this.checkpoints = CheckpointRows.read(rowsOf(begin), { keys: this.keys, announced: begin.announced });
    this.heldAgainst = begin.kept.flatMap((text) => openCheckpoint(text, this.keys) ?? []);
    if (isFault(this.checkpoints)) this.found = { fault: this.checkpoints, at: -1 };
    else this.lines = new JournalLines(journal, this.checkpoints);
  }

  async take(links: Links): Promise<Found | undefined> {
    return this.read(links);
  }

  async settle(): Promise<Found | undefined> {
    return this.found;
  }

  async end(): Promise<Found | undefined> {
    if (this.found || !this.lines || isFault(this.checkpoints)) return this.found;
    const bad = this.lines.end(this.keys) ?? this.checkpoints.end(this.tree.size);
    return bad && { fault: bad, at: placeOf(this.tree.size, "missing") };
  }

  read({ from, texts, lengths, leaves }: Links): Found | undefined {
    for (let at = 0; at < texts.length && !this.found; at++) {
      const link = { text: texts[at] ?? "", length: lengths[at] ?? 0, leaf: leaves[at] ?? "" };
      this.found = this.readOne(link, from + at);
    }
    return this.found;
  }

  private readOne(
    { text, length, leaf }: { text: string; length: number; leaf: string },
    position: number,
  ): Found | undefined {
    const where = `entry ${position + 1}`;
    if (this.tree.add(text.slice(bodyStart.length, bodyStart.length + length)) !== leaf)
      return { fault: fault(where, "does not have the hash of its text"), at: placeOf(position, "leaf") };
    if (!this.isRightRoot()) {
      const rule = "or one before it is not what was signed: the tree has another root at this size";
      return { fault: fault(where, rule), at: placeOf(position, "root") };
    }
    const bad = this.lines?.takeEntry(text, position);
    return bad && { fault: bad, at: placeOf(position, "journal") };
  }

  private isRightRoot(): boolean {
    const { size } = this.tree;
    const signed = isFault(this.checkpoints) ? undefined : this.checkpoints.rootAt(size);
    const kept = this.heldAgainst.filter((one) => one.size === size);
    if (signed === undefined && kept.length === 0) return true;
    const root = this.tree.root();
    return (signed ?? root) === root && kept.every((one) => one.root.toString("base64") === root);
  }
}

function rowsOf({ checkpoints: { sizes, notes, times } }: Beginning): EvidenceCheckpointTable[] {
  return sizes.map((size, at) => ({ size, note: notes[at] ?? "", signed_at: times[at] ?? "" }));
}
