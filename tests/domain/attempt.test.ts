import { expect } from "vitest";
import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { refusalToOpen, standingIn } from "#app/domain/attempt/policy.ts";
import { findAttempt, openAttempt, submitAttempt } from "#app/domain/attempt.ts";
import { leave } from "#app/domain/enrolment.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease, withQuiz } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { answer, answerItem, open, read, readLessons, sit, url } from "#tests/support/sitting.ts";

const quizId = "quiz0001";

onBothDatabases("an opened attempt keeps what was drawn: one item of each objective", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  expect(attempt.drawn).toHaveLength(3);
  expect(new Set(attempt.drawn.map(({ item }) => item.slice(4, 7)))).toEqual(new Set(["1o1", "1o2", "1o3"]));
  expect(await read(db, learner, attempt.id)).toEqual(attempt);
});

onBothDatabases("an open attempt waits, and opening again leads back to it", async ({ db }) => {
  const learner = await addLearner(db);
  const first = await open(db, learner, quizId);
  const again = await open(db, learner, quizId, later({ minutes: 60 * 24 * 365 }));
  expect(again.id).toBe(first.id);
});

onBothDatabases("fifty who open at once open one attempt", async ({ db }) => {
  const learner = await addLearner(db);
  const openings = Array.from({ length: 50 }, (_, at) =>
    openAttempt(db, { ...learner, quizId, key: `${at}`, now: morning }),
  );
  const answers = await Promise.all(openings);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await db.selectFrom("attempt").selectAll().execute()).toHaveLength(1);
});

onBothDatabases("a form sent again after its attempt was submitted is answered with that attempt", async ({ db }) => {
  const learner = await addLearner(db);
  const form = { ...learner, quizId, key: "once", now: morning };
  const opened = await openAttempt(db, form);
  const attempt = await open(db, learner, quizId);
  await answer(db, learner, attempt, "wrong");
  await submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: morning });
  expect(await openAttempt(db, form)).toEqual(opened);
  expect(await db.selectFrom("attempt").selectAll().execute()).toHaveLength(1);
});

onBothDatabases("an answer is kept by position and may be changed until the attempt is submitted", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  await answerItem(db, learner, attempt, { item: 1, manner: "wrong" });
  await answerItem(db, learner, attempt, { item: 1, manner: "right", now: later({ minutes: 2 }) });
  const kept = await read(db, learner, attempt.id);
  expect(Object.keys(kept.answers)).toEqual([attempt.drawn[0]?.item]);
  expect(kept.savedAt).toBe(later({ minutes: 2 }).toISOString());
});

onBothDatabases("an answer that is not possible is refused, and nothing is lost", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  await answer(db, learner, attempt, "right");
  const before = (await read(db, learner, attempt.id)).answers;
  const save = (item: number, choices: number[]) =>
    saveAnswer(db, { ...learner, attemptId: attempt.id, item, choices, now: later({ minutes: 1 }) });
  expect(await save(4, [1])).toEqual({ refused: "no-such-item" });
  expect(await save(0, [1])).toEqual({ refused: "no-such-item" });
  expect(await save(1, [5])).toEqual({ refused: "no-such-choice" });
  expect(await save(1, [0])).toEqual({ refused: "no-such-choice" });
  const single = attempt.drawn.findIndex(({ item }) => item.endsWith("s"));
  if (single >= 0) expect(await save(single + 1, [1, 2])).toEqual({ refused: "one-choice-only" });
  expect((await read(db, learner, attempt.id)).answers).toEqual(before);
});

onBothDatabases("an older saving that arrives late does not undo a newer one", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  const save = (version: number, choices: number[]) =>
    saveAnswer(db, { ...learner, attemptId: attempt.id, item: 1, choices, version, now: later({ minutes: version }) });
  const chosen = async () => (await read(db, learner, attempt.id)).answers[attempt.drawn[0]?.item ?? ""];
  await save(1, [1]);
  expect(await save(3, [3])).toHaveProperty("savedAt");
  expect(await save(2, [2])).toEqual({ refused: "older" });
  expect(await chosen()).toEqual([attempt.drawn[0]?.choices[2]]);
  expect(await save(3, [3])).toHaveProperty("savedAt");
  expect(await save(4, [2])).toHaveProperty("savedAt");
  expect(await chosen()).toEqual([attempt.drawn[0]?.choices[1]]);
});

