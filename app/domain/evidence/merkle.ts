import { hash } from "node:crypto";

/**
 * The roots of the complete subtrees that a tree of some size is made of, the largest first: enough to add leaves to it
 * and to know its root.
 */
export interface Edge {
  size: number;
  subtrees: Buffer[];
}

/** The tree without leaves. */
export const noLeaves: Edge = { size: 0, subtrees: [] };

/** The hash of a leaf (RFC 6962, 2.1): SHA-256 of a zero byte and what the leaf holds. */
export function leafHashOf(content: string): Buffer {
  return hash("sha256", `\0${content}`, "buffer");
}

/** The hash of two neighbours: SHA-256 of a byte of one and both hashes. */
export function nodeHashOf(left: Buffer, right: Buffer): Buffer {
  return hash("sha256", Buffer.concat([one, left, right]), "buffer");
}

/** The edge of the tree with one leaf more. */
export function withLeaf({ size, subtrees }: Edge, leaf: Buffer): Edge {
  const grown = subtrees.slice();
  let node = leaf;
  // Each bit that is set at the end of the size is a subtree as large as the one that just came to be.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHashOf(grown.pop() ?? node, node);
  grown.push(node);
  return { size: size + 1, subtrees: grown };
}

/** The root of the tree that an edge belongs to. */
export function rootOf({ subtrees }: Edge): Buffer {
  const [last, ...before] = subtrees.toReversed();
  if (!last) return hash("sha256", "", "buffer");
  return before.reduce((right, left) => nodeHashOf(left, right), last);
}

/** The edge of a tree with these leaves. */
export function edgeOf(leaves: Iterable<Buffer>): Edge {
  let edge = noLeaves;
  for (const leaf of leaves) edge = withLeaf(edge, leaf);
  return edge;
}

/** The hashes that lead from a leaf to the root of the tree of all these leaves (RFC 6962, 2.1.1). */
export function proveInclusion(leaves: Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...proveInclusion(left, index), rootOf(edgeOf(right))]
    : [...proveInclusion(right, index - split), rootOf(edgeOf(left))];
}

/**
 * The root to which a leaf and its proof lead (RFC 9162, 2.1.3.2); undefined for a proof that no tree of this size has.
 */
export function rootByInclusion({
  leaf,
  index,
  size,
  proof,
}: {
  leaf: Buffer;
  index: number;
  size: number;
  proof: Buffer[];
}): Buffer | undefined {
  if (index < 0 || index >= size) return undefined;
  let [first, second] = [index, size - 1];
  let root = leaf;
  for (const sibling of proof) {
    if (second === 0) return undefined;
    if (first % 2 === 1 || first === second) {
      root = nodeHashOf(sibling, root);
      while (first % 2 === 0 && first !== 0) [first, second] = [half(first), half(second)];
    } else {
      root = nodeHashOf(root, sibling);
    }
    [first, second] = [half(first), half(second)];
  }
  return second === 0 ? root : undefined;
}

/** The hashes that show that the tree of the first `size` of these leaves grew into that of all of them (RFC 6962, 2.1.2). */
export function proveConsistency(leaves: Buffer[], size: number): Buffer[] {
  return size <= 0 || size >= leaves.length ? [] : subproof(leaves, size, true);
}

/** Whether a tree of one size and root grew into another by a proof (RFC 9162, 2.1.4.2). */
export function isConsistent({
  first,
  second,
  proof,
}: {
  first: { size: number; root: Buffer };
  second: { size: number; root: Buffer };
  proof: Buffer[];
}): boolean {
  if (first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  if (first.size === 0) return proof.length === 0;
  const isComplete = Number.isInteger(Math.log2(first.size));
  const [start, ...rest] = isComplete ? [first.root, ...proof] : proof;
  if (!start) return false;
  const roots = rootsByConsistency({ sizes: [first.size, second.size], start, rest });
  return (roots?.first.equals(first.root) && roots.second.equals(second.root)) ?? false;
}

const one = Buffer.from([1]);

function rootsByConsistency({
  sizes,
  start,
  rest,
}: {
  sizes: [number, number];
  start: Buffer;
  rest: Buffer[];
}): { first: Buffer; second: Buffer } | undefined {
  let [first, second] = [sizes[0] - 1, sizes[1] - 1];
  while (first % 2 === 1) [first, second] = [half(first), half(second)];
  let roots = { first: start, second: start };
  for (const sibling of rest) {
    if (second === 0) return undefined;
    if (first % 2 === 1 || first === second) {
      roots = { first: nodeHashOf(sibling, roots.first), second: nodeHashOf(sibling, roots.second) };
      while (first % 2 === 0 && first !== 0) [first, second] = [half(first), half(second)];
    } else {
      roots = { ...roots, second: nodeHashOf(roots.second, sibling) };
    }
    [first, second] = [half(first), half(second)];
  }
  return second === 0 ? roots : undefined;
}

function subproof(leaves: Buffer[], size: number, isWhole: boolean): Buffer[] {
  if (size === leaves.length) return isWhole ? [] : [rootOf(edgeOf(leaves))];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...subproof(left, size, isWhole), rootOf(edgeOf(right))]
    : [...subproof(right, size - split, false), rootOf(edgeOf(left))];
}

/** The largest power of two below a number of leaves. */
function splitOf(leaves: number): number {
  return 2 ** (Math.ceil(Math.log2(leaves)) - 1);
}

function half(number: number): number {
  return Math.floor(number / 2);
}
