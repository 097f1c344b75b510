import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Ease, firstDue, type Memory, schedule } from "#app/domain/practice-again/spacing.ts";
import {
  answerPractice,
  findPracticeStanding,
  forgetPracticeAgain,
  type Practising,
  ratePractice,
  startPracticeAgain,
} from "#app/domain/practice-again.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { progressIn } from "#app/domain/progress.ts";
import { keyOf } from "#app/domain/quiz/kinds.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { complete, readLessons, sit } from "#tests/support/sitting.ts";

const day = 24 * 60;
const tomorrow = later({ minutes: day });

onBothDatabases("nothing is practised before a quiz is passed, nor before its learner begins", async ({ db }) => {
  const learner = await addLearner(db);
  expect(await standing(db, learner, tomorrow)).toEqual({ state: "nothing-passed", started: false });
  await sit(db, learner, "quiz0001", "wrong");
  expect(await standing(db, learner, tomorrow)).toEqual({ state: "nothing-passed", started: false });
  await sit(db, learner, "quiz0001", "right");
  expect(await standing(db, learner, tomorrow)).toEqual({ state: "not-started" });
  expect(await db.selectFrom("practice_again").selectAll().execute()).toEqual([]);
});

onBothDatabases("what attempts at a passed quiz have shown comes back after a day, and no more", async ({ db }) => {
  const release = await publishSmall(db);
  for (const manners of [["right"], ["wrong", "right"]] as const) {
    const learner = await addLearner(db, { release });
    const shown = new Set<string>();
    for (const manner of manners) {
      for (const { item } of (await sit(db, learner, "quiz0001", manner)).drawn) shown.add(item);
    }
    expect(shown.size).toBe(3 * manners.length);
    await begin(db, learner);
    const nextAt = firstDue(morning.toISOString());
    expect(await standing(db, learner, morning)).toEqual({ state: "nothing-due", nextAt });
    const asked = await practiseAll(db, learner, tomorrow);
    expect(asked.toSorted()).toEqual([...shown].toSorted());
    expect(await standing(db, learner, tomorrow)).toMatchObject({ state: "nothing-due" });
  }
});

onBothDatabases("a question holds no key, and its explanation comes with the answer alone", async ({ db }) => {
  const learner = await started(db);
  const due = await dueOf(db, learner, tomorrow);
  expect(JSON.stringify(due.shown)).not.toMatch(/correct|rationale|Because of|item1o/);
  const practising = await practisingOf(db, learner);
  const answer = await answerPractice(db, { ...practising, turn: due.turn, choices: [1], now: tomorrow });
  expect(JSON.stringify(answer)).toMatch(/Because of/);
  expect(await db.selectFrom("practice_again_item").selectAll().execute()).toEqual([]);
});

onBothDatabases("what is not an answer is refused, and nothing is kept", async ({ db }) => {
  const learner = await started(db);
  const practising = await practisingOf(db, learner);
  const { turn, shown } = await dueOf(db, learner, tomorrow);
  const answer = (choices: number[]) => answerPractice(db, { ...practising, turn, choices, now: tomorrow });
  const rate = (choices: number[]) => ratePractice(db, { ...practising, turn, choices, ease: "good", now: tomorrow });
  for (const attempt of [answer, rate]) {
    expect(await attempt([])).toEqual({ refused: "nothing-chosen" });
    expect(await attempt([99])).toEqual({ refused: "no-such-choice" });
    if (shown.kind === "single") expect(await attempt([1, 2])).toEqual({ refused: "one-choice-only" });
  }
  expect(await answerPractice(db, { ...practising, turn: turn + 1, choices: [1], now: tomorrow })).toBeUndefined();
  expect(await db.selectFrom("practice_again_item").selectAll().execute()).toEqual([]);
});

onBothDatabases("an answer rated twenty times at once counts once", async ({ db }) => {
  const learner = await started(db);
  const practising = await practisingOf(db, learner);
  const { turn } = await dueOf(db, learner, tomorrow);
  const rating = { ...practising, turn, choices: [1], ease: "easy" as const, now: tomorrow };
  await Promise.all(Array.from({ length: 20 }, () => ratePractice(db, rating)));
  const rows = await db.selectFrom("practice_again_item").selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.parse(rows[0]?.memory ?? "")).toMatchObject({ reps: 1 });
  expect((await dueOf(db, learner, tomorrow)).turn).toBe(turn + 1);
});

onBothDatabases("a miss comes back sooner than what came hard, that than good, that than easy", async ({ db }) => {
  const due: Record<string, string> = {};
  for (const manner of ["missed", "hard", "good", "easy"] as const) {
    const learner = await started(db, manner);
    const { item } = await practiseOne(db, learner, {
      now: tomorrow,
      ease: manner === "missed" ? "easy" : manner,
      isRight: manner !== "missed",
    });
    const row = db.selectFrom("practice_again_item").select("due_at").where("person_id", "=", learner.actor.id);
    due[manner] = (await row.where("item_id", "=", item).executeTakeFirstOrThrow()).due_at;
  }
  expect(Object.values(due)).toEqual([...new Set(Object.values(due))].sort());
});

onBothDatabases("practising touches no evidence, no progress and no statistics", async ({ db }) => {
  const learner = await addLearner(db);
  await complete(db, learner);
  const before = await everythingElse(db);
  await begin(db, learner);
  await practiseAll(db, learner, tomorrow);
  await practiseAll(db, learner, later({ minutes: 30 * day }));
  expect(await db.selectFrom("practice_again_item").selectAll().execute()).not.toEqual([]);
  expect(await everythingElse(db)).toEqual(before);
  await forgetPracticeAgain(db, learner);
  expect(await everythingElse(db)).toEqual(before);
});

