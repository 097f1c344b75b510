import type { Attempt } from "../attempt.ts";
import type { Quiz } from "../course/question.ts";
import type { Module } from "../course.ts";
import type { ModuleProgress } from "../progress/module.ts";
import { type ExplainedQuestion, isAnswered, positionsOf, type ShownQuestion } from "../quiz/kinds.ts";
import { countDrawn, explain, forLearner, grade, itemOf, lessonsServing } from "../quiz.ts";
import { type QuizStanding, refusalToOpen } from "./policy.ts";
import type { Fraction } from "./scoring.ts";

/** A quiz before it is begun: its rules, and where its learner stands with it. */
export interface QuizView {
  id: string;
  title: string;
  module: { id: string; number: number; title: string };
  items: number;
  passMark: number;
  /** How many of how many items of each principle must be fully right; null where none is asked. */
  perPrinciple: { right: number; of: number } | null;
  attempts: number | null;
  wait: number;
  left: number | null;
  /** How many more than the quiz allows were granted to this learner. */
  granted: number;
  openAttempt: string | null;
  passed: { attempt: string; at: string } | null;
  /** Submitted attempts, the oldest first. */
  earlier: { attempt: string; number: number; at: string; passed: boolean }[];
  /** To read again before one more attempt. */
  again: { id: string; title: string }[];
  /** Set while the wait is not over. */
  notBefore: string | null;
}

/** An open attempt as its learner sees it. Items and choices by position from 1; no author's id is in it. */
export interface SittingView {
  title: string;
  module: { number: number; title: string };
  items: AnsweredItem[];
  savedAt: string | null;
}

export type AnsweredItem = ShownQuestion & {
  /** Positions of the chosen choices; of each left side's right one, or each step's number, 0 for none. */
  chosen: number[];
  /** Whether nothing of it is left open. */
  answered: boolean;
  /** What the next saving of this answer is counted as. */
  version: number;
};

/** A submitted attempt as its learner sees it; explained only once the quiz is passed. */
export interface OutcomeView {
  title: string;
  module: { id: string; number: number; title: string };
  passed: boolean;
  /** Whether this or another attempt has passed. */
  quizPassed: boolean;
  score: Fraction;
  items: number;
  passMark: number;
  /** How many items of each principle must be fully right; null where none is asked. */
  perPrinciple: number | null;
  /** The principles that kept it from being passed, as the course calls them. */
  unmet: string[];
  missed: { verb: string; text: string; lessons: { id: string; title: string }[] }[];
  explained: ExplainedQuestion[] | null;
}

/** A quiz before it is begun, for its learner. */
export function quizForLearner({ module, quiz }: { module: ModuleProgress; quiz: QuizStanding }, now: Date): QuizView {
  const { id, title, passMark, perPrinciple, draw, attempts, wait } = quiz.quiz;
  return {
    id,
    title,
    module: placeOf(module),
    items: countDrawn(quiz.quiz),
    passMark,
    perPrinciple: perPrinciple === null ? null : { right: perPrinciple, of: draw[0]?.count ?? 0 },
    attempts,
    wait,
    ...standingForLearner({ quiz }, now),
    granted: quiz.granted,
    openAttempt: quiz.open?.id ?? null,
    passed: quiz.passed?.submittedAt ? { attempt: quiz.passed.id, at: quiz.passed.submittedAt } : null,
    earlier: quiz.submitted.map(({ id: attempt, ordinal, submittedAt, openedAt, passed }) => {
      return { attempt, number: ordinal, at: submittedAt ?? openedAt, passed };
    }),
    again: titlesOf(module.module, quiz.again),
  };
}

/** What a learner may still do at a quiz, beside an outcome: attempts left, and until when to wait for the next. */
export function standingForLearner(
  found: { quiz: QuizStanding } | undefined,
  now: Date,
): Pick<QuizView, "left" | "notBefore"> {
  if (!found) return { left: null, notBefore: null };
  const isWaiting = refusalToOpen(found.quiz, now) === "wait" && !found.quiz.open;
  return { left: found.quiz.left, notBefore: isWaiting ? found.quiz.notBefore : null };
}

/** An open attempt for its learner. */
export function sittingForLearner(
  attempt: Attempt,
  { quiz, module }: { quiz: Quiz; module: { number: number; title: string } },
): SittingView {
  const items = forLearner(quiz, attempt.drawn).map((shown, at) => {
    const { item = "", choices: order = [] } = attempt.drawn[at] ?? {};
    const kept = attempt.answers[item] ?? [];
    const chosen = positionsOf(itemOf(quiz, item), { order, chosen: kept });
    return { ...shown, chosen, answered: isAnswered(kept), version: (attempt.versions[item] ?? 0) + 1 };
  });
  const { number, title } = module;
  return { title: quiz.title, module: { number, title }, items, savedAt: attempt.savedAt };
}

/** A submitted attempt for its learner; undefined while it is open. */
export function outcomeForLearner(
  attempt: Attempt,
  { quiz, module, quizPassed }: { quiz: Quiz; module: ModuleProgress; quizPassed: boolean },
): OutcomeView | undefined {
  if (!attempt.outcome) return undefined;
  const { passed, score, missed } = attempt.outcome;
  const objectives = module.module.objectives.filter(({ id }) => missed.objectives.includes(id));
  return {
    title: quiz.title,
    module: placeOf(module),
    passed,
    quizPassed,
    score,
    items: attempt.drawn.length,
    passMark: quiz.passMark,
    perPrinciple: quiz.perPrinciple,
    unmet: grade(quiz, attempt).unmet,
    missed: objectives.map(({ id, verb, text }) => {
      return { verb, text, lessons: titlesOf(module.module, lessonsServing(module.module, id)) };
    }),
    explained: quizPassed ? explain(quiz, attempt) : null,
  };
}

function placeOf({ module, number }: ModuleProgress) {
  return { id: module.id, number, title: module.title };
}

function titlesOf(module: Module, ids: string[]): { id: string; title: string }[] {
  return module.lessons.filter(({ id }) => ids.includes(id)).map(({ id, title }) => ({ id, title }));
}
