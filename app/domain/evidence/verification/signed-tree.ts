import type { Db } from "#db/open.ts";
import type { EvidenceCheckpointTable, EvidenceEntryTable } from "#db/schema.ts";
import { type Checkpoint, openCheckpoint, readCheckpoint, signedByInPlain } from "../checkpoint.ts";
import { GrowingTree } from "../growing-tree.ts";
import { readNote, type VerifierKey } from "../note.ts";
import { type Fault, type Found, fault, foundAt, missing } from "./fault.ts";
import { CheckpointPages, readLeaves } from "./pages.ts";

interface Beginning {
  keys: VerifierKey[];
  announced: { key: string; position: number }[];
  kept: string[];
}

/** The tree that the entries make: each leaf is the hash of its text, and each root that was signed is the tree's. */
export async function judgeTree(db: Db, begin: Beginning): Promise<Found | undefined> {
  const checkpoints = await CheckpointPages.open(db);
  const signed = new SignedTree(begin);
  for await (const page of readLeaves(db)) {
    const due = await checkpoints.upTo((page.at(-1)?.position ?? 0) + 1);
    const bySize = new Map(due.map((row) => [row.size, row]));
    for (const row of page) {
      const found = signed.take(row, bySize.get(row.position + 1));
      if (found) return found;
    }
  }
  return signed.end(await checkpoints.rest());
}

/**
 * Of each checkpoint its form is looked at, and its root where the tree has that size; its bytes stand in the journal
 * too, whose last signature covers them all. The signatures themselves are looked at for the last one of each key.
 */
class SignedTree {
  private readonly tree = new GrowingTree();
  private readonly begin: Beginning;
  private readonly origin: string;
  private readonly heldAgainst: Checkpoint[];
  /** The last of those whose signatures begin alike, as all of one key's do but for few bits. */
  private readonly lastBy = new Map<string, EvidenceCheckpointTable>();

  constructor(begin: Beginning) {
    this.begin = begin;
    this.origin = begin.keys[0]?.name ?? "";
    this.heldAgainst = begin.kept.flatMap((text) => openCheckpoint(text, begin.keys) ?? []);
  }

  take(
    { position, body, leaf_hash }: Pick<EvidenceEntryTable, "position" | "body" | "leaf_hash">,
    checkpoint: EvidenceCheckpointTable | undefined,
  ): Found | undefined {
    if (position !== this.tree.size) return missing(this.tree.size);
    if (this.tree.add(body) !== leaf_hash)
      return foundAt(position, "leaf", fault(`entry ${position + 1}`, "does not have the hash of its text"));
    const bad = this.judgeRoot(checkpoint);
    return bad && foundAt(position, "root", bad);
  }

  /** What is signed of more entries than there are, and the signatures. */
  end(unreached: EvidenceCheckpointTable[]): Found | undefined {
    const { size } = this.tree;
    const last = unreached.at(-1);
    if (last)
      return foundAt(size, "missing", fault(`entry ${size + 1}`, `is missing: the log was signed with ${last.size}`));
    const unsigned = lastOfEachKey(this.lastBy).find((row) => !this.isSignedInTime(row));
    if (!unsigned) return undefined;
    const rule = "is not signed by a key that the log knew by then";
    return foundAt(unsigned.size - 1, "root", fault(`checkpoint ${unsigned.size}`, rule));
  }

  private judgeRoot(row: EvidenceCheckpointTable | undefined): Fault | undefined {
    const { size } = this.tree;
    const kept = this.heldAgainst.length === 0 ? [] : this.heldAgainst.filter((one) => one.size === size);
    if (!row && kept.length === 0) return undefined;
    const root = this.tree.root();
    const isKept = kept.every((one) => one.root.toString("base64") === root);
    const signedBy = row && signedByInPlain(row.note, { origin: this.origin, size, root });
    if (row) this.lastBy.set(signedBy ?? row.note, row);
    const said = row && signedBy === undefined ? this.rootIn(row) : root;
    if (said === undefined) return fault(`checkpoint ${size}`, "is no checkpoint of this log at that size");
    if (said === root && isKept) return undefined;
    return fault(`entry ${size}`, "or one before it is not what was signed: the tree has another root at this size");
  }

  /** Of any note that is a checkpoint of this log at this size, whoever signed it, and how often. */
  private rootIn({ note, size }: EvidenceCheckpointTable): string | undefined {
    const checkpoint = readCheckpoint(note);
    if (checkpoint?.size !== size || checkpoint.origin !== this.origin) return undefined;
    return checkpoint.root.toString("base64");
  }

  private isSignedInTime({ note, size }: EvidenceCheckpointTable): boolean {
    const { keys, announced } = this.begin;
    const signer = openCheckpoint(note, keys)?.signer;
    return signer !== undefined && announced.some(({ key, position }) => key === signer.text && position < size);
  }
}

/** Told apart by the ids in their signatures, before any is believed. */
function lastOfEachKey(some: Map<string, EvidenceCheckpointTable>): EvidenceCheckpointTable[] {
  const last = new Map<string, EvidenceCheckpointTable>();
  for (const row of [...some.values()].sort((a, b) => a.size - b.size))
    for (const { id } of readNote(row.note)?.signatures ?? []) last.set(id, row);
  return [...new Set(last.values())].sort((a, b) => a.size - b.size);
}
