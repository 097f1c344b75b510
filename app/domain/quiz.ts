import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { type Fraction, fraction, isWhole, scoreOf, sum } from "./attempt/scoring.ts";
import type { Item, Question, Quiz } from "./course/question.ts";
import type { Node } from "./course/text.ts";
import type { Module } from "./course.ts";

/** An item as it was drawn: its id and its choices' ids in the order shown. What an attempt keeps. */
export interface Drawn {
  item: string;
  choices: string[];
}

/** The chosen choices' ids, by item id. */
export type Answers = Record<string, string[]>;

export interface Grade {
  /** Of the whole quiz, from 0 to 1. */
  score: Fraction;
  passed: boolean;
  /** The objectives with an item that did not earn its full mark, in the order of the draw. */
  missed: string[];
}

/** A question as its learner sees it until it is graded: positions from 1, and text. */
export interface ShownQuestion {
  position: number;
  kind: Question["kind"];
  stem: Node[];
  choices: { position: number; text: Node[] }[];
}

/** A question once it may be explained. */
export interface ExplainedQuestion extends ShownQuestion {
  choices: { position: number; text: Node[]; chosen: boolean; correct: boolean; rationale: Node[] }[];
  score: Fraction;
}

/**
 * Draws a sitting: of each objective as many items as the quiz says, those not seen yet first, then those longest
 * unseen, at random among equals; `seen` is the ordinal of the attempt that showed an item last. The same seed,
 * quiz and past draw the same. A choice that stays last stays last.
 */
export function draw(quiz: Quiz, { seed, seen }: { seed: string; seen: Record<string, number> }): Drawn[] {
  const shuffle = shuffleFrom(seed);
  const items = quiz.draw.flatMap(({ by, of, count }) => {
    const stratum = shuffle(quiz.items.filter((item) => item[by] === of));
    return stratum.sort((a, b) => (seen[a.id] ?? 0) - (seen[b.id] ?? 0)).slice(0, count);
  });
  const inOrder = quiz.shuffle ? shuffle(items) : quiz.items.filter((item) => items.includes(item));
  return inOrder.map((item) => ({
    item: item.id,
    choices: choicesInOrder(item, quiz.shuffle ? shuffle : (all) => all),
  }));
}

/** Grades a sitting by the exact sum of its items; passed when that reaches the pass mark. */
export function grade(quiz: Quiz, { drawn, answers }: { drawn: Drawn[]; answers: Answers }): Grade {
  const marks = drawn.map(({ item }) => {
    const question = itemOf(quiz, item);
    return { objective: question.objective, score: scoreOf(question, answers[item] ?? []) };
  });
  const points = sum(marks.map((mark) => mark.score));
  const score = fraction(points.top, points.bottom * Math.max(1, drawn.length));
  const missed = marks.filter((mark) => !isWhole(mark.score)).map((mark) => mark.objective);
  return { score, passed: score.top * 100 >= quiz.passMark * score.bottom, missed: [...new Set(missed)] };
}

/** The positions of the items without an answer. */
export function unanswered({ drawn, answers }: { drawn: Drawn[]; answers: Answers }): number[] {
  return drawn.flatMap(({ item }, at) => (answers[item]?.length ? [] : [at + 1]));
}

/** The sitting as its learner may see it until it is graded: no author's ids, no key, no rationale. */
export function forLearner(quiz: Quiz, drawn: Drawn[]): ShownQuestion[] {
  return drawn.map(({ item, choices }, at) => {
    const { kind, stem, choices: all } = itemOf(quiz, item);
    const shown = choices.map((id, place) => ({ position: place + 1, text: textOf(all, id) }));
    return { position: at + 1, kind, stem, choices: shown };
  });
}

/** The sitting explained: for a learner who has passed, and for nobody before. */
export function explain(quiz: Quiz, { drawn, answers }: { drawn: Drawn[]; answers: Answers }): ExplainedQuestion[] {
  return forLearner(quiz, drawn).map((shown, at) => {
    const { item = "", choices = [] } = drawn[at] ?? {};
    return explainQuestion(itemOf(quiz, item), { shown, order: choices, chosen: answers[item] ?? [] });
  });
}

/** One question with each choice explained, chosen or not. */
export function explainQuestion(
  question: Question,
  { shown, order, chosen }: { shown: ShownQuestion; order: string[]; chosen: string[] },
): ExplainedQuestion {
  const choices = shown.choices.map((choice, at) => {
    const id = order[at] ?? "";
    const { correct = false, rationale = [] } = question.choices.find((candidate) => candidate.id === id) ?? {};
    return { ...choice, chosen: chosen.includes(id), correct, rationale };
  });
  return { ...shown, choices, score: scoreOf(question, chosen) };
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

function choicesInOrder({ choices }: Item, shuffle: Shuffle): string[] {
  const free = shuffle(choices.filter((choice) => !choice.keepLast));
  return [...free, ...choices.filter((choice) => choice.keepLast)].map((choice) => choice.id);
}

function itemOf(quiz: Quiz, id: string): Item {
  const item = quiz.items.find((candidate) => candidate.id === id);
  if (!item) throw new Error(`Quiz ${quiz.id} has no item ${id}.`);
  return item;
}

function textOf(choices: Question["choices"], id: string): Node[] {
  const choice = choices.find((candidate) => candidate.id === id);
  if (!choice) throw new Error(`An item has no choice ${id}.`);
  return choice.text;
}

type Shuffle = <T>(all: T[]) => T[];

/** Fisher-Yates shuffles, one after another from one seed of up to 32 hexadecimal digits. */
function shuffleFrom(seed: string): Shuffle {
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
