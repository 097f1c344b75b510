import { creditedTime } from "#app/content/hours.ts";
import { questionsIn, type WrittenCourse, type WrittenModule } from "#app/content/read/course.ts";
import type { Document } from "#app/content/read/document.ts";
import { anchorOf } from "#app/content/read/glossary.ts";
import type { CslEntry } from "#app/content/read/references.ts";
import { nameOfTool } from "#app/content/read/tool.ts";
import { nameOfCase } from "#app/content/read/vignette.ts";
import type { Linked } from "#app/content/tag.ts";
import { item } from "#app/content/tags/item.ts";
import { type Item, type Quiz, textsOf } from "#app/domain/course/question.ts";
import type { Course, Hours, Module, Resources } from "#app/domain/course.ts";
import { anchorsOf } from "./anchors.ts";
import { citesInNodes, elementsOf, wordsOf } from "./elements.ts";
import { blocksOf, buildLesson } from "./lesson.ts";
import { mediumFor } from "./media.ts";
import { questionOf } from "./question.ts";
import { formatReferences } from "./references.ts";
import { buildTool } from "./tool.ts";
import { buildVignette, textsOfVignette } from "./vignette.ts";

/** Builds the course from files without faults; undefined where a file's frontmatter could not be read. */
export function buildCourse(written: WrittenCourse): Course | undefined {
  if (!written.course?.fields) return undefined;
  const { format: delivery, completion, renewal = null, versionNotes = null, ...fields } = written.course.fields;
  const anchors = new Set(written.terms.map(({ anchor }) => anchor));
  const media = new Map(written.media.map((medium) => [medium.name, mediumFor(medium)]));
  const linkedIn = (module: string): Linked => ({
    module,
    anchorOf: (term) => (anchors.has(anchorOf(term)) ? anchorOf(term) : undefined),
    mediumOf: (file) => media.get(file),
  });
  const withCases = completion.includes("vignettes-finished");
  const modules = written.modules.map((module): Module => {
    const built = buildModule(module, linkedIn);
    if (!module.module?.fields?.elective) return built;
    const { minutes, hours } = hoursOf(fields.hours, { modules: [built], withCases });
    return { ...built, elective: { minutes, hours } };
  });
  const course: Course = {
    ...fields,
    delivery,
    renewal,
    versionNotes,
    completion: completion.map((kind) => ({ kind })),
    id: fields.id ?? "",
    reviewers: fields.reviewers ?? [],
    hours: hoursOf(fields.hours, { modules: modules.filter(({ elective }) => elective === null), withCases }),
    welcome: openingOf(written.course.document, linkedIn("")),
    modules,
    glossary: written.terms.map(({ anchor, term, definition }) => ({
      anchor,
      term,
      definition: wordsOf(definition, { ...linkedIn(""), anchors: new Map() }),
    })),
    resources: resourcesOf(written.resources, linkedIn("")),
    references: [],
  };
  const cited = new Set(citesOf(course));
  return { ...course, references: formatReferences(citedOf(written, cited)) };
}

function buildModule(
  { module, lessons, quiz, vignettes, tools }: WrittenModule,
  linkedIn: (module: string) => Linked,
): Module {
  if (!module?.fields) throw new Error("A module with faults is not built.");
  const { id = "", principle = null, contentNote = null, elective: _, ...fields } = module.fields;
  const linked = linkedIn(id);
  const cases = new Map(
    vignettes.flatMap(({ fields, document, source }) =>
      fields ? [[nameOfCase({ source }), buildVignette({ document, fields }, linked)]] : [],
    ),
  );
  const sheets = new Map(
    tools.flatMap(({ fields, document, source }) =>
      fields ? [[nameOfTool({ source }), buildTool({ document, fields }, linked)]] : [],
    ),
  );
  return {
    ...fields,
    id,
    principle,
    contentNote,
    elective: null,
    opening: openingOf(module.document, linked),
    lessons: lessons.flatMap(({ document, fields: lesson }) =>
      lesson
        ? buildLesson({ document, fields: lesson }, { credit: fields.credit, linked, placed: { cases, tools: sheets } })
        : [],
    ),
    quiz: quiz?.fields ? buildQuiz(quiz, { principle, linked }) : null,
  };
}

