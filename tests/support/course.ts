import type { Check, Choice, ChoiceQuestion, Item, Pair, Question, Quiz, Step } from "#app/domain/course/question.ts";
import type { Tool } from "#app/domain/course/tool.ts";
import { type Compiled, type Course, type Lesson, type Module, presentFormat } from "#app/domain/course.ts";

/**
 * A course of two modules with two lessons and a quiz each; the second module needs the first. Each quiz draws three
 * of its six items, one for each of three objectives; every objective has one single and one multiple item.
 * Each lesson holds a word of its own, "wordOf(lesson id)". `change` may alter the course before it is returned.
 */
export function smallRelease(change: (course: Course) => Course = (course) => course): Compiled {
  return { format: presentFormat, course: change(smallCourse()) };
}

/** A word that stands in this lesson and nowhere else. */
export function wordOf(lessonId: string): string {
  return `kestrel${lessonId}`;
}

/** The same course with one quiz changed. */
export function withQuiz(quizId: string, change: (quiz: Quiz) => Quiz): (course: Course) => Course {
  return (course) => ({
    ...course,
    modules: course.modules.map((module) =>
      module.quiz?.id === quizId ? { ...module, quiz: change(module.quiz) } : module,
    ),
  });
}

/** The same course with a prompt to reflect on at the end of one lesson. */
export function withPrompt(lessonId: string, promptId: string): (course: Course) => Course {
  const prompt = { id: promptId, prompt: [paragraph("What did you hear?")] };
  return (course) => ({
    ...course,
    modules: course.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) =>
        lesson.id === lessonId
          ? { ...lesson, body: [...lesson.body, { kind: "reflection", id: promptId }], reflections: [prompt] }
          : lesson,
      ),
    })),
  });
}

/** The same course with a practice tool at the end of one lesson. */
export function withTool(lessonId: string, tool: Tool): (course: Course) => Course {
  return (course) => ({
    ...course,
    modules: course.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) =>
        lesson.id === lessonId
          ? { ...lesson, body: [...lesson.body, { kind: "tool", id: tool.id }], tools: [tool] }
          : lesson,
      ),
    })),
  });
}

/** A sheet with a place to write and a box to tick. */
export function smallTool(id: string): Tool {
  const blank = { name: "blank", attributes: { label: "What was said", lines: 3 } };
  const tick = { name: "tick", attributes: { label: "I waited" } };
  const cites = { name: "p", children: ["Wait first. ", { name: "cite", attributes: { ref: "smith2019" } }] };
  const body = [cites, blank, tick];
  return {
    id,
    title: "After a pause",
    summary: "For the evening.",
    pages: 1,
    reviewed: null,
    body,
    cites: ["smith2019"],
  };
}

/** The same course in which other answers are right and every rationale reads differently. */
export function withOtherKeys(course: Course): Course {
  return {
    ...course,
    modules: course.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) => ({ ...lesson, checks: lesson.checks.map(withOtherKey) })),
      quiz: module.quiz && { ...module.quiz, items: module.quiz.items.map(withOtherKey) },
    })),
  };
}

/** The small course with a matching and an ordering item beside the others of each objective: O1 and O2 of each quiz. */
export function withEveryKind(course: Course): Course {
  const quizOf = (module: Module): Quiz | null => {
    const [first, second] = module.objectives;
    if (!module.quiz || !first || !second) return module.quiz;
    const graded = {
      lesson: module.lessons[0]?.id ?? "",
      principle: null,
      elective: null,
      difficulty: 2,
      author: "x",
      reviewed: null,
    };
    const matching = { ...matchingQuestion(`match${module.id.slice(-3)}`, first.id), ...graded };
    const ordering = { ...orderingQuestion(`order${module.id.slice(-3)}`, second.id), ...graded };
    const others = module.quiz.items.filter(({ objective }) => objective === "O3");
    return { ...module.quiz, items: [matching, ordering, ...others] };
  };
  return { ...course, modules: course.modules.map((module) => ({ ...module, quiz: quizOf(module) })) };
}

