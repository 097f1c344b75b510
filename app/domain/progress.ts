import type { QuizStanding } from "./attempt/policy.ts";
import type { Quiz } from "./course/question.ts";
import type { Reflection } from "./course/reflection.ts";
import type { Tool } from "./course/tool.ts";
import type { Vignette } from "./course/vignette.ts";
import type { Course, Lesson, Module } from "./course.ts";
import type { Enrolment } from "./enrolment.ts";
import { type ConditionState, stateOfConditions } from "./progress/conditions.ts";
import type { Evidence } from "./progress/evidence.ts";
import {
  isToFinish,
  type LessonProgress,
  type ModuleProgress,
  moduleProgressIn,
  type VignetteProgress,
} from "./progress/module.ts";
import { stepsOf, type Tally, tallyOf } from "./progress/steps.ts";

/** How far a learner is: derived from what they did and the release, never kept. */
export interface Progress {
  modules: ModuleProgress[];
  /** Required lessons, cases and quizzes; a lesson to read again is not done. */
  steps: Tally;
  /** The lessons among them, and the quizzes. */
  read: Tally;
  passed: Tally;
  minutesLeft: number;
  conditions: ConditionState[];
  next: Next;
  record: Evidence["record"];
  kept: Evidence["kept"];
}

/** The place that Continue leads to. */
export type Next =
  | { kind: "lesson"; module: Module; lesson: Lesson; anchor: string | null }
  | { kind: "vignette"; module: Module; vignette: Vignette }
  | { kind: "quiz"; module: Module; quiz: Quiz }
  | { kind: "attempt"; module: Module; quiz: Quiz; attemptId: string }
  | { kind: "completion" }
  | { kind: "record"; recordId: string; isRevoked: boolean }
  | { kind: "nothing" };

/**
 * A learner's progress in a course. A record says that all was read and passed, also where it came back without what it
 * stands on.
 */
export function progressIn({
  course,
  evidence,
  place = null,
  asReviewer = false,
}: {
  course: Course;
  evidence: Evidence;
  place?: Enrolment["place"];
  /** Whether every module is open, whatever it needs. */
  asReviewer?: boolean;
}): Progress {
  const modules = moduleProgressIn(course, evidence, { asReviewer });
  const asked = modules.filter(isAsked);
  const steps = asked.flatMap(stepsOf).map((step) => ({ ...step, done: step.done || evidence.record !== null }));
  const conditions = stateOfConditions(course.completion, { modules: asked, evidence });
  return {
    modules,
    steps: tallyOf(steps),
    read: tallyOf(steps.filter(({ kind }) => kind === "lesson")),
    passed: tallyOf(steps.filter(({ kind }) => kind === "quiz")),
    minutesLeft: steps.reduce((minutes, step) => minutes + (step.done ? 0 : step.minutes), 0),
    conditions,
    next: nextOf({ modules, conditions, evidence, place }),
    record: evidence.record,
    kept: evidence.kept,
  };
}

/** A lesson as far as its learner may read it: undefined in a locked module, like one that is not there. */
export function findReadable(progress: Progress, lessonId: string): FoundLesson | undefined {
  const found = findLessonOf(progress, lessonId);
  return found?.module.state === "locked" ? undefined : found;
}

/** A lesson whether or not its module is locked: for authors, never for a learner. */
export function findLessonOf({ modules }: Progress, lessonId: string): FoundLesson | undefined {
  for (const module of modules) {
    const lesson = module.lessons.find((candidate) => candidate.lesson.id === lessonId);
    if (lesson) return { module, lesson };
  }
  return undefined;
}

/** A prompt as far as its learner may read its lesson: undefined in a locked module, like one that is not there. */
export function findPrompt(
  { modules }: Progress,
  promptId: string,
): (FoundLesson & { reflection: Reflection }) | undefined {
  for (const module of modules.filter(({ state }) => state !== "locked")) {
    for (const lesson of module.lessons) {
      const reflection = lesson.lesson.reflections.find(({ id }) => id === promptId);
      if (reflection) return { module, lesson, reflection };
    }
  }
  return undefined;
}

export interface FoundLesson {
  module: ModuleProgress;
  lesson: LessonProgress;
}

/** A quiz as far as its learner may take it: undefined in a locked module, like one that is not there. */
export function findTakeable(
  progress: Progress,
  quizId: string,
): { module: ModuleProgress; quiz: QuizStanding } | undefined {
  const module = progress.modules.find((candidate) => candidate.quiz?.quiz.id === quizId);
  return module?.quiz && module.state !== "locked" ? { module, quiz: module.quiz } : undefined;
}

/** A vignette as far as its learner may see it: undefined in a locked module, like one that is not there. */
export function findVignette(progress: Progress, vignetteId: string): FoundVignette | undefined {
  const found = findVignetteOf(progress, vignetteId);
  return found?.module.state === "locked" ? undefined : found;
}

