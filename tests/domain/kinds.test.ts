import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { scoreOf } from "#app/domain/attempt/scoring.ts";
import { outcomeForLearner, sittingForLearner } from "#app/domain/attempt/view.ts";
import { findQuizOf, submitAttempt } from "#app/domain/attempt.ts";
import type { Item, Question, Quiz } from "#app/domain/course/question.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { findTakeable, progressIn } from "#app/domain/progress.ts";
import { answerAt, explainQuestion, isAnswered, keyOf, positionsOf, showQuestion } from "#app/domain/quiz/kinds.ts";
import { draw, forLearner, unanswered } from "#app/domain/quiz.ts";
import { addLearner, type Learner, morning, publishSmall } from "#tests/support/cast.ts";
import {
  matchingQuestion,
  orderingQuestion,
  smallRelease,
  withEveryKind,
  withOtherKeys,
} from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { answer, open, read, sit, url } from "#tests/support/sitting.ts";

/** What holds for every kind of question: shown, answered, graded, explained, and what its learner is sent. */
interface Contract {
  question: Question;
  /** Ids as they might be shown. */
  order: string[];
  /** A whole answer that is partly right, as a form sends it, and what it earns. */
  partly: { positions: number[]; score: [top: number, bottom: number] };
  /** What is said of the parts of that answer, in the order explained. */
  told: object[];
  refused: [positions: number[], why: string][];
  /** A part of an answer, of the kinds that have one. */
  unfinished?: number[];
}

const choices = [true, true, false, false].map((correct, at) => {
  const id = "abcd".charAt(at);
  return { id, text: [`Choice ${id}`], correct, rationale: [`Because of ${id}.`], keepLast: false };
});
const asked = { id: "question", objective: "O1", stem: ["What now?"] };

const contracts: Record<Question["kind"], Contract> = {
  single: {
    question: { ...asked, kind: "single", choices: choices.map((choice, at) => ({ ...choice, correct: at === 0 })) },
    order: ["c", "a", "d", "b"],
    partly: { positions: [1], score: [0, 1] },
    told: [
      { text: ["Choice c"], chosen: true, correct: false },
      { text: ["Choice a"], chosen: false, correct: true },
      { text: ["Choice d"], chosen: false, correct: false },
      { text: ["Choice b"], chosen: false, correct: false },
    ],
    refused: [
      [[5], "no-such-choice"],
      [[0], "no-such-choice"],
      [[1.5], "no-such-choice"],
      [[1, 2], "one-choice-only"],
      [[2, 2], "choice-twice"],
    ],
  },
  multiple: {
    question: { ...asked, kind: "multiple", choices },
    order: ["c", "a", "d", "b"],
    partly: { positions: [2], score: [1, 2] },
    told: [
      { text: ["Choice c"], chosen: false, correct: false },
      { text: ["Choice a"], chosen: true, correct: true },
      { text: ["Choice d"], chosen: false, correct: false },
      { text: ["Choice b"], chosen: false, correct: true },
    ],
    refused: [
      [[2, 5], "no-such-choice"],
      [[0], "no-such-choice"],
      [[2, 2], "choice-twice"],
    ],
  },
  matching: {
    question: matchingQuestion("question", "O1"),
    order: ["c", "a", "d", "b"],
    // Signs a and b rightly, c and d the other way round.
    partly: { positions: [2, 4, 3, 1], score: [1, 2] },
    told: [
      { left: "Sign a", chosen: "Meaning a", right: "Meaning a", correct: true },
      { left: "Sign b", chosen: "Meaning b", right: "Meaning b", correct: true },
      { left: "Sign c", chosen: "Meaning d", right: "Meaning c", correct: false },
      { left: "Sign d", chosen: "Meaning c", right: "Meaning d", correct: false },
    ],
    refused: [
      [[2, 4, 1, 5], "no-such-choice"],
      [[2, 4, 1, -1], "no-such-choice"],
      [[2, 4, 1], "not-one-for-each"],
      [[2, 4, 1, 3, 3], "not-one-for-each"],
    ],
    unfinished: [2, 0, 1, 0],
  },
  ordering: {
    question: orderingQuestion("question", "O1"),
    order: ["c", "a", "d", "b"],
    // Right is d, c, b, a; given is d, c, a, b.
    partly: { positions: [2, 3, 1, 4], score: [1, 2] },
    told: [
      { text: ["Step d"], position: 1, given: 1, correct: true },
      { text: ["Step c"], position: 2, given: 2, correct: true },
      { text: ["Step b"], position: 3, given: 4, correct: false },
      { text: ["Step a"], position: 4, given: 3, correct: false },
    ],
    refused: [
      [[2, 3, 1, 5], "no-such-choice"],
      [[2, 3, 1], "not-one-for-each"],
      [[2, 2, 1, 4], "number-twice"],
      [[2, 2, 0, 0], "number-twice"],
    ],
    unfinished: [2, 0, 1, 0],
  },
};

