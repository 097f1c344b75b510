import type { FaultId } from "#app/content/faults.ts";
import { findHidden } from "./hidden.ts";

const html = /<(?:\/?[a-z][\w-]*(?=[\s>/:]|$)|!|\?)/i;

/** The beginning of what looks like HTML in a text. */
export function findHtml(text: string): string | undefined {
  return html.exec(text)?.[0];
}

/**
 * What is wrong with plain text, as frontmatter, attributes and references hold it: it has no tags, no HTML, no
 * links, no undeclared variables and no character that cannot be seen.
 */
export function faultInPlain(text: string): { id: FaultId; message: string } | undefined {
  if (findHidden(text) >= 0) return { id: "character-forbidden", message: "holds a private-use character" };
  if (/\{%|%\}/.test(text)) return { id: "stray-marker", message: "plain text holds a marker" };
  const tag = findHtml(text);
  if (tag) return { id: "raw-html", message: `"${tag}" looks like HTML` };
  if (text.includes("](")) return { id: "link-refused", message: "plain text holds a link" };
  const variable = /\$(?!practice\.(?:name|contact)\b)[a-z]+\.[a-z]+/i.exec(text)?.[0];
  return variable ? { id: "unknown-variable", message: `${variable} is not a variable` } : undefined;
}
