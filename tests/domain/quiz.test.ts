import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fraction, fraction, scoreOf, sum } from "#app/domain/attempt/scoring.ts";
import type { Item, Quiz } from "#app/domain/course/question.ts";
import type { Course } from "#app/domain/course.ts";
import { draw, explain, forLearner, grade, lessonsServing, unanswered } from "#app/domain/quiz.ts";
import { smallRelease, withOtherKeys } from "#tests/support/course.ts";

const { course } = smallRelease();
const quiz = quizOf(course);
const seed = "0123456789abcdef0123456789abcdef";
const seeds = fc.integer({ min: 1, max: 2 ** 31 }).map((number) => number.toString(16).padStart(32, "7"));

test("the same seed draws the same sitting, and another seed another", () => {
  const drawn = draw(quiz, { seed, seen: {} });
  expect(draw(quiz, { seed, seen: {} })).toEqual(drawn);
  const others = Array.from({ length: 20 }, (_, at) => draw(quiz, { seed: `${at}${seed}`.slice(0, 32), seen: {} }));
  expect(new Set(others.map((other) => JSON.stringify(other))).size).toBeGreaterThan(5);
});

test("a draw keeps its strata, and does not repeat while unseen items are left", () => {
  fc.assert(
    fc.property(fc.array(seeds, { minLength: 1, maxLength: 8 }), (seeds) => {
      const seen: Record<string, number> = {};
      for (const [at, seed] of seeds.entries()) {
        const drawn = draw(quiz, { seed, seen }).map(({ item }) => quiz.items.find(({ id }) => id === item));
        expect(drawn.map((item) => item?.objective).sort()).toEqual(["O1", "O2", "O3"]);
        for (const item of drawn) expectLongestUnseen(item?.id ?? "", item?.objective ?? "", seen);
        for (const item of drawn) seen[item?.id ?? ""] = at + 1;
      }
    }),
  );
});

test("every choice is shown once, and one that stays last stays last", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const { item, choices } of draw(quiz, { seed, seen: {} })) {
        const all = choicesOf(quiz.items.find(({ id }) => id === item));
        expect([...choices].sort()).toEqual(all.map(({ id }) => id));
        expect(choices.at(-1)).toBe("d");
      }
    }),
  );
});

test("a quiz that is not shuffled keeps its author's order", () => {
  const drawn = draw({ ...quiz, shuffle: false }, { seed, seen: {} });
  expect(drawn.map(({ item }) => item.slice(5, 7))).toEqual(["o1", "o2", "o3"]);
  expect(drawn.map(({ choices }) => choices.join(""))).toEqual(["abcd", "abcd", "abcd"]);
});

test("a single question is all or nothing", () => {
  const question = questionWith("single", [true, false, false]);
  expect(scoreOf(question, ["a"])).toEqual({ top: 1, bottom: 1 });
  for (const chosen of [["b"], [], ["a", "b"]]) expect(scoreOf(question, chosen)).toEqual({ top: 0, bottom: 1 });
});

test("a multiple question earns what is right less what is wrong, by how many are right, and not under nothing", () => {
  const question = questionWith("multiple", [true, true, true, false]);
  expect(scoreOf(question, ["a", "b", "c"])).toEqual({ top: 1, bottom: 1 });
  expect(scoreOf(question, ["a", "b"])).toEqual({ top: 2, bottom: 3 });
  expect(scoreOf(question, ["a", "d"])).toEqual({ top: 0, bottom: 1 });
  expect(scoreOf(question, ["d"])).toEqual({ top: 0, bottom: 1 });
  expect(scoreOf(question, ["a", "b", "c", "d"])).toEqual({ top: 2, bottom: 3 });
});

test("a score is the sum of its parts, exactly", () => {
  fc.assert(
    fc.property(seeds, fc.array(fc.subarray(["a", "b", "c", "d"]), { minLength: 3, maxLength: 3 }), (seed, chosen) => {
      const drawn = draw(quiz, { seed, seen: {} });
      const answers = Object.fromEntries(drawn.map(({ item }, at) => [item, chosen[at] ?? []]));
      const parts = drawn.map(({ item }) =>
        scoreOf(quiz.items.find(({ id }) => id === item) ?? none, answers[item] ?? []),
      );
      const { score, passed, missed } = grade(quiz, { drawn, answers });
      expect(value(score)).toBeCloseTo(parts.reduce((total, part) => total + value(part), 0) / 3, 10);
      expect(value(score)).toBeGreaterThanOrEqual(0);
      expect(value(score)).toBeLessThanOrEqual(1);
      expect(passed).toBe(100 * score.top >= 80 * score.bottom);
      expect(missed).toHaveLength(parts.filter((part) => part.top !== part.bottom).length);
    }),
  );
});

test("thirds add up to a whole", () => {
  expect(sum([fraction(1, 3), fraction(1, 3), fraction(1, 3)])).toEqual({ top: 1, bottom: 1 });
});

