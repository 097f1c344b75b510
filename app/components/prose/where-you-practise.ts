import type { Element, Node } from "#app/domain/course/text.ts";
import type { Reader } from "./setting.ts";

/**
 * Passages on the law for one reader: where several stand one after another, those of the reader's own kind of law come
 * first, marked so; the others follow as they were written. Nothing is left out.
 */
export function ownLawFirst(nodes: Node[], { legalModel }: Reader): Node[] {
  if (legalModel === null) return nodes;
  const ordered: Node[] = [];
  for (let at = 0; at < nodes.length; ) {
    const run = runFrom(nodes, at);
    ordered.push(...run.filter((one) => isOwn(one, legalModel)).map(marked));
    ordered.push(...run.filter((one) => !isOwn(one, legalModel)));
    const node = nodes[at];
    if (run.length === 0 && node !== undefined) ordered.push(within(node, { legalModel }));
    at += Math.max(1, run.length);
  }
  return ordered;
}

function runFrom(nodes: Node[], from: number): Element[] {
  const run: Element[] = [];
  for (const node of nodes.slice(from)) {
    if (typeof node === "string" || node.name !== "jurisdiction") break;
    run.push(node);
  }
  return run;
}

function isOwn({ attributes }: Element, legalModel: string): boolean {
  return attributes?.model === legalModel;
}

function marked(element: Element): Element {
  return { ...element, attributes: { ...element.attributes, own: true } };
}

function within(node: Node, reader: Reader): Node {
  if (typeof node === "string" || !node.children) return node;
  return { ...node, children: ownLawFirst(node.children, reader) };
}