describe.each(Object.entries(contracts))("a %s question", (kind, contract) => {
  const { question, order, partly, told, refused, unfinished } = contract;
  const kept = (positions: number[]) => keptOf(contract, positions);

  test("is shown by position, with no id, key or rationale", () => {
    const shown = showQuestion(question, order, 3);
    expect(shown).toMatchObject({ position: 3, kind, stem: question.stem });
    expect(JSON.stringify(shown)).not.toMatch(/"(id|correct|rationale|keepLast|pairs|[abcd])"|Because of/);
    for (const letter of order) expect(JSON.stringify(shown)).toMatch(new RegExp(`(Choice|Meaning|Step) ${letter}`));
  });

  test("keeps an answer so that it stands again as it was sent", () => {
    expect(positionsOf(question, { order, chosen: kept(partly.positions) })).toEqual(partly.positions);
    expect(isAnswered(kept(partly.positions))).toBe(true);
  });

  test("is not answered by nothing, and an answer can be emptied", () => {
    expect(kept([])).toEqual([]);
    expect(isAnswered(kept([]))).toBe(false);
    if (unfinished) expect(kept(unfinished.map(() => 0))).toEqual([]);
  });

  test.each(refused)("refuses %j: %s", (positions, why) => {
    expect(answerAt(question, { order, positions })).toEqual({ refused: why });
  });

  test("earns exactly its share", () => {
    const [top, bottom] = partly.score;
    expect(scoreOf(question, keyOf(question))).toEqual({ top: 1, bottom: 1 });
    expect(scoreOf(question, kept(partly.positions))).toEqual({ top, bottom });
    expect(scoreOf(question, [])).toEqual({ top: 0, bottom: 1 });
  });

  test("explains every part, and says what was answered", () => {
    const explained = explainQuestion(question, { position: 3, order, chosen: kept(partly.positions) });
    const [top, bottom] = partly.score;
    for (const letter of order) expect(JSON.stringify(explained)).toContain(`Because of ${letter}.`);
    expect(explained).toMatchObject({ position: 3, kind, score: { top, bottom } });
    expect(Object.values(explained).find((value) => Array.isArray(value) && value.length === 4)).toMatchObject(told);
  });
});

test.each([
  "matching",
  "ordering",
] as const)("a %s question counts as unanswered while a part is open, and keeps what is there", (kind) => {
  const { question, order, unfinished = [] } = contracts[kind];
  const chosen = keptOf(contracts[kind], unfinished);
  expect(isAnswered(chosen)).toBe(false);
  expect(positionsOf(question, { order, chosen })).toEqual(unfinished);
  expect(unanswered({ drawn: [{ item: "question", choices: order }], answers: { question: chosen } })).toEqual([1]);
});

const { course } = smallRelease(withEveryKind);
const quiz = quizOf(course.modules[0]?.quiz);
const seeds = fc.integer({ min: 1, max: 2 ** 31 }).map((number) => number.toString(16).padStart(32, "7"));

test("an ordering item is never shown in its right order, and every other order comes up", () => {
  const question = orderingQuestion("question", "O1");
  const three = { ...question, steps: question.steps.slice(0, 3) };
  const orders = new Map<string, number>();
  for (let at = 1; at <= 600; at++) {
    const seed = (at * 2_654_435_761).toString(16).padStart(32, "5");
    const [drawn] = draw({ ...quiz, draw: [drawOf("O1")], items: [graded(three)] }, { seed, seen: {} });
    const order = drawn?.choices.join("") ?? "";
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect([...orders.keys()].sort()).toEqual(["bcd", "bdc", "cbd", "cdb", "dbc"].sort());
  // One in five each; a rule that only turned the right order round would give two in six to one of them.
  expect(Math.max(...orders.values())).toBeLessThan(165);
});

test("sides and steps are mixed also where the quiz is not, since their author's order is the key", () => {
  const still = { ...quiz, shuffle: false };
  const orders = Array.from({ length: 30 }, (_, at) => {
    const drawn = draw(still, { seed: (at + 7).toString(16).padStart(32, "9"), seen: {} });
    return drawn.slice(0, 2).map(({ choices }) => choices.join(""));
  });
  expect(new Set(orders.map(([matching]) => matching)).size).toBeGreaterThan(10);
  expect(orders.filter(([, ordering]) => ordering === "dcba")).toEqual([]);
});

test("the same seed mixes the same, and what is drawn after does not depend on a right order that came up", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const drawn = draw(quiz, { seed, seen: {} });
      expect(draw(quiz, { seed, seen: {} })).toEqual(drawn);
      const other = draw(
        quizOf(smallRelease((course) => withOtherKeys(withEveryKind(course))).course.modules[0]?.quiz),
        {
          seed,
          seen: {},
        },
      );
      expect(other.map(({ item }) => item)).toEqual(drawn.map(({ item }) => item));
      expect(other.filter(({ item }) => !item.startsWith("order")).length).toBe(2);
    }),
  );
});

