import { expect, test } from "vitest";
import { creditedTime, mergenerMinutes } from "#app/content/hours.ts";

test("Mergener's minutes for 3774 words, 16 questions and difficulty 2.5 are 61.93589", () => {
  expect(mergenerMinutes({ words: 3774, questions: 16, difficulty: 2.5 })).toBeCloseTo(61.93589, 5);
});

test("an hour at difficulty 3 takes 9,678 words with 8 questions, 7,018 with 10 and 4,357 with 12", () => {
  const minutes = [8, 10, 12].map((questions, at) =>
    mergenerMinutes({ words: [9678, 7018, 4357][at] ?? 0, questions, difficulty: 3 }),
  );
  for (const one of minutes) expect(one).toBeCloseTo(60, 2);
});

test("no time is credited under 3,000 words, whatever the formula gives", () => {
  expect(creditedTime({ words: 2_999, questions: 10, difficulty: 4 }, null)).toEqual({ minutes: 0, hours: 0 });
  expect(creditedTime({ words: 3_000, questions: 10, difficulty: 4 }, null).hours).toBeGreaterThan(0);
});

test("hours are rounded down to quarters, and a pilot's median caps them", () => {
  const hour = { words: 3774, questions: 16, difficulty: 2.5 };
  expect(creditedTime(hour, null)).toEqual({ minutes: 61.93, hours: 1 });
  expect(creditedTime(hour, 59.9)).toEqual({ minutes: 59.9, hours: 0.75 });
  expect(creditedTime(hour, 90)).toEqual({ minutes: 61.93, hours: 1 });
});
