import type { z } from "zod";
import type { vignetteFields } from "#app/content/frontmatter.ts";
import type { CourseFile } from "#app/content/read/file.ts";
import { readVignette, type WrittenOption, type WrittenScene } from "#app/content/read/vignette.ts";
import type { Linked } from "#app/content/tag.ts";
import { option as optionTag } from "#app/content/tags/option.ts";
import { countWords, plainText } from "#app/content/words.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Option, Scene, Vignette } from "#app/domain/course/vignette.ts";
import { elementsOf, type Links, wordsOf } from "./elements.ts";

/** Builds a case from a file without faults. */
export function buildVignette(
  { document, fields }: { document: CourseFile<unknown>["document"]; fields: z.output<typeof vignetteFields> },
  linked: Linked,
): Vignette {
  // A heading stands in no scene, so that nothing has an anchor.
  const links: Links = { ...linked, anchors: new Map() };
  const written = readVignette(document.root);
  const scenes = written.scenes.map((scene) => buildScene(scene, links));
  const debrief = elementsOf(
    written.debriefs.flatMap(({ children }) => children),
    links,
  );
  const { id = "", title, minutes, contentNote = null, reviewed } = fields;
  const words = fewestWords(scenes) + wordsIn(debrief);
  return { id, title, minutes, contentNote, reviewed, scenes, debrief, words };
}

/** Every text of a case, what comes of its options too. */
export function textsOfVignette({ scenes, debrief }: Vignette): Node[] {
  const options = scenes.flatMap((scene) => scene.options);
  return [
    ...scenes.flatMap(({ text }) => text),
    ...options.flatMap(({ text, consequence, feedback }) => [...text, ...consequence, ...feedback]),
    ...debrief,
  ];
}

function buildScene({ id, text, options }: WrittenScene, links: Links): Scene {
  return {
    id: String(id),
    text: elementsOf(text, links),
    options: options.map((option) => buildOption(option, links)),
  };
}

function buildOption({ node, text, consequences, feedbacks }: WrittenOption, links: Links): Option {
  const { id = "", to, quality } = optionTag.attributes.parse(node.attributes);
  const inside = (parts: typeof consequences) =>
    elementsOf(
      parts.flatMap(({ children }) => children),
      links,
    );
  const told = { consequence: inside(consequences), feedback: inside(feedbacks) };
  return { id, text: wordsOf(text, links), to, quality, ...told };
}

/**
 * The words of the shortest way: each scene on it with all its options, what came of those chosen, and the ending.
 * Hours are claimed for no more than everyone has read.
 */
function fewestWords(scenes: Scene[]): number {
  const least = new Map<string, number>(scenes.slice(0, 1).map(({ id }) => [id, 0]));
  // As often as there are scenes: no shortest way is longer.
  for (const _ of scenes) for (const scene of scenes) spread(scene, least);
  const endings = scenes.filter(({ options }) => options.length === 0);
  return Math.min(...endings.map(({ id, text }) => (least.get(id) ?? Number.POSITIVE_INFINITY) + wordsIn(text)));
}

function spread({ id, text, options }: Scene, least: Map<string, number>): void {
  const before = least.get(id);
  if (before === undefined) return;
  const here = before + wordsIn(text) + options.reduce((sum, option) => sum + wordsIn(option.text), 0);
  for (const { to, consequence, feedback } of options) {
    const there = here + wordsIn(consequence) + wordsIn(feedback);
    least.set(to, Math.min(there, least.get(to) ?? there));
  }
}

function wordsIn(nodes: Node[]): number {
  return countWords(plainText(nodes));
}
