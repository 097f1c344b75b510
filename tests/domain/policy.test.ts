import fc from "fast-check";
import { expect, test } from "vitest";
import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { findAttempt, openAttempt, submitAttempt } from "#app/domain/attempt.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, morning } from "#tests/support/cast.ts";
import { engines, freshDatabase } from "#tests/support/database.ts";
import { readLessons, url } from "#tests/support/sitting.ts";

/** What a learner may try, in any order, with anything in hand. */
const acts = ["open", "answer", "half-answer", "submit", "sit", "read one", "read both"] as const;
type Act = (typeof acts)[number];

test.each(engines)("nobody exceeds the policy, whatever they try in whatever order (%s)", async (engine) => {
  const { db } = await freshDatabase(engine);
  let most = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 8, maxLength: 40 }), async (sequence) => {
      const learner = await addLearner(db);
      for (const act of sequence) {
        await attemptTo(db, learner, act);
        const { attempts, reads } = await findEvidence(db, learner.enrolment.id);
        const open = attempts.filter(({ submittedAt }) => submittedAt === null);
        const readings = Math.min(reads.lesson11?.ordinal ?? 0, reads.lesson12?.ordinal ?? 0);
        expect(open.length).toBeLessThanOrEqual(1);
        expect(attempts.length).toBeLessThanOrEqual(3 + readings);
        expect(attempts.map(({ ordinal }) => ordinal)).toEqual(attempts.map((_, at) => at + 1));
        most = Math.max(most, attempts.length);
      }
    }),
    { numRuns: 15, examples: [[["sit", "sit", "sit", "open", "read both", "sit", "open", "submit"]]] },
  );
  expect(most).toBeGreaterThan(3);
}, 60_000);

/** Answers are always wrong, so that only the policy ever grants another attempt. */
async function attemptTo(db: Db, learner: Learner, act: Act): Promise<void> {
  if (act === "sit") for (const step of ["open", "answer", "submit"] as const) await attemptTo(db, learner, step);
  const { attempts } = await findEvidence(db, learner.enrolment.id);
  const attemptId = attempts.at(-1)?.id ?? "none";
  if (act === "open") await openAttempt(db, { ...learner, quizId: "quiz0001", key: crypto.randomUUID(), now: morning });
  if (act === "answer") await answerWrong(db, learner, { attemptId, items: 3 });
  if (act === "half-answer") await answerWrong(db, learner, { attemptId, items: 2 });
  if (act === "submit") await submitAttempt(db, { ...learner, attemptId, url, now: morning });
  if (act === "read one") await readLessons(db, learner, ["lesson11"]);
  if (act === "read both") await readLessons(db, learner, ["lesson11", "lesson12"]);
}

async function answerWrong(db: Db, learner: Learner, { attemptId, items }: { attemptId: string; items: number }) {
  const attempt = await findAttempt(db, { ...learner, attemptId });
  for (const [at, { choices }] of (attempt?.drawn ?? []).slice(0, items).entries()) {
    const item = at + 1;
    await saveAnswer(db, { ...learner, attemptId, item, choices: [choices.indexOf("d") + 1], now: morning });
  }
}