/** A matching question of four pairs: "Sign a" belongs to "Meaning a", and so on. */
export function matchingQuestion(id: string, objective: string): Question & { kind: "matching" } {
  const pairs = [..."abcd"].map((letter): Pair => {
    return { id: letter, left: `Sign ${letter}`, right: `Meaning ${letter}`, rationale: [`Because of ${letter}.`] };
  });
  return { id, kind: "matching", objective, stem: [paragraph(`Which belongs to which (${id})?`)], pairs };
}

/** An ordering question of four steps, "Step d" before "Step c", and so on. */
export function orderingQuestion(id: string, objective: string): Question & { kind: "ordering" } {
  const steps = [..."dcba"].map((letter): Step => {
    return { id: letter, text: [`Step ${letter}`], rationale: [`Because of ${letter}.`] };
  });
  return { id, kind: "ordering", objective, stem: [paragraph(`In which order (${id})?`)], steps };
}

/** The same question with the next answer right: each part in the place of the one after it, under its own id. */
function withOtherKey<Asked extends Question>(question: Asked): Asked {
  const rationale = ["A different reason."];
  const next = <Part>(parts: Part[], at: number): Part | undefined => parts[(at + 1) % parts.length];
  if (question.kind === "matching") {
    const pairs = question.pairs.map((pair, at, all) => ({ ...pair, right: next(all, at)?.right ?? "", rationale }));
    return { ...question, pairs };
  }
  if (question.kind === "ordering") {
    const steps = question.steps.map((step, at, all) => ({ ...step, text: next(all, at)?.text ?? [], rationale }));
    return { ...question, steps };
  }
  const choices = question.choices.map((choice, at, all) => {
    return { ...choice, correct: next(all, at)?.correct ?? false, rationale };
  });
  return { ...question, choices };
}

function smallCourse(): Course {
  return {
    id: "course01",
    title: "Listening Well",
    shortTitle: "Practice course",
    version: "1.0.0",
    summary: "A small course on listening.",
    audience: "Therapists",
    level: "introductory",
    language: "en-GB",
    delivery: "Asynchronous online, reading-based, self-paced; not live or interactive",
    hours: {
      method: "mergener",
      difficulty: 2,
      ratedBy: null,
      pilot: null,
      words: 14434,
      questions: 10,
      minutes: 60,
      hours: 1,
    },
    objectives: [{ verb: "describe", text: "how a pause is heard" }],
    authors: [{ name: "The practice's own team", credentials: null, role: "writing" }],
    reviewers: [],
    livedExperience: "Nobody has been asked yet.",
    conflictOfInterest: "none",
    commercialSupport: "none",
    limits: "A small course for trying things.",
    ifAffected: "Talk to someone you trust.",
    refundPolicy: "Free of charge.",
    grievanceContact: "$practice.contact",
    lastReviewed: null,
    nextReview: null,
    enrolment: "open",
    renewal: null,
    versionNotes: null,
    completion: [
      { kind: "lessons-read" },
      { kind: "quizzes-passed" },
      { kind: "name-confirmed" },
      { kind: "attestation-signed" },
    ],
    welcome: [{ kind: "static", nodes: [paragraph("Welcome.")] }],
    modules: [smallModule(1, []), smallModule(2, ["module01"])],
    glossary: [
      { anchor: "pause", term: "Pause", definition: ["A silence that someone hears."] },
      { anchor: "echo", term: "Echo", definition: ["Saying back what was said."] },
    ],
    resources: null,
    references: [{ id: "smith2019", entry: ["Smith, A. (2019). On pauses."], short: "Smith, 2019", limits: null }],
  };
}

