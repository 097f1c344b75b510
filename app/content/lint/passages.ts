import type { AnyFile } from "#app/content/read/course.ts";
import type { Document, Written } from "#app/content/read/document.ts";
import { isTag } from "#app/content/read/document.ts";
import type { WrittenMedium } from "#app/content/read/media.ts";
import { offsetOf } from "#app/content/read/offsets.ts";
import { type Path, stringsIn } from "#app/content/read/shape.ts";
import type { Source } from "#app/content/read/source.ts";
import { elementsUnder, textsUnder } from "#app/content/read/xml.ts";

/** Why a piece of text is passed over. */
export interface Exemption {
  kind: "wrong choice" | "too-warm option" | "harmful option" | "avoid" | "dialogue" | "quoted" | "name" | "reference";
  /** Given by the author of a `quoted` passage. */
  reason?: string;
  /** The node that makes the exemption, so that one passage is counted once. */
  by?: Written;
}

export interface Piece {
  text: string;
  /** Where the piece begins in its file. */
  offset: number;
  exempt: Exemption | null;
}

/** A run of words that is read as one, whatever emphasis or quotation stands in it. */
export interface Passage {
  source: Source;
  pieces: Piece[];
}

/** Everything in a file that someone reads: its frontmatter, its text and the words in its tags' attributes. */
export function passagesOf(file: AnyFile): Passage[] {
  const fromBody: Passage[] = [];
  collect(file.document, { node: file.document.root, exempt: null }, fromBody);
  return [...passagesOfFrontmatter(file), ...fromBody];
}

/** The words that a drawing holds. */
export function passagesOfDrawing(medium: WrittenMedium): Passage[] {
  if (medium.kind !== "drawing") return [];
  const { source, root } = medium;
  return elementsUnder(root)
    .filter(({ name }) => name === "text")
    .map((element) => ({
      source,
      pieces: textsUnder(element).map(({ text, offset }) => ({ text, offset, exempt: null })),
    }));
}

function passagesOfFrontmatter({ source, written, offsetOfValue }: AnyFile): Passage[] {
  return [...stringsIn(written, [])].map(({ path, words }) => ({
    source,
    pieces: [{ text: words, offset: offsetOfValue(path), exempt: isName(path) ? { kind: "name" } : null }],
  }));
}

/** Names and degrees of authors are theirs. */
function isName(path: Path): boolean {
  return path[0] === "authors" && (path[2] === "name" || path[2] === "credentials");
}

interface Here {
  node: Written;
  exempt: Exemption | null;
}

function collect(document: Document, { node, exempt }: Here, passages: Passage[]): void {
  const { source } = document;
  if (node.type === "tag") passages.push(...passagesOfAttributes(document, node, exempt));
  if (node.type === "inline") {
    passages.push({
      source,
      pieces: node.children.flatMap((child) => piecesOf(document, { node: child, exempt }, passages)),
    });
    return;
  }
  const inner = exemptionOf(node) ?? exempt;
  for (const child of node.children) {
    // Why a choice is wrong, or what comes of an option, is said in our own voice.
    const isOurs = ["rationale", "consequence", "feedback"].some((name) => isTag(child, name));
    collect(document, { node: child, exempt: isOurs ? null : inner }, passages);
  }
}

function piecesOf(document: Document, { node, exempt }: Here, passages: Passage[]): Piece[] {
  if (node.type === "tag") passages.push(...passagesOfAttributes(document, node, exempt));
  const offset = offsetOf(document.offsets, node);
  if (node.type === "softbreak" || node.type === "hardbreak") return [{ text: " ", offset, exempt }];
  const { content } = node.attributes;
  if (typeof content === "string") return [{ text: content, offset, exempt }];
  const inner = exemptionOf(node) ?? exempt;
  return node.children.flatMap((child) => piecesOf(document, { node: child, exempt: inner }, passages));
}

function exemptionOf(node: Written): Exemption | null {
  if (isTag(node, "choice") && node.attributes.correct !== true) return { kind: "wrong choice", by: node };
  if (isTag(node, "option") && node.attributes.quality === "too-warm") return { kind: "too-warm option", by: node };
  if (isTag(node, "option") && node.attributes.quality === "harmful") return { kind: "harmful option", by: node };
  if (isTag(node, "avoid")) return { kind: "avoid", by: node };
  if (isTag(node, "dialogue")) return { kind: "dialogue", by: node };
  if (isTag(node, "quoted")) return { kind: "quoted", reason: String(node.attributes.reason), by: node };
  return null;
}

/** Attributes that are printed; names are names. */
function passagesOfAttributes({ source, offsets }: Document, node: Written, exempt: Exemption | null): Passage[] {
  const printed = {
    title: exempt,
    in: exempt,
    for: exempt,
    alt: exempt,
    caption: exempt,
    credit: nameOf(node),
    left: exempt,
    right: exempt,
    labels: exempt,
    label: exempt,
    speaker: nameOf(node),
    name: nameOf(node),
    by: nameOf(node),
  };
  return Object.entries(printed).flatMap(([attribute, itsExemption]) => {
    const text: unknown = node.attributes[attribute];
    return typeof text === "string"
      ? [{ source, pieces: [{ text, offset: offsetOf(offsets, node), exempt: itsExemption }] }]
      : [];
  });
}

function nameOf(node: Written): Exemption {
  return { kind: "name", by: node };
}