onBothDatabases("forgetting deletes all that was kept of one's own, and of nobody else's", async ({ db }) => {
  const ada = await started(db, "Ada Okafor");
  const bo = await started(db, "Bo Lindqvist");
  for (const learner of [ada, bo]) await practiseOne(db, learner, { now: tomorrow, ease: "good", isRight: true });
  await forgetPracticeAgain(db, ada);
  for (const table of ["practice_again", "practice_again_item"] as const) {
    const rows = await db.selectFrom(table).select("person_id").execute();
    expect(rows).toEqual([{ person_id: bo.actor.id }]);
  }
  expect(await standing(db, ada, tomorrow)).toEqual({ state: "not-started" });
  await begin(db, ada);
  expect(await standing(db, ada, tomorrow)).toMatchObject({ state: "due" });
});

onBothDatabases(
  "items of a later pass join without beginning again, and what was practised goes on",
  async ({ db }) => {
    const learner = await started(db);
    await practiseAll(db, learner, tomorrow);
    await readLessons(db, learner, ["lesson11", "lesson12"], tomorrow);
    const { drawn } = await sit(db, learner, "quiz0002", "right", tomorrow);
    const asked = await practiseAll(db, learner, later({ minutes: 2 * day }));
    expect(asked).toEqual(expect.arrayContaining(drawn.map(({ item }) => item)));
  },
);

test("the days that items stay away are those of FSRS-6, the same for the same answers", () => {
  const days = (eases: Ease[]) => {
    let now = morning;
    let memory: Memory | null = null;
    return eases.map((ease) => {
      const next = schedule(memory, { ease, now });
      const away = (Date.parse(next.dueAt) - now.getTime()) / 86_400_000;
      now = new Date(next.dueAt);
      memory = next.memory;
      return away;
    });
  };
  // Pinned, so that a new version of the library shows what it changes.
  expect(days(["good", "good", "good", "good", "good"])).toEqual([3, 14, 57, 196, 366]);
  expect(days(["good", "good", "again", "good"])).toEqual([3, 14, 2, 5]);
  expect(days(["again"])).toEqual([1]);
  expect(Math.max(...days(Array.from({ length: 30 }, () => "easy")))).toBeLessThanOrEqual(367);
});

/** The first four of the default weights of FSRS-6 are the stabilities, in days, after a first answer. */
test("a first answer is as stable as FSRS-6 publishes", () => {
  const eases: Ease[] = ["again", "hard", "good", "easy"];
  const stabilities = eases.map((ease) => schedule(null, { ease, now: morning }).memory.stability);
  expect(stabilities).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
});

async function practisingOf(db: Db, { enrolment, release }: Learner): Promise<Practising> {
  const evidence = await findEvidence(db, enrolment.id);
  return { enrolment, release, progress: progressIn({ course: release.course, evidence }) };
}

async function standing(db: Db, learner: Learner, now: Date) {
  return findPracticeStanding(db, await practisingOf(db, learner), { now });
}

async function begin(db: Db, learner: Learner): Promise<void> {
  for (let twice = 0; twice < 2; twice++) await startPracticeAgain(db, learner, { now: morning });
}

/** Somebody who has passed the first quiz and practises it again. */
async function started(db: Db, name?: string): Promise<Learner> {
  const learner = await addLearner(db, { name, release: await publishSmall(db) });
  await sit(db, learner, "quiz0001", "right");
  await begin(db, learner);
  return learner;
}

async function dueOf(db: Db, learner: Learner, now: Date) {
  const found = await standing(db, learner, now);
  if (found.state !== "due") throw new Error(`Nothing is due: ${found.state}.`);
  return found;
}

async function practiseOne(
  db: Db,
  learner: Learner,
  { now, ease, isRight }: { now: Date; ease: Exclude<Ease, "again">; isRight: boolean },
): Promise<{ item: string }> {
  const { turn, drawn } = await dueOf(db, learner, now);
  const { item = "", choices = [] } = drawn[0] ?? {};
  const items = learner.release.course.modules.flatMap(({ quiz }) => quiz?.items ?? []);
  const asked = items.find((one) => one.id === item);
  const fits = (id: string) => asked !== undefined && keyOf(asked).includes(id);
  const right = choices.flatMap((id, at) => (fits(id) ? [at + 1] : []));
  const wrong = choices.flatMap((id, at) => (fits(id) ? [] : [at + 1])).slice(0, 1);
  const rating = { ...(await practisingOf(db, learner)), turn, choices: isRight ? right : wrong, ease, now };
  const refused = await ratePractice(db, rating);
  if (refused) throw new Error(`Not rated: ${refused.refused}.`);
  return { item };
}

/** Answers what is due until nothing is; the items in the order they came. */
async function practiseAll(db: Db, learner: Learner, now: Date): Promise<string[]> {
  const asked = [];
  while ((await standing(db, learner, now)).state === "due") {
    asked.push((await practiseOne(db, learner, { now, ease: "good", isRight: true })).item);
  }
  return asked;
}

/** Every row of every table but the two of practising. */
async function everythingElse(db: Db) {
  const tables = (await db.introspection.getTables()).map(({ name }) => name).sort();
  const others = tables.filter((name) => !/^(kysely_|practice_again)/.test(name));
  expect(others).toEqual(expect.arrayContaining(["attempt", "completion_record", "item_statistic", "audit_entry"]));
  return Promise.all(
    others.map(async (name) => {
      const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db);
      return [name, rows.map((row) => JSON.stringify(row)).sort()];
    }),
  );
}
