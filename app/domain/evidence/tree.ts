import type { Db } from "#db/open.ts";
import type { EvidenceCheckpointTable } from "#db/schema.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { nodeHashOf } from "./merkle.ts";

/**
 * The hashes of every complete subtree of a log, level by level from the leaves up: what it takes to prove any entry in
 * the log of any size so far in as many steps as the tree is high. 64 bytes an entry.
 */
export interface Tree {
  levels: Level[];
}

/** Hashes one behind the other: a Buffer for each would take five times as much. */
interface Level {
  bytes: Buffer;
  count: number;
}

const hashLength = 32;

/** The tree of these leaves. */
export function treeOf(leaves: Iterable<Buffer>): Tree {
  const tree: Tree = { levels: [] };
  for (const leaf of leaves) addLeaf(tree, leaf);
  return tree;
}

/** The hashes that lead from a leaf to the root of the first `size` leaves (RFC 6962, 2.1.1). */
export function proveIn(tree: Tree, { index, size }: { index: number; size: number }): Buffer[] {
  const hashes: Buffer[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    const isLeft = index < middle;
    hashes.unshift(isLeft ? rootOfRange(tree, middle, to) : rootOfRange(tree, from, middle));
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  return hashes;
}

/** The root of the first `size` leaves. */
export function rootAt(tree: Tree, size: number): Buffer {
  return rootOfRange(tree, 0, size);
}

/**
 * The tree of the log up to a checkpoint at least. Kept with the handle on the database and grown by what was appended
 * since; one whose root is not the signed one is read anew.
 */
export async function openTree(db: Db, { size, note }: EvidenceCheckpointTable): Promise<Tree> {
  const kept = trees.get(db);
  const grown = await grow(db, kept ?? treeOf([]), size);
  const isSigned = kept === undefined || readCheckpoint(note)?.root.equals(rootAt(grown, size));
  const tree = isSigned ? grown : await grow(db, treeOf([]), size);
  trees.set(db, tree);
  return tree;
}

const trees = new WeakMap<Db, Tree>();

async function grow(db: Db, tree: Tree, size: number): Promise<Tree> {
  const count = () => tree.levels[0]?.count ?? 0;
  while (count() < size) {
    const from = count();
    const rows = await db
      .selectFrom("evidence_entry")
      .select("leaf_hash")
      .where("position", ">=", from)
      .orderBy("position")
      .limit(10_000)
      .execute();
    if (rows.length === 0) throw new Error("The evidence log is shorter than it was signed.");
    // Two who read at once do not both add what they read.
    for (const { leaf_hash } of rows.slice(count() - from)) addLeaf(tree, Buffer.from(leaf_hash, "base64url"));
  }
  return tree;
}

function addLeaf({ levels }: Tree, leaf: Buffer): void {
  let node = leaf;
  for (let level = 0; ; level++) {
    const nodes = levels[level] ?? { bytes: Buffer.alloc(hashLength), count: 0 };
    levels[level] = nodes;
    push(nodes, node);
    const left = hashAt(nodes, nodes.count - 2);
    if (nodes.count % 2 === 1 || !left) return;
    node = nodeHashOf(left, node);
  }
}

function push(nodes: Level, node: Buffer): void {
  const at = nodes.count * hashLength;
  if (at === nodes.bytes.length) nodes.bytes = Buffer.concat([nodes.bytes, Buffer.alloc(at)]);
  node.copy(nodes.bytes, at);
  nodes.count++;
}

/** Where it stands: nothing is written over. */
function hashAt({ bytes, count }: Level, at: number): Buffer | undefined {
  return at < 0 || at >= count ? undefined : bytes.subarray(at * hashLength, (at + 1) * hashLength);
}

/** The ranges that proofs speak of begin where a subtree of their size would. */
function rootOfRange(tree: Tree, from: number, to: number): Buffer {
  const size = to - from;
  const level = Math.log2(size);
  const nodes = Number.isInteger(level) ? tree.levels[level] : undefined;
  const complete = nodes && hashAt(nodes, from / size);
  if (complete) return complete;
  if (size <= 1) throw new Error("The tree has no such leaf.");
  const middle = from + splitOf(size);
  return nodeHashOf(rootOfRange(tree, from, middle), rootOfRange(tree, middle, to));
}

function splitOf(leaves: number): number {
  return 2 ** (Math.ceil(Math.log2(leaves)) - 1);
}
