import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import type { NodeSchema } from "#app/content/node.ts";
import { nodes } from "#app/content/nodes/index.ts";
import { type Document, isTag, placeOfNode, type Written } from "#app/content/read/document.ts";
import { offsetOf } from "#app/content/read/offsets.ts";
import { faultInPlain } from "#app/content/read/plain.ts";
import { type Path, readShape, stringsIn } from "#app/content/read/shape.ts";
import { placeAt } from "#app/content/read/source.ts";
import { type FileKind, homeName, type TagSchema } from "#app/content/tag.ts";
import { laterTags, tags } from "#app/content/tags/index.ts";
import { checkDefinitions, checkWords } from "./words.ts";

/** Where a node stands: directly in this tag, or directly in the file, or deeper in Markdown. */
interface Standing {
  tag: TagSchema | null;
  top: boolean;
  /** Directly in the tag or file, not in a list or a quotation within it. */
  direct: boolean;
  /** What makes a link of its own out of the words, or a choice, whose words are pressed as a whole. */
  pressed: string | null;
}

/** Files that hold their parts and nothing else. */
const parts: Partial<Record<FileKind, string>> = { quiz: "every item", vignette: "every scene, ending and debrief" };

type Report = (node: Written, id: FaultId, message: string) => void;

/** Checks what is written in a body: only declared tags, attributes and Markdown, each where it may stand. */
export function checkWritten(document: Document): Fault[] {
  const faults: Fault[] = [];
  const report: Report = (node, id, message) => faults.push(faultAt(placeOfNode(document, node), id, message));
  const visit = (node: Written, standing: Standing) => {
    if (node.type === "tag") faults.push(...checkTag(document, node, standing));
    else checkMarkdown(document, node, standing, report);
    faults.push(...checkWords(document, node));
    const inner = pressedBy(node);
    if (standing.pressed && inner) report(node, "content-misplaced", `${inner} stands in ${standing.pressed}`);
    const within = standingIn(node, standing);
    for (const child of node.children) visit(child, within);
  };
  for (const child of document.root.children) visit(child, { tag: null, top: true, direct: true, pressed: null });
  return [...faults, ...checkDefinitions(document), ...checkHeadings(document)];
}

function standingIn(node: Written, outer: Standing): Standing {
  if (node.type !== "tag") return { ...outer, top: false, direct: false, pressed: pressedBy(node) ?? outer.pressed };
  const pressed = isExplaining(node) ? null : (pressedBy(node) ?? outer.pressed);
  return { tag: tags.get(node.tag ?? "") ?? null, top: false, direct: true, pressed };
}

/** What stands with a choice and is not pressed with it. */
function isExplaining(node: Written): boolean {
  return ["rationale", "consequence", "feedback"].some((name) => isTag(node, name));
}

function pressedBy(node: Written): string | null {
  if (node.type === "link") return "a link";
  if (isTag(node, "choice")) return "a choice";
  if (isTag(node, "step")) return "a step";
  if (isTag(node, "option")) return "an option";
  return isTag(node, "term") || isTag(node, "cite") ? `{% ${node.tag} %}` : null;
}

function checkTag(document: Document, node: Written, standing: Standing): Fault[] {
  const name = node.tag ?? "";
  const schema = tags.get(name);
  // A closing that Markdoc saw opened nowhere is told elsewhere.
  if (node.errors.some(({ id }) => id === "missing-opening")) return [];
  const fault = (id: FaultId, message: string) => faultAt(placeOfNode(document, node), id, message);
  if (!schema) {
    return laterTags.includes(name)
      ? [fault("not-yet-supported", `{% ${name} %} is not yet supported in this version`)]
      : [fault("unknown-tag", `{% ${name} %} is not a tag`)];
  }
  const faults = checkAttributes(document, node, schema);
  if (node.errors.some(({ id }) => id === "duplicate-attribute")) {
    faults.push(fault("attribute-repeated", `{% ${name} %} has an attribute twice`));
  }
  if (!document.sound) return faults;
  const misplaced = misplacement(document, { node, schema, standing });
  if (misplaced) faults.push(fault("tag-misplaced", misplaced));
  if (schema.holds === "nothing" && node.children.length > 0) {
    faults.push(fault("tag-holds-nothing", `{% ${name} %} holds nothing`));
  }
  return faults;
}