onBothDatabases("an answer after submission is refused, and the grade stands", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await sit(db, learner, quizId, "wrong");
  const late = { ...learner, attemptId: attempt.id, item: 1, choices: [1], now: later({ minutes: 1 }) };
  expect(await saveAnswer(db, late)).toEqual({ refused: "closed" });
  expect(await read(db, learner, attempt.id)).toEqual(attempt);
});

onBothDatabases("another's attempt is not there: not to read, to answer or to submit", async ({ db }) => {
  const ada = await addLearner(db);
  const bo = await addLearner(db, { name: "Bo Lind" });
  const attempt = await open(db, ada, quizId);
  const asBo = { ...bo, attemptId: attempt.id, now: morning };
  expect(await findAttempt(db, asBo)).toBeUndefined();
  expect(await saveAnswer(db, { ...asBo, item: 1, choices: [1] })).toBeUndefined();
  expect(await submitAttempt(db, { ...asBo, url })).toBeUndefined();
  expect(await read(db, ada, attempt.id)).toEqual(attempt);
});

onBothDatabases("an attempt with unanswered items is not submitted, and they are named", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  await answerItem(db, learner, attempt, { item: 2, manner: "right" });
  const submitted = await submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: morning });
  expect(submitted).toEqual({ refused: "unanswered", items: [1, 3] });
  expect((await read(db, learner, attempt.id)).outcome).toBeNull();
});

onBothDatabases("an answer that was emptied counts as none", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  await answer(db, learner, attempt, "right");
  await saveAnswer(db, { ...learner, attemptId: attempt.id, item: 2, choices: [], now: morning });
  const submitted = await submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: morning });
  expect(submitted).toEqual({ refused: "unanswered", items: [2] });
});

onBothDatabases("fifty submits of one attempt are one grade and one answer", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  await answer(db, learner, attempt, "right");
  const submit = (at: number) =>
    submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: later({ minutes: at }) });
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => submit(at)));
  expect(answers).toEqual(answers.map(() => ({ attempt: attempt.id })));
  const outcome = (await read(db, learner, attempt.id)).outcome;
  expect(outcome).toMatchObject({ passed: true, score: { top: 1, bottom: 1 } });
  await submit(1_000);
  expect((await read(db, learner, attempt.id)).outcome).toEqual(outcome);
});

onBothDatabases("a submitted attempt and its answers are never changed, whoever asks", async ({ db }) => {
  const learner = await addLearner(db);
  await sit(db, learner, quizId, "wrong");
  await expect(db.updateTable("attempt").set({ passed: 1 }).execute()).rejects.toThrow(/never changed/);
  await expect(db.updateTable("attempt_answer").set({ chosen: "[]" }).execute()).rejects.toThrow(/open attempt/);
});

onBothDatabases("nothing is opened after a pass", async ({ db }) => {
  const learner = await addLearner(db);
  await sit(db, learner, quizId, "right");
  expect(await tryToOpen(db, learner)).toEqual({ refused: "passed" });
});

onBothDatabases("a quiz in a locked module is not there", async ({ db }) => {
  const learner = await addLearner(db);
  expect(await openAttempt(db, { ...learner, quizId: "quiz0002", key: "k", now: morning })).toBeUndefined();
  expect(await openAttempt(db, { ...learner, quizId: "quiz9999", key: "k", now: morning })).toBeUndefined();
});

onBothDatabases(
  "after the last attempt the lessons it missed must be read again, which grants one more, again and again",
  async ({ db }) => {
    const learner = await addLearner(db);
    await readLessons(db, learner, ["lesson11", "lesson12"]);
    for (const _ of [1, 2, 3]) await sit(db, learner, quizId, "wrong");
    for (const _ of [4, 5]) {
      expect(await tryToOpen(db, learner)).toEqual({ refused: "read-again" });
      await readLessons(db, learner, ["lesson11"]);
      expect(await tryToOpen(db, learner)).toEqual({ refused: "read-again" });
      await readLessons(db, learner, ["lesson12"]);
      const attempt = await sit(db, learner, quizId, "wrong");
      expect(attempt.outcome?.passed).toBe(false);
    }
    await readLessons(db, learner, ["lesson11", "lesson12"]);
    expect((await sit(db, learner, quizId, "right")).outcome?.passed).toBe(true);
  },
);