test("a quiz is passed when the exact sum reaches the pass mark, and not a hair under it", () => {
  const drawn = quiz.items.slice(0, 5).map((item) => ({ item: item.id, choices: choicesOf(item).map(({ id }) => id) }));
  const rightFor = (count: number) =>
    Object.fromEntries(drawn.map(({ item }, at) => [item, at < count ? ["a"] : ["d"]]));
  const single: Quiz = {
    ...quiz,
    draw: [],
    items: quiz.items.map((item) => {
      const choices = choicesOf(item).map((choice) => ({ ...choice, correct: choice.id === "a" }));
      return { ...item, kind: "single", choices };
    }),
  };
  expect(grade(single, { drawn, answers: rightFor(4) })).toMatchObject({ passed: true, score: { top: 4, bottom: 5 } });
  expect(grade({ ...single, passMark: 81 }, { drawn, answers: rightFor(4) }).passed).toBe(false);
  expect(grade(single, { drawn, answers: rightFor(3) }).passed).toBe(false);
});

test("a quiz that asks for so many right on each principle is not passed above its mark without them", () => {
  const byPrinciple: Quiz = {
    ...quiz,
    perPrinciple: 1,
    draw: ["Asking", "Waiting"].map((of) => ({ by: "principle", of, count: 2 })),
    items: quiz.items.slice(0, 4).map((item, at) => {
      const choices = choicesOf(item).map((choice) => ({ ...choice, correct: choice.id === "a" }));
      return { ...item, kind: "single", choices, principle: at < 2 ? "Asking" : "Waiting" };
    }),
  };
  const drawn = draw(byPrinciple, { seed, seen: {} });
  expect(drawn).toHaveLength(4);
  const rightOn = (...places: number[]) => {
    const answers = byPrinciple.items.map(({ id }, at) => [id, places.includes(at) ? ["a"] : ["d"]]);
    return grade({ ...byPrinciple, passMark: 50 }, { drawn, answers: Object.fromEntries(answers) });
  };
  expect(rightOn(0, 2)).toMatchObject({ passed: true, unmet: [] });
  expect(rightOn(0, 1)).toMatchObject({ passed: false, unmet: ["Waiting"], score: { top: 1, bottom: 2 } });
  expect(rightOn(3)).toMatchObject({ passed: false, unmet: ["Asking"], score: { top: 1, bottom: 4 } });
});

test("the items without an answer are named by position", () => {
  const drawn = draw(quiz, { seed, seen: {} });
  expect(unanswered({ drawn, answers: { [drawn[1]?.item ?? ""]: ["a"] } })).toEqual([1, 3]);
});

test("what a learner sees of a sitting holds positions and text, and no id, key or rationale", () => {
  const shown = JSON.stringify(forLearner(quiz, draw(quiz, { seed, seen: {} })));
  expect(shown).not.toMatch(/"(id|item|correct|rationale|objective|lesson|keepLast|author|difficulty)"|Because of/);
});

test("two releases that differ only in their keys and rationales show the same bytes", () => {
  const other = quizOf(withOtherKeys(course));
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(quiz));
  const shown = (quiz: Quiz) => JSON.stringify(forLearner(quiz, draw(quiz, { seed, seen: {} })));
  expect(shown(other)).toBe(shown(quiz));
});

test("an explained sitting gives each choice its reason and says what was chosen", () => {
  const drawn = draw(quiz, { seed, seen: {} });
  const [first] = explain(quiz, { drawn, answers: { [drawn[0]?.item ?? ""]: ["b"] } });
  const choices = first && "choices" in first ? first.choices : [];
  expect(choices.filter(({ chosen }) => chosen)).toMatchObject([{ rationale: ["Because of b."] }]);
  expect(choices.every(({ rationale }) => rationale.length > 0)).toBe(true);
});

test("an objective that no lesson claims leads to the lessons its items name", () => {
  const [module] = course.modules;
  if (!module) throw new Error("The small course has modules.");
  expect(lessonsServing(module, "O3")).toEqual(["lesson12"]);
  const bare = { ...module, lessons: module.lessons.map((lesson) => ({ ...lesson, objectives: [] })) };
  expect(lessonsServing(bare, "O1")).toEqual(["lesson11"]);
});

const none = questionWith("single", []);

function expectLongestUnseen(id: string, objective: string, seen: Record<string, number>) {
  const others = quiz.items.filter((item) => item.objective === objective && item.id !== id);
  for (const other of others) expect(seen[other.id] ?? 0).toBeGreaterThanOrEqual(seen[id] ?? 0);
}

function choicesOf(item: Item | undefined) {
  return item && "choices" in item ? item.choices : [];
}

function questionWith(kind: "single" | "multiple", keys: boolean[]) {
  return { kind, choices: keys.map((correct, at) => ({ id: "abcd".charAt(at), correct })) };
}

function quizOf({ modules }: Course): Quiz {
  const quiz = modules[0]?.quiz;
  if (!quiz) throw new Error("The small course has a quiz.");
  return quiz;
}

function value({ top, bottom }: Fraction): number {
  return top / bottom;
}
