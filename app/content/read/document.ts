import type { Node } from "@markdoc/markdoc";
import type { Place } from "#app/content/faults.ts";
import type { FileKind } from "#app/content/tag.ts";
import { type Offsets, offsetOf } from "./offsets.ts";
import { placeAt, type Source } from "./source.ts";

/** A node as it was written: Markdoc's, before it becomes an element. */
export type Written = Node;

/** A body as it was written: Markdoc's tree, each block tag where blocks stand, and where each node is in its file. */
export interface Document {
  source: Source;
  kind: FileKind;
  root: Written;
  /** Every node under the root, in the order of the text. */
  nodes: Written[];
  offsets: Offsets;
  /** Whether tags are opened and closed in turn; where not, what stands in what is not to be relied on. */
  sound: boolean;
}

/** Where a node begins, for a fault. */
export function placeOfNode({ source, offsets }: Document, node: Written): Place {
  return placeAt(source, offsetOf(offsets, node));
}

/** Every node under one, in the order of the text. Markdoc's own walk is slow on long texts. */
export function nodesUnder(root: Written): Written[] {
  const nodes: Written[] = [];
  const waiting = [...root.children].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.push(node);
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child) waiting.push(child);
    }
  }
  return nodes;
}

/** Whether a node is this tag. */
export function isTag(node: Written, name: string): boolean {
  return node.type === "tag" && node.tag === name;
}
