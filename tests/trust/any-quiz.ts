import fc from "fast-check";
import type { Item, Quiz } from "#app/domain/course/question.ts";
import type { Compiled, Course } from "#app/domain/course.ts";
import { smallRelease } from "#tests/support/course.ts";

/** `keys` has one for each choice, pair or step; which of them are right says something of choices alone. */
interface AnyItem {
  kind: Item["kind"];
  keys: boolean[];
  last: boolean;
  other: number;
}

/** A bank and its policy as they are drawn at random. */
export interface AnyQuiz {
  by: "objective" | "principle";
  strata: { count: number; items: AnyItem[] }[];
  lessons: number[][];
  passMark: number;
  /** How many of each principle must be right, where the strata are principles. */
  perPrinciple: number | null;
  attempts: number | null;
  wait: number;
  shuffle: boolean;
}

const item: fc.Arbitrary<AnyItem> = fc.record({
  kind: fc.constantFrom<Item["kind"]>("single", "multiple", "matching", "ordering"),
  keys: fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }),
  last: fc.boolean(),
  other: fc.nat(3),
});
const stratum = fc
  .record({ count: fc.integer({ min: 1, max: 2 }), items: fc.array(item, { minLength: 2, maxLength: 5 }) })
  .map(({ count, items }) => ({ count: Math.min(count, items.length), items }));

/** Banks of two to four strata, of every policy. */
export const anyQuiz: fc.Arbitrary<AnyQuiz> = fc.record({
  by: fc.constantFrom("objective", "principle"),
  strata: fc.array(stratum, { minLength: 2, maxLength: 4 }),
  lessons: fc.array(fc.array(fc.nat(3), { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  passMark: fc.constantFrom(70, 75, 80, 100),
  perPrinciple: fc.constantFrom(null, 1, 2),
  attempts: fc.constantFrom(null, 1, 1, 2, 3),
  wait: fc.constantFrom(0, 0, 0, 30),
  shuffle: fc.boolean(),
});

/** The course of one module with this quiz; it is complete when its lessons are read and its quiz is passed. */
export function courseWith(any: AnyQuiz, id: string): Compiled {
  return smallRelease((course) => ({
    ...course,
    id,
    completion: [{ kind: "lessons-read" }, { kind: "quizzes-passed" }],
    modules: course.modules.slice(0, 1).map((module) => ({
      ...module,
      objectives: [1, 2, 3, 4].map((number) => ({ id: `O${number}`, verb: "describe", text: `part ${number}` })),
      lessons: any.lessons.flatMap((served, at) => {
        const objectives = [...new Set(served.map((number) => `O${number + 1}`))];
        return module.lessons.slice(0, 1).map((lesson) => ({ ...lesson, id: `lesson1${at + 1}`, objectives }));
      }),
      quiz: quizOf(any),
    })),
  }));
}

/**
 * The release after it: other choices are right, the mark to pass is another, and the bank is in another order; every
 * second one has lost an item wherever it can spare one.
 */
export function nextOf({ format, course }: Compiled, number: number): Compiled {
  const changed = (quiz: Quiz): Quiz => ({
    ...quiz,
    passMark: 170 - quiz.passMark,
    items: quiz.draw
      .flatMap(({ by, of, count }) => {
        const bank = quiz.items.filter((candidate) => candidate[by] === of);
        return bank.slice(number % 2 === 0 && bank.length > count ? 1 : 0);
      })
      .map(withKeysTurned)
      .reverse(),
  });
  const modules = course.modules.map((module) => ({ ...module, quiz: module.quiz && changed(module.quiz) }));
  return { format, course: { ...course, version: `1.0.${number}`, modules } };
}

export function quizIn({ modules }: Course): Quiz {
  const quiz = modules[0]?.quiz;
  if (!quiz) throw new Error("The course has a quiz.");
  return quiz;
}

function quizOf(any: AnyQuiz): Quiz {
  const { by, passMark, perPrinciple, attempts, wait, shuffle } = any;
  const nameOf = (at: number) => (by === "objective" ? `O${at + 1}` : `P${at + 1}`);
  return {
    id: "quiz0001",
    title: "Quiz 1",
    passMark,
    perPrinciple: by === "principle" ? perPrinciple : null,
    draw: any.strata.map(({ count }, at) => ({ by, of: nameOf(at), count })),
    attempts,
    wait,
    shuffle,
    items: any.strata.flatMap(({ items }, at) => items.map((one, number) => itemOf(any, { one, at, number }))),
  };
}

type Place = { one: AnyItem; at: number; number: number };

function itemOf({ by, lessons }: AnyQuiz, { one, at, number }: Place): Item {
  const { kind, keys, last, other } = one;
  const asked = {
    id: `item${at}${number}`,
    objective: `O${by === "objective" ? at + 1 : other + 1}`,
    principle: by === "principle" ? `P${at + 1}` : other === 0 ? null : `P${other}`,
    lesson: `lesson1${(other % lessons.length) + 1}`,
    stem: [`Question ${at}.${number}?`],
    difficulty: 2,
    author: "The practice's own team",
    reviewed: null,
  };
  const part = (place: number) => ({ id: "abcde".charAt(place), rationale: [`Because of ${place}.`] });
  if (kind === "matching") {
    return { ...asked, kind, pairs: keys.map((_, at) => ({ ...part(at), left: `Left ${at}`, right: `Right ${at}` })) };
  }
  if (kind === "ordering")
    return { ...asked, kind, steps: keys.map((_, at) => ({ ...part(at), text: [`Step ${at}`] })) };
  const firstRight = Math.max(0, keys.indexOf(true));
  const choices = keys.map((right, at) => ({
    ...part(at),
    text: [`Choice ${at}`],
    correct: at === firstRight || (right && kind === "multiple"),
    keepLast: last && at === 0,
  }));
  return { ...asked, kind, choices };
}

/** Choices are as right as the one before was; what is matched or put in order moves on by one. */
function withKeysTurned(question: Item): Item {
  if (question.kind === "matching") return { ...question, pairs: movedOn(question.pairs) };
  if (question.kind === "ordering") return { ...question, steps: movedOn(question.steps) };
  const { choices } = question;
  const turned = choices.map((choice, at) => ({ ...choice, correct: choices.at(at - 1)?.correct ?? false }));
  return { ...question, choices: turned };
}

function movedOn<Part>(parts: Part[]): Part[] {
  return [...parts.slice(1), ...parts.slice(0, 1)];
}
