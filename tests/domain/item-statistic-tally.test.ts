import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { adviseOn } from "#app/domain/item-statistic/advice.ts";
import type { AnswerPart } from "#app/domain/item-statistic/parts.ts";
import {
  type Answered,
  add,
  discriminationOf,
  facilityOf,
  partsOfPoint,
  type Tally,
  toParts,
} from "#app/domain/item-statistic/tally.ts";

const choices: AnswerPart[] = [
  { id: "a", correct: true },
  { id: "b", correct: false },
  { id: "c", correct: false },
];

test("facility and discrimination are those of the textbook, in whatever order attempts come", () => {
  const score = fc.integer({ min: 0, max: partsOfPoint });
  const attempt = fc.record({
    score,
    rest: fc.integer({ min: 0, max: 24 * partsOfPoint }),
    chosen: fc.constant<string[]>([]),
  });
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 2, maxLength: 200 }), (attempts) => {
      const expected = textbook(attempts);
      const found = tally(attempts);
      expect(facilityOf(found)).toBeCloseTo(expected.facility, 10);
      if (expected.discrimination === null) expect(discriminationOf(found)).toBeNull();
      else expect(discriminationOf(found)).toBeCloseTo(expected.discrimination, 8);
      expect(tally([...attempts].reverse())).toEqual(found);
    }),
  );
});

/** R's package performance publishes these for R's iris: tests/testthat/test-item_discrimination.R. */
test.each([
  ["sepal length", 0, 0.894040250011166],
  ["sepal width", 1, -0.348657747269071],
  ["petal length", 2, 0.863271047498634],
  ["petal width", 3, 0.921040960149154],
])("the published item-rest correlation of %s in Fisher's iris is found again", (_, item, published) => {
  const flowers = readFileSync("tests/fixtures/item-statistics/iris.txt", "utf8").trim().split(/[|\n]/);
  expect(flowers).toHaveLength(150);
  const attempts = flowers.map((flower) => {
    const tenths = flower.split(" ").map(Number);
    const total = tenths.reduce((sum, one) => sum + one, 0);
    const score = tenths[item] ?? 0;
    return { score, rest: total - score, chosen: [] };
  });
  expect(discriminationOf(tally(attempts))).toBeCloseTo(published, 12);
});

test("where everyone earns the same, on the item or on the rest, discrimination cannot be told", () => {
  const varied = [0, 1, 2, 3].map((rest) => rest * partsOfPoint);
  expect(discriminationOf(tally(varied.map((rest) => ({ score: partsOfPoint, rest, chosen: ["a"] }))))).toBeNull();
  expect(discriminationOf(tally(varied.map((score) => ({ score, rest: 0, chosen: ["a"] }))))).toBeNull();
  const thirds = [1, 2, 1, 2].map((top) => ({ score: toParts({ top: 1, bottom: 3 }), rest: top, chosen: ["a"] }));
  expect(discriminationOf(tally(thirds))).toBeNull();
});

test("scores of up to ten equal shares add up without rounding", () => {
  for (let bottom = 1; bottom <= 10; bottom++) expect(toParts({ top: 1, bottom }) * bottom).toBe(partsOfPoint);
});

test("an item that those who do well miss is advised to have its key checked", () => {
  const attempts = sittings([
    { times: 5, right: false, rest: 3, chosen: "b" },
    { times: 5, right: true, rest: 1, chosen: "a" },
  ]);
  expect(adviseOn(tally(attempts), choices)).toEqual([
    { kind: "check-key", choices: [] },
    { kind: "wrong-choice-draws", choices: ["b"] },
    { kind: "never-chosen", choices: ["c"] },
  ]);
});

test("an item that all get right is asked whether it measures, and its unused choices are named", () => {
  const attempts = sittings([
    { times: 6, right: true, rest: 3, chosen: "a" },
    { times: 4, right: true, rest: 1, chosen: "a" },
  ]);
  expect(adviseOn(tally(attempts), choices)).toEqual([
    { kind: "nearly-all-right", choices: [] },
    { kind: "never-chosen", choices: ["b", "c"] },
  ]);
});

test("an item that tells those who know the rest from those who do not is left alone", () => {
  const attempts = sittings([
    { times: 6, right: true, rest: 3, chosen: "a" },
    { times: 1, right: false, rest: 3, chosen: "b" },
    { times: 2, right: false, rest: 1, chosen: "b" },
    { times: 1, right: false, rest: 0, chosen: "c" },
  ]);
  expect(adviseOn(tally(attempts), choices)).toEqual([]);
});

test("what fewer than five chose says nothing of who chose it", () => {
  const attempts = sittings([
    { times: 4, right: false, rest: 3, chosen: "b" },
    { times: 6, right: true, rest: 2, chosen: "a" },
  ]);
  expect(adviseOn(tally(attempts), choices).map(({ kind }) => kind)).not.toContain("wrong-choice-draws");
});

function sittings(groups: { times: number; right: boolean; rest: number; chosen: string }[]): Answered[] {
  return groups.flatMap(({ times, right, rest, chosen }) =>
    Array.from({ length: times }, () => ({
      score: right ? partsOfPoint : 0,
      rest: rest * partsOfPoint,
      chosen: [chosen],
    })),
  );
}

function tally(attempts: Answered[]): Tally {
  const all = attempts.reduce<Tally | null>((sum, attempt) => add(sum, attempt), null);
  if (!all) throw new Error("No attempts.");
  return all;
}

/** By the definitions, in two passes: means first, then deviations from them. */
function textbook(attempts: Answered[]): { facility: number; discrimination: number | null } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const scores = attempts.map(({ score }) => score / partsOfPoint);
  const rests = attempts.map(({ rest }) => rest / partsOfPoint);
  const [meanScore, meanRest] = [mean(scores), mean(rests)];
  const isFlat = (values: number[]) => values.every((value) => value === values[0]);
  if (isFlat(scores) || isFlat(rests)) return { facility: meanScore, discrimination: null };
  const deviation = (values: number[], of: number) => Math.sqrt(mean(values.map((value) => (value - of) ** 2)));
  const covariance = mean(scores.map((score, at) => (score - meanScore) * ((rests[at] ?? 0) - meanRest)));
  return {
    facility: meanScore,
    discrimination: covariance / (deviation(scores, meanScore) * deviation(rests, meanRest)),
  };
}
