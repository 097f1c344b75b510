import type { Condition, Course } from "../course.ts";
import type { Next, Progress } from "../progress.ts";
import { countDrawn } from "../quiz.ts";
import { type LessonProgress, type ModuleProgress, minutesOfQuiz, type VignetteProgress } from "./module.ts";

/** A course and how far its learner is, as the learner may see it: names and states; no text, no items, no keys. */
export interface Outline {
  courseId: string;
  title: string;
  modules: OutlineModule[];
  steps: Progress["steps"];
  read: Progress["read"];
  passed: Progress["passed"];
  minutesLeft: number;
  conditions: OutlineCondition[];
  next: NextStep;
  record: Progress["record"];
  hasResources: boolean;
}

export interface OutlineModule {
  id: string;
  /** From 1. */
  number: number;
  title: string;
  minutes: number;
  credit: boolean;
  /** The hours of a module that completion does not ask for; null for all others. */
  electiveHours: number | null;
  contentNote: string | null;
  state: ModuleProgress["state"];
  /** What to finish before it opens. */
  needs: { id: string; number: number; title: string }[];
  lessons: OutlineLesson[];
  quiz: OutlineQuiz | null;
}

export interface OutlineLesson {
  id: string;
  title: string;
  minutes: number;
  required: boolean;
  state: LessonProgress["state"];
  readAt: string | null;
  vignettes: OutlineVignette[];
}

export interface OutlineVignette {
  id: string;
  title: string;
  minutes: number;
  required: boolean;
  finishedAt: string | null;
}

export interface OutlineQuiz {
  id: string;
  title: string;
  items: number;
  minutes: number;
  passedAt: string | null;
  openAttempt: string | null;
  /** How many were submitted. */
  submitted: number;
}

export interface OutlineCondition {
  condition: Condition;
  met: boolean;
  /** What is missing, each with its module's number. */
  lessons: { id: string; title: string; module: number; isOpen: boolean }[];
  quizzes: { id: string; title: string; module: number; isOpen: boolean }[];
  vignettes: { id: string; title: string; module: number; isOpen: boolean }[];
}

/** Where Continue leads, with what to say of it. */
export type NextStep =
  | {
      kind: "lesson";
      module: number;
      moduleTitle: string;
      id: string;
      title: string;
      minutes: number;
      again: boolean;
      anchor: string | null;
      heading: string | null;
    }
  | { kind: "vignette"; module: number; moduleTitle: string; id: string; title: string; minutes: number }
  | { kind: "quiz"; module: number; moduleTitle: string; id: string; title: string; minutes: number }
  | { kind: "attempt"; module: number; moduleTitle: string; id: string; title: string; attemptId: string }
  | { kind: "completion" }
  | { kind: "record"; recordId: string; isRevoked: boolean }
  | { kind: "nothing" };

/** The outline of a course for its learner. */
export function outlineForLearner(course: Course, progress: Progress): Outline {
  const numberOf = (id: string) => course.modules.findIndex((module) => module.id === id) + 1;
  return {
    courseId: course.id,
    title: course.title,
    modules: progress.modules.map((module) => toModule(module, numberOf)),
    steps: progress.steps,
    read: progress.read,
    passed: progress.passed,
    minutesLeft: progress.minutesLeft,
    conditions: progress.conditions.map((condition) => toCondition(condition, progress, numberOf)),
    next: nextStepFor(progress.next, progress, numberOf),
    record: progress.record,
    hasResources: course.resources !== null,
  };
}

/** What completion asks for, and what it does not. */
export function modulesOf<Module extends { electiveHours: number | null }>({
  modules,
}: {
  modules: Module[];
}): { asked: Module[]; electives: Module[] } {
  const isAsked = ({ electiveHours }: Module) => electiveHours === null;
  return { asked: modules.filter(isAsked), electives: modules.filter((module) => !isAsked(module)) };
}

/** A next step by itself, as after marking a lesson read. */
export function nextStepIn(course: Course, progress: Progress, next: Next): NextStep {
  return nextStepFor(next, progress, (id) => course.modules.findIndex((module) => module.id === id) + 1);
}

type NumberOf = (moduleId: string) => number;

function toModule({ module, state, needs, lessons, quiz }: ModuleProgress, numberOf: NumberOf): OutlineModule {
  const { id, title, minutes, credit, elective, contentNote } = module;
  return {
    id,
    number: numberOf(id),
    title,
    minutes,
    credit,
    electiveHours: elective?.hours ?? null,
    contentNote,
    state,
    needs: needs.map((need) => ({ id: need.id, number: numberOf(need.id), title: need.title })),
    lessons: lessons.map(toLesson),
    quiz: quiz && {
      id: quiz.quiz.id,
      title: quiz.quiz.title,
      items: countDrawn(quiz.quiz),
      minutes: minutesOfQuiz(module),
      passedAt: quiz.passed?.submittedAt ?? null,
      openAttempt: quiz.open?.id ?? null,
      submitted: quiz.submitted.length,
    },
  };
}

function toLesson({ lesson, state, readAt, vignettes }: LessonProgress): OutlineLesson {
  const { id, title, minutes, required } = lesson;
  return { id, title, minutes, required, state, readAt, vignettes: vignettes.map(toVignette) };
}

function toVignette({ vignette: { id, title, minutes }, required, finishedAt }: VignetteProgress): OutlineVignette {
  return { id, title, minutes, required, finishedAt };
}

function toCondition(
  { condition, met, lessons, quizzes, vignettes }: Progress["conditions"][number],
  { modules }: Progress,
  numberOf: NumberOf,
): OutlineCondition {
  const isOpen = (id: string) => modules.some(({ module, state }) => module.id === id && state !== "locked");
  const name = ({ id, title }: { id: string; title: string }, moduleId: string) => {
    return { id, title, module: numberOf(moduleId), isOpen: isOpen(moduleId) };
  };
  return {
    condition,
    met,
    lessons: lessons.map(({ lesson, module }) => name(lesson, module.id)),
    quizzes: quizzes.map(({ quiz, module }) => name(quiz, module.id)),
    vignettes: vignettes.map(({ vignette, module }) => name(vignette, module.id)),
  };
}

function nextStepFor(next: Next, { modules }: Progress, numberOf: NumberOf): NextStep {
  if (next.kind === "completion" || next.kind === "record" || next.kind === "nothing") return next;
  const { id: moduleId, title: moduleTitle } = next.module;
  const place = { module: numberOf(moduleId), moduleTitle };
  if (next.kind === "attempt") {
    return { kind: "attempt", ...place, id: next.quiz.id, title: next.quiz.title, attemptId: next.attemptId };
  }
  if (next.kind === "quiz") {
    const { id, title } = next.quiz;
    return { kind: "quiz", ...place, id, title, minutes: minutesOfQuiz(next.module) };
  }
  if (next.kind === "vignette") {
    const { id, title, minutes } = next.vignette;
    return { kind: "vignette", ...place, id, title, minutes };
  }
  const { id, title, minutes, sections } = next.lesson;
  const reading = modules.flatMap(({ lessons }) => lessons).find(({ lesson }) => lesson.id === id);
  const heading = sections.find(({ anchor }) => anchor !== null && anchor === next.anchor)?.heading ?? null;
  const again = reading?.state === "again";
  return { kind: "lesson", ...place, id, title, minutes, again, anchor: next.anchor, heading };
}