function smallModule(number: 1 | 2, needs: string[]): Module {
  const title = number === 1 ? "Hearing" : "Answering";
  const lessons = [smallLesson(number, 1, ["O1", "O2"]), smallLesson(number, 2, ["O3"])];
  return {
    id: `module0${number}`,
    title,
    principle: null,
    minutes: 30,
    credit: true,
    elective: null,
    objectives: ["O1", "O2", "O3"].map((id) => ({ id, verb: "describe", text: `${title.toLowerCase()}, part ${id}` })),
    contentNote: null,
    evidenceLimits: "One survey.",
    needs,
    lastReviewed: null,
    nextReview: null,
    opening: [{ kind: "static", nodes: [paragraph(`This module is about ${title.toLowerCase()}.`)] }],
    lessons,
    quiz: smallQuiz(number),
  };
}

function smallLesson(module: 1 | 2, number: 1 | 2, objectives: string[]): Lesson {
  const id = `lesson${module}${number}`;
  const check = smallCheck(`check0${module}${number}`, objectives[0] ?? "O1");
  const term = number === 1 ? (module === 1 ? "pause" : "echo") : null;
  const opening = `${wordOf(id)} begins here.`;
  const section = { name: "h2", attributes: { id: "a-pause" }, children: ["A pause"] };
  return {
    id,
    title: `Lesson ${module}.${number}`,
    minutes: 10,
    objectives,
    contentNote: number === 2 ? "A loss is mentioned in one sentence." : null,
    summary: `What lesson ${module}.${number} says in short.`,
    required: true,
    credit: true,
    reviewed: null,
    body: [
      {
        kind: "static",
        nodes: [paragraph(opening), section, paragraph("Someone hears it.", ...(term ? [usage(term)] : []))],
      },
      { kind: "check", id: check.id },
      {
        kind: "static",
        nodes: [{ name: "p", children: ["So it is said. ", { name: "cite", attributes: { ref: "smith2019" } }] }],
      },
    ],
    checks: [check],
    vignettes: [],
    reflections: [],
    tools: [],
    cites: ["smith2019"],
    words: 12,
    sections: [
      { anchor: null, heading: `Lesson ${module}.${number}`, text: opening },
      { anchor: "a-pause", heading: "A pause", text: "Someone hears it. So it is said." },
    ],
  };
}

function smallCheck(id: string, objective: string): Check {
  return {
    id,
    kind: "single",
    objective,
    stem: [paragraph("What does a pause say?")],
    choices: choices([true, false, false]),
  };
}

function smallQuiz(module: 1 | 2): Quiz {
  const objectives = ["O1", "O2", "O3"];
  return {
    id: `quiz000${module}`,
    title: `Quiz ${module}`,
    passMark: 80,
    perPrinciple: null,
    draw: objectives.map((objective) => ({ by: "objective", of: objective, count: 1 })),
    attempts: 3,
    wait: 0,
    shuffle: true,
    items: objectives.flatMap((objective) => [
      smallItem(module, objective, "single", [true, false, false, false]),
      smallItem(module, objective, "multiple", [true, true, false, false]),
    ]),
  };
}

function smallItem(module: 1 | 2, objective: string, kind: ChoiceQuestion["kind"], keys: boolean[]): Item {
  const id = `item${module}${objective.toLowerCase()}${kind.charAt(0)}`;
  return {
    id,
    kind,
    objective,
    stem: [paragraph(`What does ${objective} of module ${module} say (${kind})?`)],
    choices: choices(keys),
    lesson: objective === "O3" ? `lesson${module}2` : `lesson${module}1`,
    principle: null,
    difficulty: 2,
    author: "The practice's own team",
    reviewed: null,
  };
}

function choices(keys: boolean[]): Choice[] {
  return keys.map((correct, at) => {
    const id = "abcdef".charAt(at);
    const keepLast = at === 3;
    return { id, text: [`Choice ${id}`], correct, rationale: [`Because of ${id}.`], keepLast };
  });
}

function paragraph(
  ...children: (string | { name: string; attributes?: Record<string, string>; children?: string[] })[]
) {
  return { name: "p", children };
}

function usage(anchor: string) {
  return { name: "term", attributes: { anchor }, children: [anchor] };
}
