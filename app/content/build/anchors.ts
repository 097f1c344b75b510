import { createHash } from "node:crypto";
import type { Written } from "#app/content/read/document.ts";
import { plainWritten } from "#app/content/words.ts";

/**
 * An anchor for each heading of a text, unique in it: the same as long as the heading's words are. Made from a hash,
 * since an address says nothing of what one reads (decision 20), and begun with "h-", so that it is no other id's.
 */
export function anchorsOf(root: Written): ReadonlyMap<Written, string> {
  const anchors = new Map<Written, string>();
  const turns = new Map<string, number>();
  const taken = new Set<string>();
  for (const heading of root.children.filter(({ type }) => type === "heading")) {
    const words = plainWritten([heading]);
    let turn = turns.get(words) ?? 0;
    while (taken.has(anchorFor(words, turn))) turn++;
    turns.set(words, turn + 1);
    taken.add(anchorFor(words, turn));
    anchors.set(heading, anchorFor(words, turn));
  }
  return anchors;
}

function anchorFor(words: string, turn: number): string {
  const hash = createHash("sha256").update(`${turn}\n${words}`).digest("hex");
  return `h-${hash.slice(0, 8)}`;
}
