import { type Question, textsOf } from "#app/domain/course/question.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Course, Lesson } from "#app/domain/course.ts";
import { courseFolder } from "#tests/support/course-folder.ts";

/** Words that stand nowhere else, and what each of them stands in. */
export interface Canaries {
  /** By item id: in its question and choices, and in its reasons. */
  items: Map<string, { shown: string[]; reasons: string[] }>;
  /** By lesson id: in its text and checks, and in the reasons of each check's choices, in order. */
  lessons: Map<string, { shown: string[]; checks: { right: boolean; reasons: string[] }[][] }>;
}

const canary = /Zarq[a-z]{4}/g;

/** The shipped course with a word of its own in every question, choice, reason and lesson. */
export function courseWithCanaries(): string {
  let count = 0;
  const next = () => `Zarq${letters(count++)}`;
  return courseFolder((text, path) => {
    const marked = text
      .replace(/\{% (item|choice|step)\b[^%]*%\}\n/g, (opening) => `${opening}${next()} `)
      .replace(/(\{% pair [^%]*?left=")([^"]*" right=")/g, (_, left, right) => `${left}${next()} ${right}${next()} `)
      .replace(/\{% rationale %\}/g, (opening) => `${opening}${next()}: `);
    const isLesson = /\/\d\d-[^/]+\.md$/.test(`/${path}`);
    return isLesson ? marked.replace(/^## /m, (heading) => `${next()} stands here.\n\n${heading}`) : marked;
  });
}

/** Where each word of a course compiled from it stands. */
export function canariesIn({ modules }: Course): Canaries {
  const items = modules.flatMap(({ quiz }) => quiz?.items ?? []);
  return {
    items: new Map(
      items.map((item) => {
        const reasons = partsOf(item).flatMap(({ rationale }) => wordsIn(rationale));
        return [item.id, { shown: wordsIn(item).filter((word) => !reasons.includes(word)), reasons }];
      }),
    ),
    lessons: new Map(modules.flatMap(({ lessons }) => lessons).map((lesson) => [lesson.id, lessonWords(lesson)])),
  };
}

/** Every such word in a text, once. */
export function wordsIn(text: unknown): string[] {
  const written = typeof text === "string" ? text : JSON.stringify(text);
  return [...new Set(written.match(canary) ?? [])];
}

/** The longer sentences of a course's questions and reasons, as they are written. */
export function sentencesOf({ modules }: Course): string[] {
  const questions = modules.flatMap(({ quiz, lessons }) => [
    ...(quiz?.items ?? []),
    ...lessons.flatMap(({ checks }) => checks),
  ]);
  return questions
    .flatMap(textsOf)
    .flatMap((text) => stringsIn([text]))
    .filter((text) => text.length > 30);
}

function partsOf(question: Question): { rationale: Node[] }[] {
  if (question.kind === "matching") return question.pairs;
  return question.kind === "ordering" ? question.steps : question.choices;
}

function lessonWords({ checks, ...rest }: Lesson) {
  const reasonsOf = checks.map(({ choices }) =>
    choices.map(({ correct, rationale }) => ({ right: correct, reasons: wordsIn(rationale) })),
  );
  const hidden = reasonsOf.flat().flatMap(({ reasons }) => reasons);
  return { shown: wordsIn([checks, rest]).filter((word) => !hidden.includes(word)), checks: reasonsOf };
}

function stringsIn(nodes: Node[]): string[] {
  return nodes.flatMap((node) => (typeof node === "string" ? [node] : stringsIn(node.children ?? [])));
}

function letters(count: number): string {
  return [17_576, 676, 26, 1].map((place) => String.fromCharCode(97 + (Math.floor(count / place) % 26))).join("");
}
