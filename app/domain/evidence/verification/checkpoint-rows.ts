import type { Db } from "#db/open.ts";
import type { EvidenceCheckpointTable } from "#db/schema.ts";
import { type Checkpoint, openCheckpoint, readCheckpoint } from "../checkpoint.ts";
import { readNote, type VerifierKey } from "../note.ts";
import { type Fault, fault } from "./fault.ts";

interface Row extends EvidenceCheckpointTable {
  checkpoint: Checkpoint;
}

/**
 * The database's checkpoints by their size. Of each its form is looked at here; its root where the tree has that size;
 * and its bytes beside the journal, whose last signature covers them all. The signatures themselves are looked at for
 * the last one of each key.
 */
export class CheckpointRows {
  readonly count: number;
  /** The size of the newest one. */
  readonly last: number;
  readonly newest: string | null;
  private readonly bySize: Map<number, Row>;
  private readonly inJournal = new Set<number>();

  private constructor(rows: Row[]) {
    this.bySize = new Map(rows.map((row) => [row.size, row]));
    this.count = rows.length;
    this.last = rows.at(-1)?.size ?? 0;
    this.newest = rows.at(-1)?.note ?? null;
  }

  static async read(
    db: Db,
    { keys, announced }: { keys: VerifierKey[]; announced: { key: string; position: number }[] },
  ): Promise<CheckpointRows | Fault> {
    const rows: Row[] = [];
    for (const row of await db.selectFrom("evidence_checkpoint").selectAll().orderBy("size").execute()) {
      const checkpoint = readCheckpoint(row.note);
      if (checkpoint?.size !== row.size || checkpoint.origin !== keys[0]?.name)
        return fault(`checkpoint ${row.size}`, "is no checkpoint of this log at that size");
      rows.push({ ...row, checkpoint });
    }
    const unsigned = lastOfEachKey(rows).find(({ note, size }) => !isSignedInTime({ note, size, keys, announced }));
    if (unsigned) return fault(`checkpoint ${unsigned.size}`, "is not signed by a key that the log knew by then");
    return new CheckpointRows(rows);
  }

  at(size: number): Checkpoint | undefined {
    return this.bySize.get(size)?.checkpoint;
  }

  /** The row that a line of the journal says again; undefined where it is not, to the byte, what the line says. */
  matching({ size, note, signed_at }: EvidenceCheckpointTable): boolean {
    const row = this.bySize.get(size);
    this.inJournal.add(size);
    return row !== undefined && row.note === note && row.signed_at === signed_at;
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
  const last = new Map<string, Row>();
  for (const row of rows) for (const id of idsIn(row.note)) last.set(id, row);
  return [...new Set(last.values())].sort((a, b) => a.size - b.size);
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
