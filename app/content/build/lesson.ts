import type { z } from "zod";
import type { lessonFields } from "#app/content/frontmatter.ts";
import { isTag, type Written } from "#app/content/read/document.ts";
import type { CourseFile } from "#app/content/read/file.ts";
import type { Linked } from "#app/content/tag.ts";
import { countWords, plainText } from "#app/content/words.ts";
import type { Check } from "#app/domain/course/question.ts";
import type { Reflection } from "#app/domain/course/reflection.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Tool } from "#app/domain/course/tool.ts";
import type { Vignette } from "#app/domain/course/vignette.ts";
import type { Block, Lesson } from "#app/domain/course.ts";
import { anchorsOf } from "./anchors.ts";
import { citesInNodes, elementsOf, type Links } from "./elements.ts";
import { checkOf } from "./question.ts";

type LessonFields = z.output<typeof lessonFields>;

/**
 * Builds a lesson from a file without faults; `credit` is the module's, which the lesson may only narrow, and `placed` are
 * the module's cases and tools.
 */
export function buildLesson(
  { document, fields }: { document: CourseFile<unknown>["document"]; fields: LessonFields },
  { credit, linked, placed }: { credit: boolean; linked: Linked; placed: Placeable },
): Lesson {
  const links: Links = { ...linked, anchors: anchorsOf(document.root) };
  const body = blocksOf(document.root, links, placed);
  const checks = document.root.children.filter((node) => isTag(node, "check")).map((node) => checkOf(node, links));
  const reflections = document.root.children
    .filter((node) => isTag(node, "reflection"))
    .map((node): Reflection => ({ id: String(node.attributes.id), prompt: elementsOf(node.children, links) }));
  const sections = sectionsOf(staticNodes(body), fields.title);
  return {
    id: fields.id ?? "",
    title: fields.title,
    minutes: fields.minutes,
    objectives: fields.objectives,
    contentNote: fields.contentNote ?? null,
    summary: fields.summary,
    required: fields.required,
    credit: fields.credit ?? credit,
    reviewed: fields.reviewed,
    body,
    checks,
    vignettes: document.root.children.flatMap((node) => caseOf(node, placed) ?? []),
    tools: document.root.children.flatMap((node) => toolOf(node, placed) ?? []),
    reflections,
    cites: citesIn(body, { checks, reflections }),
    words: countWords(sections.map(({ heading, text, anchor }) => (anchor ? `${heading} ${text}` : text)).join(" ")),
    sections,
  };
}

/** A text as blocks: each check, case, tool and prompt by its id, everything between two of them as one static block. */
export function blocksOf(root: Written, links: Links, placeable: Placeable = nothing): Block[] {
  const blocks: Block[] = [];
  let run: Written[] = [];
  const endRun = () => {
    if (run.length > 0) blocks.push({ kind: "static", nodes: elementsOf(run, links) });
    run = [];
  };
  for (const node of root.children) {
    const placed = placedBy(node, placeable);
    if (placed) {
      endRun();
      blocks.push(placed);
    } else if (isTag(node, "check")) {
      endRun();
      blocks.push({ kind: "check", id: String(node.attributes.id) });
    } else if (isTag(node, "reflection")) {
      endRun();
      blocks.push({ kind: "reflection", id: String(node.attributes.id) });
    } else run.push(node);
  }
  endRun();
  return blocks;
}

/** A module's cases and tools by the names under which its lessons place them. */
export interface Placeable {
  cases: ReadonlyMap<string, Vignette>;
  tools: ReadonlyMap<string, Tool>;
}

const nothing: Placeable = { cases: new Map(), tools: new Map() };

function placedBy(node: Written, placeable: Placeable): Block | undefined {
  const vignette = caseOf(node, placeable);
  if (vignette) return { kind: "vignette", id: vignette.id };
  const tool = toolOf(node, placeable);
  return tool && { kind: "tool", id: tool.id };
}

function caseOf(node: Written, { cases }: Placeable): Vignette | undefined {
  return isTag(node, "vignette") ? cases.get(String(node.attributes.case)) : undefined;
}

function toolOf(node: Written, { tools }: Placeable): Tool | undefined {
  return isTag(node, "tool") ? tools.get(String(node.attributes.file)) : undefined;
}

/** What a reader of the lesson sees cited before any answer: rationales would tell what they are about. */
function citesIn(body: Block[], { checks, reflections }: { checks: Check[]; reflections: Reflection[] }): string[] {
  const cites = body.flatMap((block) => {
    if (block.kind === "static") return citesInNodes(block.nodes);
    if (block.kind === "reflection") return citesInNodes(reflections.find(({ id }) => id === block.id)?.prompt ?? []);
    const check = checks.find(({ id }) => id === block.id);
    return check ? citesInNodes([...check.stem, ...check.choices.flatMap(({ text }) => text)]) : [];
  });
  return [...new Set(cites)];
}

function staticNodes(body: Block[]): Node[] {
  return body.flatMap((block) => (block.kind === "static" ? block.nodes : []));
}

/** The static text by heading; before the first heading under the lesson's title. Sections without text are left out. */
function sectionsOf(nodes: Node[], title: string): Lesson["sections"] {
  const sections: { anchor: string | null; heading: string; nodes: Node[] }[] = [
    { anchor: null, heading: title, nodes: [] },
  ];
  for (const node of nodes) {
    if (typeof node !== "string" && /^h[2-4]$/.test(node.name)) {
      sections.push({ anchor: String(node.attributes?.id), heading: plainText([node]), nodes: [] });
    } else sections.at(-1)?.nodes.push(node);
  }
  return sections
    .map(({ anchor, heading, nodes }) => ({ anchor, heading, text: plainText(nodes) }))
    .filter(({ anchor, text }) => anchor !== null || text !== "");
}
