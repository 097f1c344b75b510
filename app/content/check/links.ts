import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { filesOf, questionsIn, type WrittenCourse, type WrittenModule } from "#app/content/read/course.ts";
import { type Document, isTag, placeOfNode, type Written } from "#app/content/read/document.ts";
import { idOf } from "#app/content/read/file.ts";
import { anchorOf } from "#app/content/read/glossary.ts";
import type { WrittenReference } from "#app/content/read/references.ts";

/** Everything that names something elsewhere in the course names what is there. */
export function checkLinks(written: WrittenCourse): Fault[] {
  const known: Known = {
    references: new Set(written.references.map(({ entry }) => entry.id)),
    terms: new Set(written.terms.map(({ anchor }) => anchor)),
    lessons: new Set(written.modules.flatMap(({ lessons }) => lessons.map(idOf))),
  };
  const documents = filesOf(written).map(({ file }) => file.document);
  const cited = new Set(documents.flatMap(citesIn));
  // What stands in a text that could not be read is not known.
  if (!documents.every(({ sound }) => sound)) return checkFiles(written, known);
  const idle = written.references.filter(({ entry }) => !cited.has(entry.id));
  return [...idle.map(idleReference), ...checkFiles(written, known)];
}

function idleReference({ entry, place }: WrittenReference): Fault {
  return faultAt(place, "reference-not-cited", `nothing cites "${entry.id}"`);
}

function citesIn({ nodes }: Document): unknown[] {
  return nodes.filter((node) => isTag(node, "cite")).map(({ attributes }) => attributes.ref);
}

function checkFiles(written: WrittenCourse, known: Known): Fault[] {
  return filesOf(written).flatMap(({ file, module }) => [
    ...file.document.nodes.flatMap((node) => checkNode(file.document, node, known)),
    ...questionsIn(file).flatMap((node) => checkObjectiveOf(file.document, node, module)),
  ]);
}

interface Known {
  references: Set<string>;
  terms: Set<string>;
  lessons: Set<string | undefined>;
}

function checkNode(document: Document, node: Written, { references, terms, lessons }: Known): Fault[] {
  const fault = (id: FaultId, message: string) => [faultAt(placeOfNode(document, node), id, message)];
  const { ref, of, href, lesson } = node.attributes;
  if (node.tag === "cite" && typeof ref === "string" && !references.has(ref)) {
    return fault("unknown-reference", `references.json holds no "${ref}"`);
  }
  if (node.tag === "term" && typeof of === "string" && !terms.has(anchorOf(of))) {
    return fault("unknown-term", `the glossary holds no "${of}"`);
  }
  const target =
    node.type === "link" && typeof href === "string" ? /^lesson:([a-z0-9]{8})$/.exec(href)?.[1] : undefined;
  if (target && !lessons.has(target)) return fault("unknown-lesson", `the course has no lesson "${target}"`);
  if (node.tag === "item" && typeof lesson === "string" && !lessons.has(lesson)) {
    return fault("unknown-lesson", `the course has no lesson "${lesson}"`);
  }
  return [];
}

/** A module whose own frontmatter cannot be read says nothing of its objectives. */
function checkObjectiveOf(document: Document, node: Written, module: WrittenModule | null): Fault[] {
  const { objective } = node.attributes;
  const fields = module?.module?.fields;
  if (!fields || typeof objective !== "string") return [];
  if (fields.objectives.some(({ id }) => id === objective)) return [];
  return [faultAt(placeOfNode(document, node), "unknown-objective", `the module has no objective "${objective}"`)];
}
