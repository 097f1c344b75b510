import { expect, test } from "vitest";
import { answerCheck } from "#app/domain/check.ts";
import type { Lesson } from "#app/domain/course.ts";
import { smallRelease } from "#tests/support/course.ts";

const lesson = smallRelease().course.modules[0]?.lessons[0];
if (!lesson) throw new Error("The small course has lessons.");
const multiple: Lesson = {
  ...lesson,
  checks: lesson.checks.map((check) => ({
    ...check,
    kind: "multiple",
    choices: check.choices.map((choice, at) => ({ ...choice, correct: at < 2 })),
  })),
};

test("the fitting answer is explained as such", () => {
  expect(answerCheck(lesson, { place: 0, chosen: [0] })).toEqual({
    place: 0,
    chosen: [0],
    result: "right",
    explained: [{ place: 0, fits: true, rationale: ["Because of a."] }],
  });
});

test("another answer is explained beside the one that fits", () => {
  const answer = answerCheck(lesson, { place: 0, chosen: [2] });
  expect(answer?.result).toBe("not-yet");
  expect(answer?.explained.map(({ place, fits }) => [place, fits])).toEqual([
    [0, true],
    [2, false],
  ]);
});

test("a check with several fitting choices is right with exactly those", () => {
  expect(answerCheck(multiple, { place: 0, chosen: [0, 1] })?.result).toBe("right");
  expect(answerCheck(multiple, { place: 0, chosen: [0] })?.result).toBe("not-yet");
  expect(answerCheck(multiple, { place: 0, chosen: [0, 1, 2] })?.result).toBe("not-yet");
});

test("without a choice nothing is explained", () => {
  expect(answerCheck(lesson, { place: 0, chosen: [] })).toMatchObject({ result: "nothing-chosen", explained: [] });
});

test("a check, a choice or a second choice that is not there is no answer", () => {
  expect(answerCheck(lesson, { place: 1, chosen: [0] })).toBeUndefined();
  expect(answerCheck(lesson, { place: 0, chosen: [3] })).toBeUndefined();
  expect(answerCheck(lesson, { place: 0, chosen: [0, 1] })).toBeUndefined();
});
