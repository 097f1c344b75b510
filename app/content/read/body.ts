import Markdoc from "@markdoc/markdoc";
import { checkWritten } from "#app/content/check/written.ts";
import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import type { FileKind } from "#app/content/tag.ts";
import type { Document, Written } from "./document.ts";
import { guard } from "./guards.ts";
import { offsetOf, placeNodes } from "./offsets.ts";
import { settle } from "./settle.ts";
import { placeAt, type Source } from "./source.ts";

const tokenizer = new Markdoc.Tokenizer({ html: false });
/** Lists, quotations and emphasis nest too; no text for people comes near. */
const deepestMarkdown = 60;

/**
 * Parses a body and checks what is written in it: markers, tags, attributes, Markdown, links and headings. What
 * refers to other files is not looked at yet. A text that is not safe to parse has an empty root.
 */
export function readDocument(source: Source, kind: FileKind): { document: Document; faults: Fault[] } {
  const { markers, faults, safe, balanced } = guard(source);
  const nothing = new Markdoc.Ast.Node("document");
  if (!safe) return { document: { source, kind, root: nothing, offsets: new Map(), sound: false }, faults };

  const tokens = tokenizer.tokenize(source.body);
  if (depthOf(tokens) > deepestMarkdown) {
    faults.push(faultAt(placeAt(source, 0), "nesting-too-deep", "lists, quotations or emphasis stand in one another"));
    return { document: { source, kind, root: nothing, offsets: new Map(), sound: false }, faults };
  }
  const root = Markdoc.parse(tokens);
  const { offsets, unread } = placeNodes(root, source, markers);
  const faultHere = (offset: number, id: FaultId, message: string) =>
    faults.push(faultAt(placeAt(source, offset), id, message));
  const fault = (node: Written, id: FaultId, message: string) => faultHere(offsetOf(offsets, node), id, message);
  for (const { start, inner } of unread) faultHere(start, "stray-marker", `"${inner}" was read as text`);
  const crossing = balanced && reportCrossing(root, fault);
  settle(root, (node) => fault(node, "tag-not-alone", `{% ${node.tag} %} stands within a line`));
  const document = { source, kind, root, offsets, sound: balanced && !crossing };
  return { document, faults: [...faults, ...checkWritten(document)] };
}

/** Tags that are closed, but not among the blocks or in the paragraph in which they were opened. */
function reportCrossing(root: Written, fault: (node: Written, id: FaultId, message: string) => void): boolean {
  const broken = [root, ...root.walk()].filter((node) =>
    node.errors.some(({ id }) => id === "missing-opening" || id === "missing-closing"),
  );
  const first = broken.find((node) => node.type === "tag") ?? broken[0];
  if (first)
    fault(
      first,
      "tag-crosses-blocks",
      first.tag ? `{% ${first.tag} %} is closed in another block` : "a tag is closed in another block",
    );
  return first !== undefined;
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
