import { expect } from "vitest";
import { submitAttempt } from "#app/domain/attempt.ts";
import type { Item } from "#app/domain/course/question.ts";
import { findQuiz, type Release } from "#app/domain/course.ts";
import { findItemStatistics } from "#app/domain/item-statistic/view.ts";
import { listTallies } from "#app/domain/item-statistic.ts";
import type { Answers, Drawn } from "#app/domain/quiz.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { answerItem, open, sit, url } from "#tests/support/sitting.ts";

const quizId = "quiz0001";

onBothDatabases("figures are those that the raw answers give by the textbook", async ({ db }) => {
  const release = await publishSmall(db);
  for (let at = 0; at < 30; at++) await sitSomehow(db, await addLearner(db, { release }), at);
  const { items } = await statisticsOf(db, release);
  expect(items.length).toBeGreaterThan(2);
  for (const { id, attempts, facility, discrimination, choices } of items) {
    const raw = (await rawAnswers(db, release)).filter(({ item }) => item === id).slice(0, attempts);
    const scores = raw.map(({ score }) => score);
    expect(facility).toBeCloseTo(mean(scores), 10);
    const rests = raw.map(({ rest }) => rest);
    const textbook = correlation(scores, rests);
    // By chance everybody may have scored alike; then there is none.
    if (Number.isNaN(textbook)) expect(discrimination).toBeNull();
    else expect(discrimination).toBeCloseTo(textbook, 8);
    for (const { id: choice, times, share } of choices) {
      const chose = raw.filter(({ chosen }) => chosen.includes(choice)).length;
      expect([times, share]).toEqual([chose, chose / raw.length]);
    }
  }
  expect(items.some(({ discrimination }) => discrimination !== null && Math.abs(discrimination) > 0.05)).toBe(true);
});

onBothDatabases("no figure is shown before ten attempts, nor changes with fewer than five more", async ({ db }) => {
  const release = await publishSmall(db, smallRelease(withOneItemEach));
  const seen: string[] = [];
  for (let at = 1; at <= 21; at++) {
    await sitSomehow(db, await addLearner(db, { release }), at);
    const { items, notYet } = await statisticsOf(db, release);
    const own = notYet.filter((item) => item.quizId === quizId);
    const met = at - (at % 5);
    expect(own.map(({ attempts }) => attempts)).toEqual(at < 10 ? [met, met, met] : []);
    expect(new Set(items.map(({ attempts }) => attempts))).toEqual(new Set(at < 10 ? [] : [at - (at % 5)]));
    seen.push(JSON.stringify(items));
  }
  const changes = seen.flatMap((shown, at) => (at > 0 && shown !== seen[at - 1] ? [at + 1] : []));
  expect(changes).toEqual([10, 15, 20]);
});

onBothDatabases("a person counts once at a quiz: with the first attempt, in the first cycle", async ({ db }) => {
  const learner = await addLearner(db);
  await sit(db, learner, quizId, "wrong");
  const once = await listTallies(db, learner.release.id);
  expect(once.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  await sit(db, learner, quizId, "wrong", later({ minutes: 1 }));
  await sit(db, learner, quizId, "right", later({ minutes: 2 }));
  expect(await listTallies(db, learner.release.id)).toEqual(once);

  await sit(db, await inNextCycle(db, learner), quizId, "right", later({ minutes: 3 }));
  expect(await listTallies(db, learner.release.id)).toEqual(once);
});

onBothDatabases("an attempt that is sent twenty times at once counts once", async ({ db }) => {
  const learner = await addLearner(db);
  const attempt = await open(db, learner, quizId);
  for (const item of [1, 2, 3]) await answerItem(db, learner, attempt, { item, manner: "right" });
  const sending = { ...learner, attemptId: attempt.id, url, now: morning };
  await Promise.all(Array.from({ length: 20 }, () => submitAttempt(db, sending)));
  const tallies = await listTallies(db, learner.release.id);
  expect(tallies.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
});

onBothDatabases("learners who send at once are all counted", async ({ db }) => {
  const release = await publishSmall(db, smallRelease(withOneItemEach));
  const sendings: (() => Promise<unknown>)[] = [];
  for (let at = 0; at < 10; at++) {
    const learner = await addLearner(db, { release });
    const attempt = await open(db, learner, quizId);
    for (const item of [1, 2, 3]) await answerItem(db, learner, attempt, { item, manner: "right" });
    sendings.push(() => submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: morning }));
  }
  await Promise.all(sendings.map((send) => send()));
  const { items } = await statisticsOf(db, release);
  expect(items.map(({ attempts, facility, discrimination }) => [attempts, facility, discrimination])).toEqual([
    [10, 1, null],
    [10, 1, null],
    [10, 1, null],
  ]);
});

