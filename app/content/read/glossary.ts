import { createHash } from "node:crypto";
import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { plainWritten } from "#app/content/words.ts";
import { type Document, nodesUnder, placeOfNode, type Written } from "./document.ts";
import { isOneParagraph } from "./question.ts";

/** A term as it was written. */
export interface GlossaryEntry {
  anchor: string;
  term: string;
  heading: Written;
  definition: Written[];
}

/** Reads a glossary: second-level headings, each with one paragraph under it, no two with the same anchor. */
export function readGlossary(document: Document): { terms: GlossaryEntry[]; faults: Fault[] } {
  const terms: GlossaryEntry[] = [];
  const faults: Fault[] = [];
  const fault = (node: Written, id: FaultId, message: string) =>
    faults.push(faultAt(placeOfNode(document, node), id, message));
  for (const node of document.root.children) {
    const last = terms.at(-1);
    if (node.type !== "heading" && last) last.definition.push(node);
    else if (node.type !== "heading") fault(node, "glossary-form", "text stands before the first term");
    else
      terms.push({ term: plainWritten([node]), anchor: anchorOf(plainWritten([node])), heading: node, definition: [] });
  }
  const seen = new Set<string>();
  for (const { anchor, term, heading, definition } of terms) {
    if (heading.attributes.level !== 2) fault(heading, "glossary-form", `"${term}" is not a second-level heading`);
    else if (!isPlain(heading)) fault(heading, "glossary-form", `"${term}" is not plain text`);
    else if (!isOneParagraph(definition)) fault(heading, "glossary-form", `"${term}" has not one paragraph under it`);
    else if (anchor === "") fault(heading, "glossary-form", `"${term}" has no letter of a-z in it`);
    else if (seen.has(anchor)) fault(heading, "id-repeated", `the term "${term}" stands twice`);
    seen.add(anchor);
  }
  return { terms, faults };
}

/** A term is looked up by its words: emphasis, tags and links in it would be lost. */
function isPlain(heading: Written): boolean {
  return nodesUnder(heading).every(({ type }) => type === "inline" || type === "text");
}

/**
 * The anchor of a term, the same however its letters are written: a hash, since an address says nothing of what one
 * reads (decision 20), begun with "t-", so that it is no heading's.
 */
export function anchorOf(term: string): string {
  const plain = term.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, " ").trim();
  return `t-${createHash("sha256").update(words).digest("hex").slice(0, 8)}`;
}
