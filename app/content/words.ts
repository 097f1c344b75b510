import type { Element, Node } from "#app/domain/course/text.ts";
import { nodesUnder, type Written } from "./read/document.ts";

const blocks = new Set([
  "p",
  "h2",
  "h3",
  "h4",
  "li",
  "th",
  "td",
  "blockquote",
  "callout",
  "avoid",
  "prefer",
  "dialogue",
  "resource",
  "figure",
  "scale",
  "band",
]);

/** The words of a tree as plain text: blocks apart by a space, runs of white space as one, nothing for citations. */
export function plainText(nodes: Node[]): string {
  return spaced(nodes)
    .replace(/\s+/g, " ")
    .replace(/ (?=[.,;:!?)])/g, "")
    .trim();
}

/** The same for what is still as it was written. */
export function plainWritten(nodes: Written[]): string {
  const words = nodes.flatMap((node) => [node, ...nodesUnder(node)]).map(wordsOf);
  return words.join("").replace(/\s+/g, " ").trim();
}

/** How many words a text has; a dash alone is none. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function spaced(nodes: Node[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      // What a drawing shows is seen at a glance, or told by its caption and the text beside it.
      const inner = printedOf(node) + (node.name === "figure" ? "" : spaced(node.children ?? []));
      return blocks.has(node.name) || node.name === "br" ? ` ${inner} ` : inner;
    })
    .join("");
}

/** What a tag prints of its own beside its content. */
function printedOf({ name, attributes = {} }: Element): string {
  if (name === "callout") return `${attributes.title ?? ""} `;
  if (name === "resource") return `${attributes.name} ${attributes.by} ${attributes.for}`;
  if (name === "figure") return String(attributes.caption);
  return "";
}

function wordsOf(node: Written): string {
  if (node.type === "softbreak" || node.type === "hardbreak" || node.type === "paragraph") return " ";
  const { content } = node.attributes;
  return typeof content === "string" ? content : "";
}
