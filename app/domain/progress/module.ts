import { type QuizStanding, standingIn } from "../attempt/policy.ts";
import type { Vignette } from "../course/vignette.ts";
import type { Course, Lesson, Module } from "../course.ts";
import { countDrawn } from "../quiz.ts";
import type { Evidence } from "./evidence.ts";

export interface ModuleProgress {
  module: Module;
  /** From 1, in its course. */
  number: number;
  state: "locked" | "open" | "finished";
  /** The modules to finish before this one opens; empty unless it is locked. */
  needs: Module[];
  lessons: LessonProgress[];
  quiz: QuizStanding | null;
}

export interface LessonProgress {
  lesson: Lesson;
  /** `again`: the attempts at the module's quiz are used up and this lesson serves what the last one missed. */
  state: "unread" | "read" | "again";
  readAt: string | null;
  /** How often it was marked read. */
  ordinal: number;
  vignettes: VignetteProgress[];
}

export interface VignetteProgress {
  vignette: Vignette;
  /** Whether the course asks for it. */
  required: boolean;
  finishedAt: string | null;
}

/** A learner's progress in each module, in order. To a reviewer none is locked. */
export function moduleProgressIn(
  course: Course,
  evidence: Evidence,
  { asReviewer = false }: { asReviewer?: boolean } = {},
): ModuleProgress[] {
  const modules = course.modules.map((module, at) => moduleProgress({ course, module, number: at + 1, evidence }));
  return asReviewer ? modules : withLocks(modules);
}

/** What a module's quiz takes: the module's minutes less its lessons' and cases', and at least one for each item drawn. */
export function minutesOfQuiz(module: Module): number {
  if (!module.quiz) return 0;
  const parts = module.lessons.flatMap((lesson) => [lesson, ...lesson.vignettes]);
  const reading = parts.reduce((minutes, part) => minutes + part.minutes, 0);
  return Math.max(countDrawn(module.quiz), module.minutes - reading);
}

function moduleProgress({
  course,
  module,
  number,
  evidence,
}: Pick<ModuleProgress, "module" | "number"> & { course: Course; evidence: Evidence }): ModuleProgress {
  const required = course.completion.some(({ kind }) => kind === "vignettes-finished");
  const quiz = module.quiz && standingIn({ quiz: module.quiz, evidence });
  const lessons = module.lessons.map((lesson): LessonProgress => {
    const read = evidence.reads[lesson.id];
    const state = quiz?.again.includes(lesson.id) ? "again" : read ? "read" : "unread";
    const vignettes = lesson.vignettes.map((vignette): VignetteProgress => {
      return { vignette, required, finishedAt: evidence.vignettes[vignette.id]?.at ?? null };
    });
    return { lesson, state, readAt: read?.at ?? null, ordinal: read?.ordinal ?? 0, vignettes };
  });
  const isRead = lessons.every(({ lesson, state }) => !lesson.required || state === "read");
  const isPlayed = lessons.every(({ vignettes }) => !vignettes.some(isToFinish));
  // A record says that all this was done, also where a copy of the database from before has nothing of it.
  const isAttested = evidence.record !== null && module.elective === null;
  const isFinished = isAttested || (isRead && isPlayed && (!quiz || quiz.passed !== null));
  return { module, number, state: isFinished ? "finished" : "open", needs: [], lessons, quiz };
}

/** Whether a case is asked for and not yet finished. */
export function isToFinish({ required, finishedAt }: VignetteProgress): boolean {
  return required && finishedAt === null;
}

/** A module whose needs are not all finished is locked, whatever was done in it. */
function withLocks(modules: ModuleProgress[]): ModuleProgress[] {
  const unfinished = modules.filter(({ state }) => state !== "finished").map(({ module }) => module);
  return modules.map((progress) => {
    const needs = unfinished.filter((module) => progress.module.needs.includes(module.id));
    return needs.length > 0 ? { ...progress, state: "locked", needs } : progress;
  });
}
