import type { Check } from "#app/domain/course/question.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Block, Lesson, Release } from "#app/domain/course.ts";
import { beginVignette } from "#app/domain/vignette.ts";
import type { AnsweredCheck, ShownCheck } from "./check-form.tsx";
import type { ShownBlock, ShownLesson } from "./lesson-body.tsx";
import type { Piece } from "./pieces.ts";
import type { ShownReflection } from "./reflection-prompt.tsx";
import { renderBlocks, renderInline } from "./render.server.tsx";
import { renderedVignette } from "./rendered-vignette.server.ts";
import type { Reader, Sources } from "./setting.ts";
import { ownLawFirst } from "./where-you-practise.ts";

/** A lesson's text, checks and cases as its readers get them: no key, no rationale and nothing behind a choice. */
export function renderedLesson(release: Release, lesson: Lesson, reader: Reader = { legalModel: null }): ShownLesson {
  return remembered(lessons, `${release.hash} ${lesson.id} ${reader.legalModel}`, () => ({
    blocks: lesson.body.map((block) => forReader(block, reader)).flatMap((block) => showBlock(release, lesson, block)),
    references: release.course.references
      .filter(({ id }) => lesson.cites.includes(id))
      .map(({ id, entry }) => ({ id, pieces: renderInline(entry, release.course) })),
  }));
}

/** The static blocks of a welcome or a module's opening; `part` is their owner's id. */
export function renderedBlocks(release: Release, part: string, blocks: Block[]): Piece[] {
  return remembered(parts, `${release.hash} ${part}`, () => {
    const nodes = blocks.flatMap((block) => (block.kind === "static" ? block.nodes : []));
    return renderBlocks(nodes, release.course, { citesLink: false });
  });
}

/** A line of the release (a stem, a choice, a definition); `part` is unique in it: "item id/stem". */
export function renderedLine(release: Release, part: string, nodes: Node[]): Piece[] {
  return remembered(parts, `${release.hash} ${part}`, () => renderInline(nodes, release.course));
}

/** A check's answer with its rationales as the form shows them. */
export function renderedAnswer(
  release: Release,
  answer: Omit<AnsweredCheck, "explained"> & { explained: { place: number; fits: boolean; rationale: Node[] }[] },
): AnsweredCheck {
  const explained = answer.explained.map((reason) => ({
    ...reason,
    rationale: renderInline(reason.rationale, release.course),
  }));
  return { ...answer, explained };
}

function forReader(block: Block, reader: Reader): Block {
  return block.kind === "static" ? { ...block, nodes: ownLawFirst(block.nodes, reader) } : block;
}

function showBlock({ course }: Pick<Release, "course">, lesson: Lesson, block: Block): ShownBlock[] {
  if (block.kind === "static") return showByHeading(block.nodes, course);
  if (block.kind === "reflection") return [{ kind: "reflection", reflection: showPrompt(lesson, block.id, course) }];
  const vignette = lesson.vignettes.find(({ id }) => block.kind === "vignette" && id === block.id);
  if (vignette) {
    return [{ kind: "vignette", vignette: renderedVignette({ course }, vignette, beginVignette(vignette)) }];
  }
  const tool = lesson.tools.find(({ id }) => block.kind === "tool" && id === block.id);
  if (tool) {
    const { id, title, summary, pages } = tool;
    return [{ kind: "tool", tool: { id, title, summary, pages } }];
  }
  const place = lesson.checks.findIndex(({ id }) => id === block.id);
  const check = lesson.checks[place];
  if (!check) throw new Error(`The check ${block.id} is not in lesson ${lesson.id}.`);
  return [{ kind: "check", check: showCheck(check, place, course) }];
}

/** After each heading is a place that can be kept, so that a text is cut there. */
function showByHeading(nodes: Node[], course: Sources): ShownBlock[] {
  const at = nodes.findIndex((node) => typeof node !== "string" && /^h[2-4]$/.test(node.name));
  const heading = nodes[at];
  if (heading === undefined || typeof heading === "string") {
    return nodes.length > 0 ? [{ kind: "static", pieces: renderBlocks(nodes, course) }] : [];
  }
  return [
    { kind: "static", pieces: renderBlocks(nodes.slice(0, at + 1), course) },
    { kind: "place", anchor: String(heading.attributes?.id), heading: textIn([heading]) },
    ...showByHeading(nodes.slice(at + 1), course),
  ];
}

function showPrompt({ reflections }: Lesson, id: string, course: Sources): ShownReflection {
  const place = reflections.findIndex((reflection) => reflection.id === id);
  return { id, place, prompt: renderBlocks(reflections[place]?.prompt ?? [], course) };
}

function textIn(nodes: Node[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : textIn(node.children ?? []))).join("");
}

function showCheck({ kind, stem, choices }: Check, place: number, course: Sources): ShownCheck {
  return {
    place,
    kind,
    stem: renderInline(stem, course),
    choices: choices.map(({ text }) => renderInline(text, course)),
  };
}

/** Made once per content hash. The oldest gives way; a release in use is made again in milliseconds. */
const lessons = new Map<string, ShownLesson>();
const parts = new Map<string, Piece[]>();
const bound = 2000;

function remembered<Shown>(kept: Map<string, Shown>, key: string, make: () => Shown): Shown {
  const known = kept.get(key);
  if (known) return known;
  const made = make();
  const [oldest] = kept.size >= bound ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}