function buildQuiz(
  quiz: NonNullable<WrittenModule["quiz"]>,
  { principle, linked }: { principle: string | null; linked: Linked },
): Quiz | null {
  if (!quiz.fields) return null;
  const { draw = {}, drawPerPrinciple, perPrinciple = null, id = "", ...fields } = quiz.fields;
  const items = questionsIn(quiz).map((node): Item => {
    const { lesson, difficulty, author, reviewed, principle: own } = item.attributes.parse(node.attributes);
    const question = questionOf(node, { ...linked, anchors: new Map() });
    return { ...question, lesson, principle: own ?? principle, difficulty, author, reviewed };
  });
  return {
    ...fields,
    id,
    draw: drawPerPrinciple
      ? principlesIn(items).map((of) => ({ by: "principle", of, count: drawPerPrinciple }))
      : Object.entries(draw).map(([of, count]) => ({ by: "objective", of, count })),
    perPrinciple,
    items,
  };
}

function resourcesOf(file: WrittenCourse["resources"], linked: Linked): Resources | null {
  if (!file?.fields) return null;
  const { title, reviewed } = file.fields;
  const { root } = file.document;
  const body = elementsOf(root.children, { ...linked, anchors: anchorsOf(root) });
  return { title, reviewed, body, cites: [...new Set(citesInNodes(body))] };
}

function citedOf({ references }: WrittenCourse, cited: Set<string>): CslEntry[] {
  return references.map(({ entry }) => entry).filter(({ id }) => cited.has(id));
}

function principlesIn(items: Item[]): string[] {
  return [...new Set(items.flatMap(({ principle }) => principle ?? []))];
}

function openingOf({ root }: Document, linked: Linked) {
  return blocksOf(root, { ...linked, anchors: anchorsOf(root) });
}

/** Words of the credited lessons, with their cases where those must be finished, and the items that one sitting of each credited module's quiz asks. */
function hoursOf(
  { method, difficulty, ratedBy, pilot }: NonNullable<NonNullable<WrittenCourse["course"]>["fields"]>["hours"],
  { modules, withCases }: { modules: Module[]; withCases: boolean },
): Hours {
  const credited = modules.filter(({ credit }) => credit);
  const words = sum(
    credited.flatMap(({ lessons }) =>
      lessons
        .filter(({ credit }) => credit)
        .flatMap(({ words, vignettes }) => [words, ...(withCases ? vignettes.map((vignette) => vignette.words) : [])]),
    ),
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
function citesOf({ welcome, modules, glossary, resources }: Course): string[] {
  const nodes = [
    ...[
      welcome,
      ...modules.map(({ opening }) => opening),
      ...modules.flatMap(({ lessons }) => lessons.map(({ body }) => body)),
    ]
      .flat()
      .flatMap((block) => (block.kind === "static" ? block.nodes : [])),
    ...modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes.flatMap(textsOfVignette))),
    ...modules.flatMap(({ lessons }) => lessons.flatMap(({ tools }) => tools.flatMap(({ body }) => body))),
    ...glossary.flatMap(({ definition }) => definition),
    ...(resources?.body ?? []),
    ...modules.flatMap(({ lessons }) =>
      lessons.flatMap(({ reflections }) => reflections.flatMap(({ prompt }) => prompt)),
    ),
    ...modules
      .flatMap(({ lessons, quiz }) => [...lessons.flatMap(({ checks }) => checks), ...(quiz?.items ?? [])])
      .flatMap(textsOf),
  ];
  return citesInNodes(nodes);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
