import { expect, test } from "vitest";
import { withQuiz } from "#tests/support/course.ts";
import { spendOn } from "./early-answers.ts";
import { makeQuizScene, seat } from "./quiz-scene.ts";
import { openSaving, type Saving } from "./savings.ts";

const isLong = process.env.ATTUNE_LONG !== undefined;

/**
 * The long form compares medians over two thousand savings of each kind. The short one has few savings on a machine
 * that does other things, which only ever makes one slower: it compares lower quartiles, by half a millisecond.
 */
const form = isLong
  ? { savings: 2_000, quantile: 0.5, bound: (usual: number) => usual * 0.05 }
  : { savings: 150, quantile: 0.25, bound: () => 0.5 };

/** How often the same number is measured again, all taken together, before a difference is believed. */
const batches = 4;

interface Measured {
  right: number;
  wrong: number;
  differ: boolean;
}

/** Saves right and wrong answers by turns at random and compares how long they took. */
async function compare(saving: Saving): Promise<Measured> {
  const took = { right: [] as number[], wrong: [] as number[] };
  for (let at = 0; at < 40; at++) await saving.save(at % 2 === 0 ? "right" : "wrong");
  let measured = { right: 0, wrong: 0, differ: true };
  for (let batch = 0; batch < batches && measured.differ; batch++) {
    for (let pair = 0; pair < form.savings; pair++) {
      const manners = Math.random() < 0.5 ? (["right", "wrong"] as const) : (["wrong", "right"] as const);
      for (const manner of manners) took[manner].push(await saving.save(manner));
    }
    const [right, wrong] = [quantileOf(took.right), quantileOf(took.wrong)];
    measured = { right, wrong, differ: Math.abs(right - wrong) > form.bound(Math.min(right, wrong)) };
  }
  return measured;
}

function quantileOf(times: number[]): number {
  const inOrder = [...times].sort((a, b) => a - b);
  return inOrder[Math.floor(inOrder.length * form.quantile)] ?? 0;
}

function say(what: string, { right, wrong }: Measured): void {
  const share = (100 * Math.abs(right - wrong)) / Math.min(right, wrong);
  console.info(`${what}: right ${right.toFixed(2)} ms, wrong ${wrong.toFixed(2)} ms, ${share.toFixed(1)} % apart`);
}

/** The quiz of the first module with its questions of one choice alone. */
const ofOneChoice = withQuiz("quiz0001", (quiz) => {
  return { ...quiz, items: quiz.items.filter(({ kind }) => kind === "single") };
});

test("how long the saving of an answer takes does not tell whether it is right", async () => {
  const scene = await makeQuizScene({ emails: ["ada@practice.example"], change: ofOneChoice });
  const saving = await openSaving(scene, await seat(scene, "ada@practice.example"));
  const measured = await compare(saving);
  say(`${form.savings} savings of each`, measured);
  expect(measured.differ).toBe(false);
}, 900_000);

test("one millisecond more for right answers is seen by this very comparison", async () => {
  const scene = await makeQuizScene({ emails: ["ada@practice.example"], change: ofOneChoice });
  const seated = await seat(scene, "ada@practice.example");
  const { isRight } = await openSaving(scene, seated);
  const before = await spendOn(scene.server.url, { milliseconds: 1, on: isRight });
  const measured = await compare(await openSaving(scene, seated, before.url));
  before.die();
  say("one millisecond planted", measured);
  expect(measured.differ).toBe(true);
  expect(measured.right).toBeGreaterThan(measured.wrong);
}, 900_000);
