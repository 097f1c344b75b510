import type { Node } from "#app/domain/course/text.ts";
import type { Vignette } from "#app/domain/course/vignette.ts";
import type { Release } from "#app/domain/course.ts";
import type { VignetteAgenda } from "#app/domain/vignette/agenda.ts";
import type { CountedVignette } from "#app/domain/vignette/counts.ts";
import type { Chosen, Standing, VignetteText } from "#app/domain/vignette.ts";
import type { ShownCounts } from "../author/counted-vignette.tsx";
import type { ShownReference } from "./lesson-references.tsx";
import { renderBlocks, renderInline } from "./render.server.tsx";
import type { ShownChosen, ShownStanding, ShownVignette } from "./shown-vignette.ts";
import type { ShownVignetteText } from "./vignette-text.tsx";

type Course = Pick<Release, "course">;

/** A case with where one stands in it: nothing of what is still to come. */
export function renderedVignette(release: Course, vignette: Vignette, standing: Standing): ShownVignette {
  const { id, title, minutes, contentNote } = vignette;
  return { id, title, minutes, contentNote, standing: renderedStanding(release, standing) };
}

/** A whole case as text. */
export function renderedText(release: Course, { scenes, debrief }: VignetteText): ShownVignetteText {
  const all = scenes.flatMap(({ text, options }) => [...text, ...options.flatMap(nodesOf)]);
  return {
    scenes: scenes.map(({ number, text, options }) => ({
      number,
      text: blocks(release, text),
      options: options.map((option) => ({ ...renderedChosen(release, option), to: option.to })),
    })),
    debrief: blocks(release, debrief),
    references: referencesIn(release, [...all, ...debrief]),
  };
}

/** What may be told of the choices in each case. */
export function renderedCounts({ course }: Course, counted: CountedVignette[]): ShownCounts[] {
  return counted.map((vignette) => ({
    ...vignette,
    scenes: vignette.scenes.map((scene) => ({
      ...scene,
      text: blocks({ course }, scene.text),
      options: scene.options.map((option) => ({ ...option, text: renderInline(option.text, course) })),
    })),
  }));
}

/** A case for the table of a group: its counts, and what its author asks. */
export function renderedAgenda({ course, vignette, debrief }: Pick<VignetteAgenda, "course" | "vignette" | "debrief">) {
  const [shown] = renderedCounts({ course }, [vignette]);
  if (!shown) throw new Error("Nothing was rendered of a vignette.");
  return { vignette: shown, debrief: blocks({ course }, debrief) };
}

function renderedStanding(release: Course, { path, last, text, options, debrief }: Standing): ShownStanding {
  return {
    path,
    last: last && renderedChosen(release, last),
    text: blocks(release, text),
    options: options.map((option) => renderInline(option, release.course)),
    debrief: debrief && blocks(release, debrief),
    references: referencesIn(release, [...(last ? nodesOf(last) : []), ...text, ...(debrief ?? [])]),
  };
}

function renderedChosen(release: Course, { option, quality, consequence, feedback }: Chosen): ShownChosen {
  return {
    option: renderInline(option, release.course),
    quality,
    consequence: blocks(release, consequence),
    feedback: blocks(release, feedback),
  };
}

/** Citations lead nowhere: the sources of what is shown stand at its end, and change with it. */
function blocks({ course }: Course, nodes: Node[]) {
  return renderBlocks(nodes, course, { citesLink: false });
}

function nodesOf({ option, consequence, feedback }: Chosen): Node[] {
  return [...option, ...consequence, ...feedback];
}

function referencesIn({ course }: Course, nodes: Node[]): ShownReference[] {
  const cited = new Set(citesIn(nodes));
  return course.references
    .filter(({ id }) => cited.has(id))
    .map(({ id, entry }) => ({ id, pieces: renderInline(entry, course) }));
}

function citesIn(nodes: Node[]): string[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    return node.name === "cite" ? [String(node.attributes?.ref)] : citesIn(node.children ?? []);
  });
}
