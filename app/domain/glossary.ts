import type { Node } from "./course/text.ts";
import type { Course, GlossaryTerm, Lesson } from "./course.ts";

/** A term with the lessons that use it, of those a learner may read. */
export interface UsedTerm extends GlossaryTerm {
  lessons: Pick<Lesson, "id" | "title">[];
}

/** The glossary as far as a learner may read: without the terms that only locked lessons use. */
export function readableGlossary(course: Course, readable: Set<string>): UsedTerm[] {
  const lessons = course.modules.flatMap((module) => module.lessons);
  return course.glossary.flatMap((term) => {
    const using = lessons.filter((lesson) => usesTerm(lesson, term.anchor));
    const open = using.filter((lesson) => readable.has(lesson.id));
    if (using.length > 0 && open.length === 0) return [];
    return [{ ...term, lessons: open.map(({ id, title }) => ({ id, title })) }];
  });
}

function usesTerm(lesson: Lesson, anchor: string): boolean {
  const texts = lesson.body.flatMap((block) => (block.kind === "static" ? block.nodes : []));
  const questions = lesson.checks.flatMap((check) => [
    ...check.stem,
    ...check.choices.flatMap((choice) => choice.text),
  ]);
  return [...texts, ...questions].some((node) => holdsTerm(node, anchor));
}

function holdsTerm(node: Node, anchor: string): boolean {
  if (typeof node === "string") return false;
  if (node.name === "term" && node.attributes?.anchor === anchor) return true;
  return (node.children ?? []).some((child) => holdsTerm(child, anchor));
}
