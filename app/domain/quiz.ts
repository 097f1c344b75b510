import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { type Fraction, fraction, isWhole, scoreOf, sum } from "./attempt/scoring.ts";
import type { Item, Quiz } from "./course/question.ts";
import type { Module } from "./course.ts";
import {
  type ExplainedQuestion,
  explainQuestion,
  isAnswered,
  orderOf,
  type ShownQuestion,
  showQuestion,
} from "./quiz/kinds.ts";
import type { Mix } from "./quiz/mixing.ts";

/**
 * An item as it was drawn: its id and, in the order shown, the ids of its choices, its right sides (those of their
 * pairs) or its steps. What an attempt keeps.
 */
export interface Drawn {
  item: string;
  choices: string[];
}

/**
 * By item id, the chosen choices' ids; the right side's id for each left one; or the steps' ids by the number given.
 * "" stands where a left side or a number has none yet.
 */
export type Answers = Record<string, string[]>;

export interface Grade {
  /** Of the whole quiz, from 0 to 1. */
  score: Fraction;
  passed: boolean;
  /** The objectives with an item that did not earn its full mark, in the order of the draw. */
  missed: string[];
  /** The principles of which fewer items were fully right than the quiz asks for. */
  unmet: string[];
}

/**
 * Draws a sitting: of each objective as many items as the quiz says, those not seen yet first, then those longest
 * unseen, at random among equals; `seen` is the ordinal of the attempt that showed an item last. The same seed,
 * quiz and past draw the same. A choice that stays last stays last; an ordering item never shows its right order.
 */
export function draw(quiz: Quiz, { seed, seen }: { seed: string; seen: Record<string, number> }): Drawn[] {
  const shuffle = shuffleFrom(seed);
  const mixing = { mix: shuffle, again: shuffleFrom([...seed].reverse().join("")), asWritten: !quiz.shuffle };
  const items = quiz.draw.flatMap(({ by, of, count }) => {
    const stratum = shuffle(quiz.items.filter((item) => item[by] === of));
    return stratum.sort((a, b) => (seen[a.id] ?? 0) - (seen[b.id] ?? 0)).slice(0, count);
  });
  const inOrder = quiz.shuffle ? shuffle(items) : quiz.items.filter((item) => items.includes(item));
  return inOrder.map((item) => ({ item: item.id, choices: orderOf(item, mixing) }));
}

/**
 * Grades a sitting by the exact sum of its items; passed when that reaches the pass mark and, where the quiz asks for
 * it, enough items of each principle are fully right.
 */
export function grade(quiz: Quiz, { drawn, answers }: { drawn: Drawn[]; answers: Answers }): Grade {
  const marks = drawn.map(({ item }) => {
    const question = itemOf(quiz, item);
    const { objective, principle } = question;
    return { objective, principle, score: scoreOf(question, answers[item] ?? []) };
  });
  const points = sum(marks.map((mark) => mark.score));
  const score = fraction(points.top, points.bottom * Math.max(1, drawn.length));
  const missed = marks.filter((mark) => !isWhole(mark.score)).map((mark) => mark.objective);
  const unmet = principlesDrawn(quiz).filter((of) => {
    return marks.filter(({ principle, score }) => principle === of && isWhole(score)).length < (quiz.perPrinciple ?? 0);
  });
  const passed = score.top * 100 >= quiz.passMark * score.bottom && unmet.length === 0;
  return { score, passed, missed: [...new Set(missed)], unmet };
}

function principlesDrawn({ draw }: Quiz): string[] {
  return draw.filter(({ by }) => by === "principle").map(({ of }) => of);
}

/** The positions of the items without an answer, or with a part of one. */
export function unanswered({ drawn, answers }: { drawn: Drawn[]; answers: Answers }): number[] {
  return drawn.flatMap(({ item }, at) => (isAnswered(answers[item]) ? [] : [at + 1]));
}

/** The sitting as its learner may see it until it is graded: no author's ids, no key, no rationale. */
export function forLearner(quiz: Quiz, drawn: Drawn[]): ShownQuestion[] {
  return drawn.map(({ item, choices }, at) => showQuestion(itemOf(quiz, item), choices, at + 1));
}

/** The sitting explained: for a learner who has passed, and for nobody before. */
export function explain(quiz: Quiz, { drawn, answers }: { drawn: Drawn[]; answers: Answers }): ExplainedQuestion[] {
  return drawn.map(({ item, choices: order }, at) => {
    return explainQuestion(itemOf(quiz, item), { position: at + 1, order, chosen: answers[item] ?? [] });
  });
}

/** The lessons of a module that serve an objective: those that say so, or those that its items name. */
export function lessonsServing(module: Module, objective: string): string[] {
  const serving = module.lessons.filter((lesson) => lesson.objectives.includes(objective)).map((lesson) => lesson.id);
  const named = (module.quiz?.items ?? []).filter((item) => item.objective === objective).map((item) => item.lesson);
  return serving.length > 0 ? serving : [...new Set(named)];
}

/** How many items one sitting has. */
export function countDrawn(quiz: Quiz): number {
  return quiz.draw.reduce((total, { count }) => total + count, 0);
}

/** An item of a quiz by its id; a sitting that names another is broken. */
export function itemOf(quiz: Quiz, id: string): Item {
  const item = quiz.items.find((candidate) => candidate.id === id);
  if (!item) throw new Error(`Quiz ${quiz.id} has no item ${id}.`);
  return item;
}

/** Fisher-Yates shuffles, one after another from one seed of up to 32 hexadecimal digits. */
function shuffleFrom(seed: string): Mix {
  const words = [0, 8, 16, 24].map((at) => Number.parseInt(seed.slice(at, at + 8).padEnd(8, "0"), 16) | 0);
  // A generator whose state is all zeros draws only zeros.
  const random = xoroshiro128plusFromState(words.every((word) => word === 0) ? [1, 2, 3, 4] : words);
  return (all) => {
    const shuffled = [...all];
    for (let last = shuffled.length - 1; last > 0; last--)
      shuffled.push(...shuffled.splice(uniformInt(random, 0, last), 1));
    return shuffled;
  };
}