test("two courses that differ only in their keys show the same of every kind", () => {
  const other = quizOf(smallRelease((course) => withOtherKeys(withEveryKind(course))).course.modules[0]?.quiz);
  expect(other.items.map(keyTexts)).not.toEqual(quiz.items.map(keyTexts));
  const shown = (of: Quiz, seed: string) => JSON.stringify(forLearner(of, draw(of, { seed, seen: {} })));
  const compared = Array.from({ length: 40 }, (_, at) => (at + 3).toString(16).padStart(32, "6"));
  // Only where the mixing comes to the right order of one of the two does the other of them differ.
  const same = compared.filter((seed) => shown(quiz, seed) === shown(other, seed));
  expect(same.length).toBeGreaterThan(30);
  const differing = compared.filter((seed) => !same.includes(seed));
  const withoutSteps = (of: Quiz, seed: string) =>
    JSON.stringify(forLearner(of, draw(of, { seed, seen: {} })).filter(({ kind }) => kind !== "ordering"));
  for (const seed of differing) expect(withoutSteps(quiz, seed)).toBe(withoutSteps(other, seed));
});

onBothDatabases("a sitting with every kind is answered, passed and explained", async ({ db }) => {
  const learner = await addLearner(db, { release: await publishSmall(db, smallRelease(withEveryKind)) });
  const attempt = await sit(db, learner, "quiz0001", "right");
  expect(attempt.outcome).toMatchObject({ passed: true, score: { top: 1, bottom: 1 } });
  const progress = progressIn({
    course: learner.release.course,
    evidence: await findEvidence(db, learner.enrolment.id),
  });
  const found = findTakeable(progress, "quiz0001");
  if (!found) throw new Error("The quiz is there.");
  const outcome = outcomeForLearner(attempt, { quiz: found.quiz.quiz, module: found.module, quizPassed: true });
  expect(outcome?.explained?.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["matching", "ordering"]));
});

onBothDatabases("what is wrong in one part costs that part, and its objective is missed", async ({ db }) => {
  const learner = await addLearner(db, { release: await publishSmall(db, smallRelease(withEveryKind)) });
  const attempt = await open(db, learner, "quiz0001");
  await answer(db, learner, attempt, "right");
  const at = attempt.drawn.findIndex(({ item }) => item.startsWith("match"));
  const rights = ["a", "b", "d", "c"].map((id) => (attempt.drawn[at]?.choices.indexOf(id) ?? 0) + 1);
  await saveAnswer(db, { ...learner, attemptId: attempt.id, item: at + 1, choices: rights, now: morning });
  await submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: morning });
  // Half of one of three questions.
  expect((await read(db, learner, attempt.id)).outcome).toMatchObject({
    passed: true,
    score: { top: 5, bottom: 6 },
    missed: { objectives: ["O1"] },
  });
});

onBothDatabases("a part of an answer is kept and resumed, and cannot be submitted", async ({ db }) => {
  const learner = await addLearner(db, { release: await publishSmall(db, smallRelease(withEveryKind)) });
  const attempt = await open(db, learner, "quiz0001");
  await answer(db, learner, attempt, "right");
  const at = attempt.drawn.findIndex(({ item }) => item.startsWith("order"));
  const save = (choices: number[]) =>
    saveAnswer(db, { ...learner, attemptId: attempt.id, item: at + 1, choices, now: morning });
  expect(await save([0, 3, 0, 1])).toHaveProperty("savedAt");
  expect(await save([3, 3, 0, 1])).toEqual({ refused: "number-twice" });
  expect(await itemsOf(db, learner, attempt.id)).toMatchObject({ [at]: { chosen: [0, 3, 0, 1], answered: false } });
  const submitted = await submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: morning });
  expect(submitted).toEqual({ refused: "unanswered", items: [at + 1] });
});

async function itemsOf(db: Parameters<typeof read>[0], learner: Learner, attemptId: string) {
  const attempt = await read(db, learner, attemptId);
  const { quiz } = await findQuizOf(db, { attempt, release: learner.release });
  return { ...sittingForLearner(attempt, { quiz, module: { number: 1, title: "Hearing" } }).items };
}

function keptOf({ question, order }: Contract, positions: number[]): string[] {
  const answered = answerAt(question, { order, positions });
  if ("refused" in answered) throw new Error(answered.refused);
  return answered.chosen;
}

function quizOf(quiz: Quiz | null | undefined): Quiz {
  if (!quiz) throw new Error("The small course has a quiz.");
  return quiz;
}

function drawOf(of: string): Quiz["draw"][number] {
  return { by: "objective", of, count: 1 };
}

function graded(question: Question): Item {
  return { ...question, lesson: "lesson11", principle: null, difficulty: 1, author: "x", reviewed: null };
}

/** What is right, by its words. */
function keyTexts(item: Item): string {
  if (item.kind === "matching") return JSON.stringify(item.pairs.map(({ left, right }) => [left, right]));
  if (item.kind === "ordering") return JSON.stringify(item.steps.map(({ text }) => text));
  return JSON.stringify(item.choices.filter(({ correct }) => correct).map(({ text }) => text));
}