onBothDatabases("statistics name no person and no time, and stay when answers are deleted", async ({ db }) => {
  const release = await publishSmall(db);
  const learner = await addLearner(db, { release });
  await sit(db, learner, quizId, "right");
  const rows = await db.selectFrom("item_statistic").selectAll().execute();
  expect(Object.keys(rows[0] ?? {}).sort()).toEqual(["gathered", "item_id", "quiz_id", "release_id", "shown"]);
  const text = JSON.stringify(rows);
  for (const id of [learner.actor.id, learner.enrolment.id]) expect(text).not.toContain(id);
  expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
  await db.deleteFrom("attempt_answer").execute();
  expect(await db.selectFrom("item_statistic").selectAll().execute()).toEqual(rows);
});

onBothDatabases("each release has figures of its own, and another course's release is not there", async ({ db }) => {
  const first = await publishSmall(db);
  await sit(db, await addLearner(db, { release: first }), quizId, "right");
  const second = await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "1.1.0" })),
  );
  const newest = await findItemStatistics(db, { courseId: first.courseId });
  expect(newest?.release.id).toBe(second.id);
  expect(newest?.releases.map(({ version }) => version)).toEqual(["1.1.0", "1.0.0"]);
  const met = async (id: string) => (await listTallies(db, id)).map(({ attempts }) => attempts);
  expect([await met(second.id), await met(first.id)]).toEqual([[], [1, 1, 1]]);
  expect(await findItemStatistics(db, { courseId: first.courseId, releaseId: newId() })).toBeUndefined();
  expect(await findItemStatistics(db, { courseId: "nowhere1" })).toBeUndefined();
});

async function statisticsOf(db: Db, { courseId, id }: Release) {
  const found = await findItemStatistics(db, { courseId, releaseId: id });
  if (!found) throw new Error("There are no statistics.");
  return found;
}

/** One attempt, each item right or wrong by a pattern in which those who get much right get the first one wrong. */
async function sitSomehow(db: Db, learner: Learner, at: number): Promise<void> {
  const attempt = await open(db, learner, quizId);
  const strength = at % 4;
  for (const [place, { item }] of attempt.drawn.entries()) {
    const isTurned = item.startsWith("item1o1");
    const isRight = strength > (item.charCodeAt(6) + at) % 3;
    await answerItem(db, learner, attempt, { item: place + 1, manner: isRight !== isTurned ? "right" : "wrong" });
  }
  await submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: later({ minutes: at }) });
}

/** The same quizzes with only their single items, so that every sitting shows all of them. */
function withOneItemEach(course: Release["course"]): Release["course"] {
  const single = (items: Item[]) => items.filter(({ kind }) => kind === "single");
  return {
    ...course,
    modules: course.modules.map((module) => ({
      ...module,
      quiz: module.quiz && { ...module.quiz, items: single(module.quiz.items) },
    })),
  };
}

async function inNextCycle(db: Db, learner: Learner): Promise<Learner> {
  const { personId, courseId, releaseId, enrolledAt } = learner.enrolment;
  const enrolment = { ...learner.enrolment, id: newId(), cycle: 2 };
  const row = { id: enrolment.id, person_id: personId, course_id: courseId, cycle: 2, release_id: releaseId };
  await db
    .insertInto("enrolment")
    .values({ ...row, enrolled_at: enrolledAt, left_at: null })
    .execute();
  return { ...learner, enrolment };
}

/** What everybody answered, from the evidence itself, in the order of submission. */
async function rawAnswers(db: Db, release: Release) {
  const attempts = await db.selectFrom("attempt").selectAll().orderBy("submitted_at").execute();
  const answers = await db.selectFrom("attempt_answer").selectAll().execute();
  return attempts.flatMap(({ id, drawn }) => {
    const own = answers.filter(({ attempt_id }) => attempt_id === id);
    const chosen: Answers = Object.fromEntries(own.map((answer) => [answer.item_id, JSON.parse(answer.chosen)]));
    const items: Drawn[] = JSON.parse(drawn);
    const scored = items.map(({ item }) => ({ item, chosen: chosen[item] ?? [], score: score(release, item, chosen) }));
    const total = scored.reduce((sum, one) => sum + one.score, 0);
    return scored.map((one) => ({ ...one, rest: total - one.score }));
  });
}

/** The rule of decision 28, written out once more. */
function score(release: Release, itemId: string, answers: Answers): number {
  const item = findQuiz(release.course, quizId)?.quiz.items.find(({ id }) => id === itemId);
  const choices = item && "choices" in item ? item.choices : [];
  const right = choices.filter(({ correct }) => correct).map(({ id }) => id);
  const hits = (answers[itemId] ?? []).filter((id) => right.includes(id)).length;
  const misses = (answers[itemId] ?? []).length - hits;
  if (item?.kind === "single") return hits === 1 && misses === 0 ? 1 : 0;
  return Math.max(0, (hits - misses) / right.length);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's r by its definition. */
function correlation(xs: number[], ys: number[]): number {
  const [x, y] = [mean(xs), mean(ys)];
  const products = xs.map((value, at) => (value - x) * ((ys[at] ?? 0) - y));
  const squares = (values: number[], of: number) => values.reduce((sum, value) => sum + (value - of) ** 2, 0);
  return products.reduce((sum, value) => sum + value, 0) / Math.sqrt(squares(xs, x) * squares(ys, y));
}
