import { hash } from "node:crypto";

/**
 * A tree to which leaves are added one after another and whose root is asked for at many sizes: what `withLeaf` and
 * `rootOf` say, at a quarter of their cost. A hash stands here as a string of one letter for each byte, since to make
 * a Buffer of it takes longer than to hash.
 */
export class GrowingTree {
  private leaves = 0;
  /** Roots of the complete subtrees, the largest first, as in an edge. */
  private readonly subtrees: string[] = [];
  private readonly node = Buffer.alloc(65, 1);

  get size(): number {
    return this.leaves;
  }

  /** Adds a leaf that holds this text; answers with its hash, as base64url. */
  add(content: string): string {
    const leaf = hash("sha256", `\0${content}`, "binary");
    let node = leaf;
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2) {
      node = this.hashOf(this.subtrees.pop() ?? "", node, "binary");
    }
    this.subtrees.push(node);
    this.leaves++;
    return this.written(leaf, "base64url");
  }

  /** The root, as base64: as a checkpoint says it. */
  root(): string {
    const last = this.subtrees.length - 1;
    let node = this.subtrees[last] ?? hash("sha256", "", "binary");
    if (last <= 0) return this.written(node, "base64");
    for (let at = last - 1; at > 0; at--) node = this.hashOf(this.subtrees[at] ?? "", node, "binary");
    return this.hashOf(this.subtrees[0] ?? "", node, "base64");
  }

  private hashOf(left: string, right: string, as: "binary" | "base64"): string {
    this.node.write(left, 1, "latin1");
    this.node.write(right, 33, "latin1");
    return hash("sha256", this.node, as);
  }

  private written(node: string, as: "base64" | "base64url"): string {
    return Buffer.from(node, "binary").toString(as);
  }
}