function checkAttributes(document: Document, node: Written, schema: TagSchema): Fault[] {
  const { source } = document;
  const start = offsetOf(document.offsets, node);
  const marker = source.body.slice(start, source.body.indexOf("%}", start));
  const placeOfAttribute = (path: Path) => {
    const at = marker.search(new RegExp(`[\\s.#]${escaped(String(path[0] ?? ""))}\\s*=`));
    return placeAt(source, at < 0 ? start : start + at + 1);
  };
  const read = readShape(schema.attributes, node.attributes, {
    noun: "attribute",
    unknown: "unknown-attribute",
    missing: "attribute-missing",
    invalid: "attribute-invalid",
    placeOf: placeOfAttribute,
  });
  const plain = [...stringsIn(node.attributes, [])].flatMap(({ path, words }) => {
    const found = faultInPlain(words);
    return found ? [faultAt(placeOfAttribute(path), found.id, `attribute "${path.join(".")}": ${found.message}`)] : [];
  });
  return [...("faults" in read ? read.faults : []), ...plain];
}

function misplacement(
  { kind }: Document,
  { node, schema, standing }: { node: Written; schema: TagSchema; standing: Standing },
): string | undefined {
  const { name, place, within } = schema;
  if (within) {
    const home = standing.top ? kind : standing.direct ? standing.tag?.name : undefined;
    if (!home || !within.includes(home)) return `{% ${name} %} stands only in ${within.map(homeName).join(" or ")}`;
  }
  if (place === "inline" && !node.inline) return `{% ${name} %} stands within a paragraph`;
  if (place === "block" && node.inline) return `{% ${name} %} stands on lines of its own`;
  if (within) return undefined;
  if (standing.top && kind in parts) return `{% ${name} %} stands outside ${parts[kind]}`;
  if (standing.tag?.holds === "parts") return `{% ${name} %} is not a part of {% ${standing.tag.name} %}`;
  if (standing.tag?.name === name && place === "block") return `{% ${name} %} stands in another`;
  return undefined;
}

function checkMarkdown(document: Document, node: Written, standing: Standing, report: Report): void {
  const schema = nodes.get(node.type);
  if (!schema) {
    report(node, ...refusalOf(node.type));
    return;
  }
  if (node.attributes.start !== undefined)
    report(node, "markdown-refused", "a list that does not begin with 1 is not allowed");
  if (node.attributes.align !== undefined) report(node, "markdown-refused", "aligning a column is not allowed");
  if (document.sound) checkStanding(document, { node, schema, standing }, report);
}

function checkStanding(
  { kind }: Document,
  { node, schema, standing }: { node: Written; schema: NodeSchema; standing: Standing },
  report: Report,
): void {
  if (schema.stands === "top" && !standing.top)
    report(node, "content-misplaced", `a ${node.type} stands in a tag, a list or a quotation`);
  if (schema.stands !== "block") return;
  if (standing.top && kind in parts) report(node, "content-misplaced", `text stands outside ${parts[kind]}`);
  if (standing.direct && standing.tag?.holds === "parts") {
    report(node, "content-misplaced", `text stands in {% ${standing.tag.name} %} outside its parts`);
  }
}

function checkHeadings(document: Document): Fault[] {
  let last = 1;
  return document.root.children
    .filter((node) => node.type === "heading")
    .flatMap((node) => {
      const level = Number(node.attributes.level);
      const fault = (id: FaultId, message: string) => [faultAt(placeOfNode(document, node), id, message)];
      const jumps = level > last + 1;
      last = level;
      if (level === 1) return fault("heading-level-one", "a first-level heading");
      if (level > 4) return fault("heading-too-deep", `a heading of level ${level}`);
      return jumps ? fault("heading-jump", `a heading of level ${level} under none of level ${level - 1}`) : [];
    });
}

/** Why a piece of Markdown is refused that no schema lets in. */
function refusalOf(type: string): [FaultId, string] {
  const refused: Record<string, [FaultId, string]> = {
    error: ["tag-syntax", "a tag cannot be read"],
    image: ["image-refused", "pictures are not written in Markdown"],
    fence: ["markdown-refused", "a block of code is not allowed"],
    s: ["markdown-refused", "struck-out text is not allowed"],
  };
  return refused[type] ?? ["markdown-refused", `${type} is not allowed`];
}

function escaped(words: string): string {
  return words.replace(/[^\w]/g, "\\$&");
}
