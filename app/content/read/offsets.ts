import type { Node } from "@markdoc/markdoc";
import type { Marker } from "./markers.ts";
import { offsetOfLine, type Source } from "./source.ts";

/** Where each node begins in its file. */
export type Offsets = ReadonlyMap<Node, number>;

/** Where a node begins; one that was made while blocks were settled begins with what it holds. */
export function offsetOf(offsets: Offsets, node: Node): number {
  const own = offsets.get(node);
  if (own !== undefined) return own;
  const [first] = node.children;
  return first ? offsetOf(offsets, first) : 0;
}

/**
 * Markdoc knows the lines of a node and hardly ever its column. Both its tree and the markers are in the order of the
 * text, so that each tag takes the next marker of its name, and each text is looked for from where the last ended.
 * Markers that no node takes were read as text, as in code.
 */
export function placeNodes(nodes: Node[], source: Source, markers: Marker[]): { offsets: Offsets; unread: Marker[] } {
  const unread = new Set(markers.filter(({ kind }) => kind === "open" || kind === "alone" || kind === "variable"));
  const offsets = new Map<Node, number>();
  let cursor = 0;
  let next = 0;
  for (const node of nodes) {
    const start = Math.max(cursor, offsetOfLine(source, node.lines[0] ?? 0));
    const end = offsetOfLine(source, node.lines.at(-1) ?? 0);
    const marker = isMarked(node) ? markers.findIndex((one, at) => at >= next && fits(one, node)) : -1;
    const found = markers[marker];
    if (found) {
      next = marker + 1;
      unread.delete(found);
      offsets.set(node, found.start);
      cursor = found.end;
      continue;
    }
    const written = writtenText(node);
    const at = written === undefined ? -1 : source.body.indexOf(written, start);
    const inside = at >= 0 && at <= end;
    offsets.set(node, inside ? at : firstInk(source.body, start));
    if (inside && (node.type === "text" || node.type === "code")) cursor = at + (written?.length ?? 0);
  }
  return { offsets, unread: [...unread] };
}

function isMarked(node: Node): boolean {
  return (
    node.type === "tag" ||
    node.type === "error" ||
    (node.type === "text" && typeof node.attributes.content === "object")
  );
}

function fits({ kind, name }: Marker, node: Node): boolean {
  if (node.type === "tag") return (kind === "open" || kind === "alone") && name === node.tag;
  if (node.type === "error") return kind === "unreadable" || kind === "open" || kind === "alone";
  return kind === "variable" || kind === "function";
}

/** A piece of a node as its file holds it, where there is one to look for. */
function writtenText(node: Node): string | undefined {
  const { content } = node.attributes;
  if ((node.type === "text" || node.type === "code") && typeof content === "string" && content !== "") return content;
  if (node.type === "link") return "[";
  if (node.type === "image") return "![";
  if (node.type === "heading") return "#";
  return undefined;
}

function firstInk(text: string, from: number): number {
  const ink = text.slice(from, from + 200).search(/\S/);
  return ink < 0 ? from : from + ink;
}