onBothDatabases("only the lessons of the missed objectives must be read again", async ({ db }) => {
  const learner = await addLearner(db);
  for (const _ of [1, 2]) await sit(db, learner, quizId, "wrong");
  const last = await open(db, learner, quizId);
  await answer(db, learner, last, "right");
  const third = last.drawn.findIndex(({ item }) => item.startsWith("item1o3")) + 1;
  await answerItem(db, learner, last, { item: third, manner: "wrong" });
  await submitAttempt(db, { ...learner, attemptId: last.id, url, now: morning });
  expect((await read(db, learner, last.id)).outcome?.missed.objectives).toEqual(["O3"]);
  expect((await standing(db, learner)).again).toEqual(["lesson12"]);
});

onBothDatabases(
  "reading that was done before the last attempt does not count as reading again, whatever the clock said",
  async ({ db }) => {
    const learner = await addLearner(db);
    await readLessons(db, learner, ["lesson11", "lesson12"], later({ minutes: 500 }));
    for (const _ of [1, 2, 3]) await sit(db, learner, quizId, "wrong");
    expect(await tryToOpen(db, learner)).toEqual({ refused: "read-again" });
    await readLessons(db, learner, ["lesson11", "lesson12"], later({ minutes: -500 }));
    expect(await tryToOpen(db, learner)).toHaveProperty("attempt");
  },
);

onBothDatabases("a quiz that asks for a wait says so until the wait is over", async ({ db }) => {
  const compiled = smallRelease(withQuiz(quizId, (quiz) => ({ ...quiz, wait: 30 })));
  const learner = await addLearner(db, { release: await publishSmall(db, compiled) });
  await sit(db, learner, quizId, "wrong");
  expect(await tryToOpen(db, learner, later({ minutes: 29 }))).toEqual({ refused: "wait" });
  expect((await standing(db, learner)).notBefore).toBe(later({ minutes: 30 }).toISOString());
  expect(await tryToOpen(db, learner, later({ minutes: 30 }))).toHaveProperty("attempt");
});

onBothDatabases("a quiz without a limit is never used up", async ({ db }) => {
  const compiled = smallRelease(withQuiz(quizId, (quiz) => ({ ...quiz, attempts: null })));
  const learner = await addLearner(db, { release: await publishSmall(db, compiled) });
  for (const _ of [1, 2, 3, 4, 5]) await sit(db, learner, quizId, "wrong");
  expect(await standing(db, learner)).toMatchObject({ left: null, again: [] });
});

onBothDatabases("opening counts, and what is left is told", async ({ db }) => {
  const learner = await addLearner(db);
  expect((await standing(db, learner)).left).toBe(3);
  await sit(db, learner, quizId, "wrong");
  expect((await standing(db, learner)).left).toBe(2);
  await open(db, learner, quizId);
  expect((await standing(db, learner)).left).toBe(1);
});

onBothDatabases("items seen before come after those not seen, attempt by attempt", async ({ db }) => {
  const learner = await addLearner(db);
  const first = await sit(db, learner, quizId, "wrong");
  const second = await sit(db, learner, quizId, "wrong");
  const all = [...first.drawn, ...second.drawn].map(({ item }) => item);
  expect(new Set(all).size).toBe(6);
});

onBothDatabases("an attempt outlives leaving and returning", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  await answer(db, learner, attempt, "right");
  await leave(db, { enrolment: learner.enrolment, now: later({ minutes: 1 }) });
  const back = await addLearner(db, { release: learner.release });
  expect(back.enrolment.id).not.toBe(learner.enrolment.id);
  expect(Object.keys((await read(db, learner, attempt.id)).answers)).toHaveLength(3);
});

async function standing(db: Db, { enrolment, release }: Learner) {
  const quiz = release.course.modules[0]?.quiz;
  if (!quiz) throw new Error("The small course has a quiz.");
  return standingIn({ quiz, evidence: await findEvidence(db, enrolment.id) });
}

/** What opening answers, without opening. */
async function tryToOpen(db: Db, learner: Learner, now = morning) {
  const refused = refusalToOpen(await standing(db, learner), now);
  const form = { ...learner, quizId, key: crypto.randomUUID(), now };
  return refused ? openAttempt(db, form) : { attempt: "may be opened" };
}