/** A vignette whether or not its module is locked: for authors, never for a learner. */
export function findVignetteOf({ modules }: Progress, vignetteId: string): FoundVignette | undefined {
  for (const module of modules) {
    for (const lesson of module.lessons) {
      const vignette = lesson.vignettes.find((candidate) => candidate.vignette.id === vignetteId);
      if (vignette) return { module, lesson, vignette };
    }
  }
  return undefined;
}

export interface FoundVignette extends FoundLesson {
  vignette: VignetteProgress;
}

/** A practice tool as far as its learner may see it: undefined in a locked module, like one that is not there. */
export function findTool(progress: Progress, toolId: string): FoundTool | undefined {
  const found = findToolOf(progress, toolId);
  return found?.module.state === "locked" ? undefined : found;
}

/** A practice tool whether or not its module is locked: for authors, never for a learner. */
export function findToolOf({ modules }: Progress, toolId: string): FoundTool | undefined {
  for (const module of modules) {
    for (const lesson of module.lessons) {
      const tool = lesson.lesson.tools.find(({ id }) => id === toolId);
      if (tool) return { module, lesson, tool };
    }
  }
  return undefined;
}

export interface FoundTool extends FoundLesson {
  tool: Tool;
}

/** The ids of the lessons a learner may read: the one list that search and the glossary keep to. */
export function readableLessons(progress: Progress): Set<string> {
  const open = progress.modules.filter((module) => module.state !== "locked");
  return new Set(open.flatMap((module) => module.lessons.map(({ lesson }) => lesson.id)));
}

/** The first step not done after this lesson, in the course's order, else before it; else what completion still asks for. */
export function nextAfter(progress: Progress, lessonId: string): Next {
  const at = progress.modules.findIndex(({ lessons }) => lessons.some(({ lesson }) => lesson.id === lessonId));
  const inside = progress.modules[at]?.lessons.findIndex(({ lesson }) => lesson.id === lessonId) ?? 0;
  const rest = progress.modules.slice(Math.max(0, at)).map((module, index) => {
    return index === 0 ? { ...module, lessons: restOf(module.lessons, inside) } : module;
  });
  // Whoever reads an elective goes on in it, and is led into none.
  const open = rest.filter((module, index) => module.state === "open" && (index === 0 || isAsked(module)));
  return open.flatMap(toSteps)[0] ?? progress.next;
}

/** Whether completion asks for a module; it asks for no elective. */
function isAsked({ module }: ModuleProgress): boolean {
  return module.elective === null;
}

/** The lessons from one on, of which the first is behind the learner, but for its cases. */
function restOf(lessons: LessonProgress[], from: number): LessonProgress[] {
  return lessons.slice(from).map((lesson, at) => (at === 0 ? { ...lesson, state: "read" } : lesson));
}

/**
 * The lesson where the learner last was, unless it is read since; else the attempt under way; else the first step that
 * is open and not done; else what completion still asks for.
 */
function nextOf({
  modules,
  conditions,
  evidence,
  place,
}: Pick<Progress, "modules" | "conditions"> & { evidence: Evidence; place: Enrolment["place"] }): Next {
  const open = modules.filter((module) => module.state === "open");
  const attempt = open.map(toOpenAttempt).find((next) => next !== undefined);
  const steps = open.filter(isAsked).flatMap(toSteps);
  const here = open.flatMap(toLessons).find(({ lesson }) => lesson.id === place?.lessonId);
  if (here) return { ...here, anchor: place?.anchor ?? null };
  const step = attempt ?? steps[0];
  if (step) return step;
  if (evidence.record) return { kind: "record", recordId: evidence.record.id, isRevoked: evidence.record.isRevoked };
  return conditions.every(({ met }) => met) ? { kind: "nothing" } : { kind: "completion" };
}

function toOpenAttempt({ module, quiz }: ModuleProgress): Next | undefined {
  if (!quiz?.open) return undefined;
  return { kind: "attempt", module, quiz: quiz.quiz, attemptId: quiz.open.id };
}

function toLessons({ module, lessons }: ModuleProgress): Extract<Next, { kind: "lesson" }>[] {
  const undone = lessons.filter(({ state }) => state !== "read");
  return undone.map(({ lesson }) => ({ kind: "lesson", module, lesson, anchor: null }));
}

function toSteps(progress: ModuleProgress): Next[] {
  const { module, quiz } = progress;
  const lessons = progress.lessons.flatMap((lesson): Next[] => [
    ...toLessons({ ...progress, lessons: [lesson] }).filter((next) => next.lesson.required),
    ...lesson.vignettes.filter(isToFinish).map(({ vignette }): Next => ({ kind: "vignette", module, vignette })),
  ]);
  return quiz && !quiz.passed ? [...lessons, { kind: "quiz", module, quiz: quiz.quiz }] : lessons;
}
