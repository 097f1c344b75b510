import Markdoc from "@markdoc/markdoc";
import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import type { FileKind } from "#app/content/tag.ts";
import { type Document, nodesUnder, type Written } from "./document.ts";
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
  const { markers, faults, balance } = guarded;
  const fault = (offset: number, id: FaultId, message: string) =>
    faults.push(faultAt(placeAt(source, offset), id, message));
  const root = guarded.safe ? parse(source, guarded, fault) : undefined;
  if (!root) return { document: { source, kind, ...nothing(), offsets: new Map(), sound: false }, faults };

  const nodes = nodesUnder(root);
  const { offsets, unread } = placeNodes(nodes, source, markers);
  for (const { start, inner } of unread) fault(start, "stray-marker", `"${inner}" was read as text`);
  const balanced = balance.unclosed.length === 0 && balance.unopened.length === 0;
  const lost = [root, ...nodes].filter(({ errors }) => errors.some(({ id }) => id.startsWith("missing-")));
  if (balanced && lost.length > 0) {
    const { start, name } = crossingOf(lost, source, guarded) ?? { start: 0, name: "" };
    fault(start, "tag-crosses-blocks", `{% ${name} %} is closed in another block`);
  }
  settle(root, (tag) => fault(offsetOf(offsets, tag), "tag-not-alone", `{% ${tag.tag} %} stands within a line`));
  const sound = balanced && lost.length === 0;
  return { document: { source, kind, root, nodes: nodesUnder(root), offsets, sound }, faults };
}

function nothing(): Pick<Document, "root" | "nodes"> {
  return { root: new Markdoc.Ast.Node("document"), nodes: [] };
}

/** The opening of the first tag that Markdoc did not see closed, or saw closed and not opened. */
function crossingOf(lost: Written[], source: Source, guarded: Guarded): Marker | undefined {
  const tag = lost.find((node) => node.tag);
  const marker = markersFrom(tag?.lines[0] ?? 0, source, guarded).find(({ name }) => name === tag?.tag);
  return marker?.kind === "close" ? guarded.balance.openings.get(marker) : (marker ?? guarded.markers[0]);
}

function markersFrom(line: number, source: Source, { markers }: Guarded): Marker[] {
  const from = offsetOfLine(source, line);
  return markers.filter(({ start, kind }) => start >= from && (kind === "open" || kind === "close"));
}

type Report = (offset: number, id: FaultId, message: string) => void;

function parse(source: Source, guarded: Guarded, fault: Report): Written | undefined {
  try {
    const tokens = tokenizer.tokenize(source.body);
    if (depthOf(tokens) <= deepestMarkdown) return Markdoc.parse(tokens);
    fault(0, "nesting-too-deep", "lists, quotations or emphasis stand in one another");
  } catch {
    // Markdoc throws where a tag stands half in a link.
    const { start, name } = halfInLink(source, guarded) ?? { start: 0, name: "" };
    fault(start, "tag-crosses-blocks", `{% ${name} %} stands half in a link`);
  }
  return undefined;
}

/** The first tag that holds one bracket of a link and not the other. */
function halfInLink({ body }: Source, { balance, markers }: Guarded): Marker | undefined {
  const half = [...balance.openings].find(([closing, opening]) => {
    const within = body.slice(opening.end, closing.start);
    return within.split("[").length !== within.split("]").length;
  });
  return half?.[1] ?? markers[0];
}

type Token = ReturnType<typeof tokenizer.tokenize>[number];

function depthOf(tokens: Token[]): number {
  let depth = 0;
  let deepest = 0;
  // The tokens that Markdoc makes of a block of code have no nesting.
  for (const { nesting = 0, children } of tokens) {
    depth += nesting;
    deepest = Math.max(deepest, depth + (children ? depthOf(children) : 0));
  }
  return deepest;
}
