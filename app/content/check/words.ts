import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { type Document, nodesUnder, placeOfNode, type Written } from "#app/content/read/document.ts";
import { findHidden } from "#app/content/read/hidden.ts";
import { findHtml } from "#app/content/read/plain.ts";
import { offsetOfLine, placeAt } from "#app/content/read/source.ts";

/** Checks a text, a piece of code or a link: no HTML, no link or marker that was read as text, no bad address. */
export function checkWords(document: Document, node: Written): Fault[] {
  const fault = (id: FaultId, message: string) => [faultAt(placeOfNode(document, node), id, message)];
  if (node.type === "link") return checkLink(document, node);
  const { content } = node.attributes;
  if (typeof content !== "string") return [];
  // An entity (&#xE000;) can hide what the text itself does not show.
  if (findHidden(content) >= 0) return fault("character-forbidden", "holds a private-use character");
  if (node.type !== "text") return [];
  const tag = findHtml(content);
  if (tag && linesOf(document, node).includes(tag)) return fault("raw-html", `"${tag}" looks like HTML`);
  if (content.includes("](")) return fault("link-refused", "a link was read as text");
  return [];
}

function checkLink(document: Document, node: Written): Fault[] {
  const { href, title } = node.attributes;
  const refuse = (message: string) => [faultAt(placeOfNode(document, node), "link-refused", message)];
  if (typeof href !== "string" || !/^(https:\/\/[^/]|mailto:[^@]+@|lesson:[a-z0-9]{8}$)/.test(href)) {
    return refuse(`"${String(href)}" is not an address that a course may link to`);
  }
  if (title !== undefined) return refuse("a link has a title of its own");
  const text = nodesUnder(node).some(
    (inner) => typeof inner.attributes.content === "string" && inner.attributes.content.trim() !== "",
  );
  return text ? [] : refuse("a link has no text");
}

/** Markdown drops `[name]: address` from the text; nothing that is written may vanish. */
export function checkDefinitions({ source }: Document): Fault[] {
  return [...source.body.matchAll(/^ {0,3}\[[^\]\n]+\]:/gm)].map(({ index, 0: written }) =>
    faultAt(placeAt(source, index), "link-refused", `"${written}" defines a link apart from its text`),
  );
}

function linesOf({ source }: Document, node: Written): string {
  return source.body.slice(offsetOfLine(source, node.lines[0] ?? 0), offsetOfLine(source, node.lines.at(-1) ?? 0));
}
