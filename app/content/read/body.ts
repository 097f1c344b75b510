import Markdoc from "@markdoc/markdoc";
import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import type { FileKind } from "#app/content/tag.ts";
import type { Document, Written } from "./document.ts";
import { type Guarded, guard } from "./guards.ts";
import type { Marker } from "./markers.ts";
import { offsetOf, placeNodes } from "./offsets.ts";
import { settle } from "./settle.ts";
import { offsetOfLine, placeAt, type Source } from "./source.ts";

const tokenizer = new Markdoc.Tokenizer({ html: false });
/** Lists, quotations and emphasis nest too; no text for people comes near. */
const deepestMarkdown = 60;

/**
 * Parses a body; what keeps it from being read as it is meant are its faults. A text that is not safe to parse has an
 * empty root.
 */
export function readBody(source: Source, kind: FileKind): { document: Document; faults: Fault[] } {
  const guarded = guard(source);
  const { markers, faults } = guarded;
  const unread = { source, kind, root: new Markdoc.Ast.Node("document"), offsets: new Map(), sound: false };
  if (!guarded.safe) return { document: unread, faults };

  const tokens = tokenizer.tokenize(source.body);
  if (depthOf(tokens) > deepestMarkdown) {
    const message = "lists, quotations or emphasis stand in one another";
    return { document: unread, faults: [...faults, faultAt(placeAt(source, 0), "nesting-too-deep", message)] };
  }
  const root = Markdoc.parse(tokens);
  const { offsets, unread: asText } = placeNodes(root, source, markers);
  const fault = (offset: number, id: FaultId, message: string) =>
    faults.push(faultAt(placeAt(source, offset), id, message));
  for (const { start, inner } of asText) fault(start, "stray-marker", `"${inner}" was read as text`);
  const sound = isBalanced(guarded) && !isBroken(root);
  if (isBalanced(guarded) && isBroken(root)) {
    const { start, name } = crossingIn(root, source, guarded) ?? { start: 0, name: "" };
    fault(start, "tag-crosses-blocks", `{% ${name} %} is closed in another block`);
  }
  settle(root, (tag) => fault(offsetOf(offsets, tag), "tag-not-alone", `{% ${tag.tag} %} stands within a line`));
  return { document: { source, kind, root, offsets, sound }, faults };
}

function isBalanced({ balance }: Guarded): boolean {
  return balance.unclosed.length === 0 && balance.unopened.length === 0;
}

/** Whether Markdoc lost the thread: a tag is closed, but not among the blocks or in the paragraph that opened it. */
function isBroken(root: Written): boolean {
  return [root, ...root.walk()].some(({ errors }) => errors.some(({ id }) => id.startsWith("missing-")));
}

/** The opening of the first tag that Markdoc did not see closed, or saw closed and not opened. */
function crossingIn(root: Written, source: Source, { markers, balance }: Guarded): Marker | undefined {
  const lost = [...root.walk()].find((node) => node.tag && node.errors.some(({ id }) => id.startsWith("missing-")));
  const from = lost ? offsetOfLine(source, lost.lines[0] ?? 0) : 0;
  const marker = markers.find(
    ({ start, kind, name }) => start >= from && name === lost?.tag && (kind === "open" || kind === "close"),
  );
  return marker?.kind === "close" ? balance.openings.get(marker) : (marker ?? markers[0]);
}

type Token = ReturnType<typeof tokenizer.tokenize>[number];

function depthOf(tokens: Token[]): number {
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) {
    depth += token.nesting;
    const inner = token.children ? depthOf(token.children) : 0;
    deepest = Math.max(deepest, depth + inner);
  }
  return deepest;
}
