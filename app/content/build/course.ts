import { creditedTime } from "#app/content/hours.ts";
import { questionsIn, type WrittenCourse, type WrittenModule } from "#app/content/read/course.ts";
import type { Document } from "#app/content/read/document.ts";
import { anchorOf } from "#app/content/read/glossary.ts";
import type { Linked } from "#app/content/tag.ts";
import { item } from "#app/content/tags/item.ts";
import type { Item, Quiz } from "#app/domain/course/question.ts";
import type { Course, Hours, Module } from "#app/domain/course.ts";
import { anchorsOf } from "./anchors.ts";
import { wordsOf } from "./elements.ts";
import { blocksOf, buildLesson, citesInNodes, questionOf } from "./lesson.ts";
import { formatReferences } from "./references.ts";

/** Builds the course from files without faults; undefined where a file's frontmatter could not be read. */
export function buildCourse(written: WrittenCourse): Course | undefined {
  if (!written.course?.fields) return undefined;
  const { format: delivery, completion, ...fields } = written.course.fields;
  const anchors = new Set(written.terms.map(({ anchor }) => anchor));
  const linkedIn = (module: string): Linked => ({
    module,
    anchorOf: (term) => (anchors.has(anchorOf(term)) ? anchorOf(term) : undefined),
  });
  const modules = written.modules.map((module) => buildModule(module, linkedIn));
  const course: Course = {
    ...fields,
    delivery,
    completion: completion.map((kind) => ({ kind })),
    id: fields.id ?? "",
    reviewers: fields.reviewers ?? [],
    hours: hoursOf(fields.hours, modules),
    welcome: openingOf(written.course.document, linkedIn("")),
    modules,
    glossary: written.terms.map(({ anchor, term, definition }) => ({
      anchor,
      term,
      definition: wordsOf(definition, { ...linkedIn(""), anchors: new Map() }),
    })),
    references: [],
  };
  const cited = new Set(citesOf(course));
  return { ...course, references: formatReferences(written.references.filter(({ id }) => cited.has(id))) };
}

function buildModule({ module, lessons, quiz }: WrittenModule, linkedIn: (module: string) => Linked): Module {
  if (!module?.fields) throw new Error("A module with faults is not built.");
  const { id = "", principle = null, contentNote = null, ...fields } = module.fields;
  const linked = linkedIn(id);
  return {
    ...fields,
    id,
    principle,
    contentNote,
    opening: openingOf(module.document, linked),
    lessons: lessons.flatMap(({ document, fields: lesson }) =>
      lesson ? buildLesson({ document, fields: lesson }, { credit: fields.credit, linked }) : [],
    ),
    quiz: quiz?.fields ? buildQuiz(quiz, { principle, linked }) : null,
  };
}

function buildQuiz(
  quiz: NonNullable<WrittenModule["quiz"]>,
  { principle, linked }: { principle: string | null; linked: Linked },
): Quiz | null {
  if (!quiz.fields) return null;
  const { draw, id = "", ...fields } = quiz.fields;
  const items = questionsIn(quiz).map((node): Item => {
    const { lesson, difficulty, author, reviewed, principle: own } = item.attributes.parse(node.attributes);
    const question = questionOf(node, { ...linked, anchors: new Map() });
    return { ...question, lesson, principle: own ?? principle, difficulty, author, reviewed };
  });
  return {
    ...fields,
    id,
    draw: Object.entries(draw).map(([of, count]) => ({ by: "objective", of, count })),
    items,
  };
}

function openingOf({ root }: Document, linked: Linked) {
  return blocksOf(root, { ...linked, anchors: anchorsOf(root) });
}

/** Words of the credited lessons, and the items that one sitting of each credited module's quiz asks. */
function hoursOf(
  { method, difficulty, ratedBy, pilot }: NonNullable<NonNullable<WrittenCourse["course"]>["fields"]>["hours"],
  modules: Module[],
): Hours {
  const credited = modules.filter(({ credit }) => credit);
  const words = sum(
    credited.flatMap(({ lessons }) => lessons.filter(({ credit }) => credit).map((lesson) => lesson.words)),
  );
  const questions = sum(credited.flatMap(({ quiz }) => quiz?.draw.map(({ count }) => count) ?? []));
  return {
    method,
    difficulty,
    ratedBy,
    pilot: pilot && `${pilot.people} people, median ${pilot.medianMinutes} minutes, ${pilot.on}`,
    words,
    questions,
    ...creditedTime({ words, questions, difficulty }, pilot?.medianMinutes ?? null),
  };
}

/** Every reference that any text of the course cites, rationales too. */
function citesOf({ welcome, modules, glossary }: Course): string[] {
  const nodes = [
    ...[
      welcome,
      ...modules.map(({ opening }) => opening),
      ...modules.flatMap(({ lessons }) => lessons.map(({ body }) => body)),
    ]
      .flat()
      .flatMap((block) => (block.kind === "static" ? block.nodes : [])),
    ...glossary.flatMap(({ definition }) => definition),
    ...modules.flatMap(({ lessons }) =>
      lessons.flatMap(({ reflections }) => reflections.flatMap(({ prompt }) => prompt)),
    ),
    ...modules
      .flatMap(({ lessons, quiz }) => [...lessons.flatMap(({ checks }) => checks), ...(quiz?.items ?? [])])
      .flatMap(({ stem, choices }) => [...stem, ...choices.flatMap(({ text, rationale }) => [...text, ...rationale])]),
  ];
  return citesInNodes(nodes);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
