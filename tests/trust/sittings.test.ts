import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "#app/platform/chance.ts";
import { engines, freshDatabase } from "#tests/support/database.ts";
import { type Act, anyAct } from "./any-act.ts";
import { type AnyQuiz, anyQuiz } from "./any-quiz.ts";
import { isComplete } from "./sitting-rules.ts";
import { beginScene, tally, undertake } from "./sitting-scene.ts";

const long = process.env.ATTUNE_LONG !== undefined;
const acts = fc.array(anyAct, { minLength: 12, maxLength: 60, size: "max" });

/** One sequence in which all that must come up does, whatever the rest is like. */
const plain = { mishap: { kind: "none" } } as const;
const pair = { kind: "single" as const, keys: [true, false], last: false, other: 0 };
const example: [AnyQuiz, Act[]] = [
  {
    by: "objective",
    strata: [
      { count: 2, items: [pair, pair, pair] },
      { count: 1, items: [pair] },
    ],
    lessons: [[0, 1]],
    passMark: 80,
    perPrinciple: null,
    attempts: 1,
    wait: 0,
    shuffle: true,
  },
  [
    { kind: "open", form: 0, ...plain },
    { kind: "late saving", item: 1, ...plain },
    { kind: "publish and move" },
    { kind: "answer all", manners: ["part"], ...plain },
    { kind: "submit", ...plain },
    { kind: "answer all", manners: ["wrong"], ...plain },
    { kind: "submit", ...plain },
    { kind: "open", form: 1, ...plain },
    { kind: "grant", attempts: 1, mishap: { kind: "lost" } },
    { kind: "sit", manners: ["wrong"], ...plain },
    { kind: "read what is asked", mishap: { kind: "lost" } },
    { kind: "sit", manners: ["right"], mishap: { kind: "cut", at: 3, again: true } },
    { kind: "open", form: 2, ...plain },
  ],
];

/** One sitting that reaches the mark and has one question too few right on a principle. */
const byPrinciple: [AnyQuiz, Act[]] = [
  {
    ...example[0],
    by: "principle",
    strata: [1, 2, 3].map(() => ({ count: 2, items: [pair, pair] })),
    perPrinciple: 2,
  },
  [{ kind: "sit", manners: ["right", "right", "right", "right", "right", "wrong"], ...plain }],
];

/** The short form stops looking when it has taken this long; what it found till then counts. */
const runs = long ? { numRuns: 500 } : { numRuns: 30, interruptAfterTimeLimit: 10_000 };

/** What must have come up, or the property has said nothing of it. */
const mustOccur = [
  "opened",
  "submitted",
  "passed",
  "not passed",
  "not passed for one principle alone",
  "granted by reading again",
  "refused: read-again",
  "refused: passed",
  "refused: older",
  "refused: unanswered",
  "more attempts granted",
  "cut off",
  "answer lost",
  "graded by its own release, where the one that the learner is on would grade otherwise",
  "some items seen, some not",
  "record issued",
];

test.each(engines)(
  "whatever banks, policies, sequences and crashes: graded by its snapshot, within the policy, drawn by its strata, summed exactly (%s)",
  async (engine) => {
    const { db } = await freshDatabase(engine);
    const occurred = tally();
    await fc.assert(
      fc.asyncProperty(anyQuiz, acts, async (quiz, sequence) => {
        occurred.note("run");
        const scene = await beginScene(db, { quiz, id: newId(), occurred });
        for (const act of sequence) await undertake(scene, act);
        if (isComplete(scene)) occurred.note("record issued");
      }),
      { ...runs, examples: [example, byPrinciple] },
    );
    console.info(
      `${occurred.counts.get("run")} runs on ${engine}: ${JSON.stringify(Object.fromEntries(occurred.counts))}`,
    );
    expect(mustOccur.filter((event) => !occurred.counts.has(event))).toEqual([]);
  },
  long ? 3_600_000 : 120_000,
);
