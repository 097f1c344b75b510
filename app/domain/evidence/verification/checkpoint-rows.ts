import type { EvidenceCheckpointTable } from "#db/schema.ts";
import { openCheckpoint, readCheckpoint, readPlainCheckpoint } from "../checkpoint.ts";
import { readNote, type VerifierKey } from "../note.ts";
import { type Fault, fault } from "./fault.ts";

interface Row extends EvidenceCheckpointTable {
  /** The root that it says, as base64. */
  root: string;
  /** Alike for all that a key signed but for few bits; its own where it is not written as we write it. */
  signedBy: string;
}

/**
 * The database's checkpoints by their size. Of each its form is looked at here; its root where the tree has that size;
 * and its bytes beside the journal, whose last signature covers them all. The signatures themselves are looked at for
 * the last one of each key.
 */
export class CheckpointRows {
  /** The size of the newest one. */
  readonly last: number;
  private readonly bySize: Map<number, Row>;
  private readonly inJournal = new Set<number>();

  private constructor(rows: Row[]) {
    this.bySize = new Map(rows.map((row) => [row.size, row]));
    this.last = rows.at(-1)?.size ?? 0;
  }

  static read(
    given: EvidenceCheckpointTable[],
    { keys, announced }: { keys: VerifierKey[]; announced: { key: string; position: number }[] },
  ): CheckpointRows | Fault {
    const origin = keys[0]?.name ?? "";
    const rows: Row[] = [];
    for (const { size, note, signed_at } of given) {
      const read = readPlainCheckpoint(note, { origin, size }) ?? readAny(note, { origin, size });
      if (!read) return fault(`checkpoint ${size}`, "is no checkpoint of this log at that size");
      rows.push({ size, note, signed_at, root: read.root, signedBy: read.signedBy });
    }
    const unsigned = lastOfEachKey(rows).find(({ note, size }) => !isSignedInTime({ note, size, keys, announced }));
    if (unsigned) return fault(`checkpoint ${unsigned.size}`, "is not signed by a key that the log knew by then");
    return new CheckpointRows(rows);
  }

  /** The root that was signed at a size, as base64; undefined where none was. */
  rootAt(size: number): string | undefined {
    return this.bySize.get(size)?.root;
  }

  /** The row of a size, which the journal says again with this. */
  takeFromJournal(size: number): EvidenceCheckpointTable | undefined {
    this.inJournal.add(size);
    return this.bySize.get(size);
  }

  /** What the journal should hold and does not, and what is signed without being there. */
  end(entries: number): Fault | undefined {
    if (this.last > entries) return fault(`entry ${entries + 1}`, `is missing: the log was signed with ${this.last}`);
    const lost = [...this.bySize.keys()].find((size) => !this.inJournal.has(size));
    if (lost !== undefined) return fault("journal.jsonl", `lacks checkpoint ${lost} of the database`);
    return undefined;
  }
}

/** Told apart by the ids in their signatures, before any is believed. */
function lastOfEachKey(rows: Row[]): Row[] {
  const some = new Map(rows.map((row) => [row.signedBy, row]));
  const last = new Map<string, Row>();
  for (const row of [...some.values()].sort((a, b) => a.size - b.size))
    for (const id of idsIn(row.note)) last.set(id, row);
  return [...new Set(last.values())].sort((a, b) => a.size - b.size);
}

/** Any note that is a checkpoint of this log at this size, whoever signed it, and how often. */
function readAny(note: string, { origin, size }: { origin: string; size: number }) {
  const checkpoint = readCheckpoint(note);
  if (checkpoint?.size !== size || checkpoint.origin !== origin) return undefined;
  return { root: checkpoint.root.toString("base64"), signedBy: note };
}

function idsIn(note: string): string[] {
  return readNote(note)?.signatures.map(({ id }) => id) ?? [];
}

function isSignedInTime({
  note,
  size,
  keys,
  announced,
}: {
  note: string;
  size: number;
  keys: VerifierKey[];
  announced: { key: string; position: number }[];
}): boolean {
  const signer = openCheckpoint(note, keys)?.signer;
  return signer !== undefined && announced.some(({ key, position }) => key === signer.text && position < size);
}
