import type { Quiz } from "../course/question.ts";
import type { Module } from "../course.ts";
import type { Evidence, Grant, Missed, Sitting } from "../progress/evidence.ts";
import { lessonsServing } from "../quiz.ts";

/** Where a learner stands with a quiz: what the page before it says, and what opening it is decided by. */
export interface QuizStanding {
  quiz: Quiz;
  /** The attempt under way, which waits without end. */
  open: Sitting | null;
  submitted: Sitting[];
  passed: Sitting | null;
  /** Attempts left before lessons must be read again; null is without limit. */
  left: number | null;
  /** How many more were granted to this learner (accommodation.ts). */
  granted: number;
  /** Lessons to mark read again before one more attempt; empty unless the attempts are used up. */
  again: string[];
  /** The first moment the next attempt may be opened, where the quiz asks for a wait. */
  notBefore: string | null;
}

export type NotOpened = "passed" | "read-again" | "wait";

/**
 * Where a learner stands with a module's quiz (decision 29). After the last attempt the lessons of the objectives it
 * missed must be marked read again, which grants one more, again and again. What an administrator granted holds at once.
 */
export function standingIn({ quiz, evidence }: { quiz: Quiz; evidence: Evidence }): QuizStanding {
  const attempts = evidence.attempts.filter((attempt) => attempt.quizId === quiz.id);
  const submitted = attempts.filter((attempt) => attempt.submittedAt !== null);
  const passed = submitted.find((attempt) => attempt.passed) ?? null;
  const last = submitted.at(-1);
  const open = attempts.find((attempt) => attempt.submittedAt === null) ?? null;
  const grants = evidence.granted.filter(({ quizId }) => quizId === null || quizId === quiz.id);
  const unused = quiz.attempts === null ? null : unusedOf({ allowed: quiz.attempts, attempts, grants });
  const again = passed || open || unused !== 0 ? [] : toReadAgain(last?.missed ?? null, evidence);
  return {
    quiz,
    open,
    submitted,
    passed,
    left: unused === null ? null : leftOf(unused, open !== null || again.length > 0),
    granted: grants.reduce((granted, { attempts }) => granted + attempts, 0),
    again,
    notBefore: quiz.wait > 0 && last?.submittedAt ? addMinutes(last.submittedAt, quiz.wait) : null,
  };
}

/** Why a new attempt may not be opened now; undefined when it may. */
export function refusalToOpen({ passed, again, notBefore }: QuizStanding, now: Date): NotOpened | undefined {
  if (passed) return "passed";
  if (again.length > 0) return "read-again";
  return notBefore !== null && now.toISOString() < notBefore ? "wait" : undefined;
}

/** What to keep of a graded attempt so that reading again can be told from having read. */
export function missedIn(
  module: Module,
  { objectives, evidence }: { objectives: string[]; evidence: Evidence },
): Missed {
  const lessons = objectives.flatMap((objective) => lessonsServing(module, objective));
  const counted = lessons.map((lesson) => [lesson, evidence.reads[lesson]?.ordinal ?? 0]);
  return { objectives, lessons: Object.fromEntries(counted) };
}

function toReadAgain(missed: Missed | null, evidence: Evidence): string[] {
  return Object.entries(missed?.lessons ?? {})
    .filter(([lesson, ordinal]) => (evidence.reads[lesson]?.ordinal ?? 0) <= ordinal)
    .map(([lesson]) => lesson);
}

/**
 * What is unused of the attempts allowed and granted, in the order of what happened: an attempt opened when nothing was
 * left was opened by reading again, and takes nothing from what is granted after it. Ids tell the order, since a process
 * makes each above the last, also when the clock is set back.
 */
function unusedOf({ allowed, attempts, grants }: { allowed: number; attempts: Sitting[]; grants: Grant[] }): number {
  const openings = attempts.map(({ id }) => ({ order: id, change: -1 }));
  const granted = grants.map(({ id, attempts }) => ({ order: id, change: attempts }));
  const inOrder = [...openings, ...granted].sort((a, b) => (a.order < b.order ? -1 : 1));
  return inOrder.reduce((unused, { change }) => Math.max(0, unused + change), allowed);
}

/** Used up is none left, until the lessons are read again: then one. */
function leftOf(unused: number, isHeld: boolean): number {
  if (unused > 0) return unused;
  return isHeld ? 0 : 1;
}

function addMinutes(time: string, minutes: number): string {
  return new Date(Date.parse(time) + minutes * 60_000).toISOString();
}
