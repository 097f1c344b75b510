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
  offsets: Offsets;
  /** Whether tags are opened and closed in turn; where not, what stands in what is not to be relied on. */
  sound: boolean;
}

/** Where a node begins, for a fault. */
export function placeOfNode({ source, offsets }: Document, node: Written): Place {
  return placeAt(source, offsetOf(offsets, node));
}

/** Whether a node is this tag. */
export function isTag(node: Written, name: string): boolean {
  return node.type === "tag" && node.tag === name;
}
