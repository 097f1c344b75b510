/** Text, or an element: a plain HTML element name or one of Attune's own (see app/components/prose). */
export type Node = string | Element;

export interface Element {
  name: string;
  attributes?: Record<string, string | number | boolean>;
  children?: Node[];
}

/** The words of nodes as plain text, its blanks single. */
export function wordsIn(nodes: Node[]): string {
  const words = (all: Node[]): string =>
    all.map((node) => (typeof node === "string" ? node : ` ${words(node.children ?? [])} `)).join("");
  return words(nodes).replace(/\s+/g, " ").trim();
}
