import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { may } from "#app/domain/access.ts";
import { signAttestation } from "#app/domain/completion.ts";
import { listRecords } from "#app/domain/completion-record.ts";
import { questionsOf, type Rating } from "#app/domain/evaluation/questions.ts";
import { findEvaluations } from "#app/domain/evaluation/results.ts";
import { sendEvaluation } from "#app/domain/evaluation.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { progressIn } from "#app/domain/progress.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { type Fresh, onBothDatabases } from "#tests/support/database.ts";
import { finishModules, nameOneself, url } from "#tests/support/sitting.ts";

/** Asks for nothing but the evaluation, so that whoever joins may send it. */
const asking = smallRelease((course) => ({ ...course, completion: [{ kind: "evaluation-sent" }] }));
/** As the shipped course asks. */
const whole = smallRelease((course) => ({
  ...course,
  completion: [
    { kind: "lessons-read" },
    { kind: "quizzes-passed" },
    { kind: "evaluation-sent" },
    { kind: "name-confirmed" },
    { kind: "attestation-signed" },
  ],
}));

onBothDatabases("an evaluation waits for lessons and quizzes, and the record for the evaluation", async ({ db }) => {
  const learner = await addLearner(db, { release: await publishSmall(db, whole) });
  expect(await send(db, learner)).toEqual({ refused: "not-yet" });
  await finishModules(db, learner);
  const sign = (confirmation: string) => signAttestation(db, { ...learner, confirmation, url, now: morning });
  expect(await sign("none")).toEqual({ refused: "not-yet" });
  expect(await missing(db, learner)).toEqual(["evaluation-sent", "name-confirmed", "attestation-signed"]);
  expect(await send(db, learner)).toEqual({ sent: true });
  const confirmation = await nameOneself(db, learner);
  expect(await missing(db, learner)).toEqual(["attestation-signed"]);
  expect(await sign(confirmation)).toHaveProperty("record", expect.any(String));
});

onBothDatabases("the evaluation may be the last that was missing, and then issues the record", async ({ db }) => {
  const learner = await addLearner(db, { release: await publishSmall(db, asking) });
  await Promise.all(Array.from({ length: 20 }, () => send(db, learner)));
  expect(await listRecords(db, learner.actor.id)).toHaveLength(1);
  expect(await db.selectFrom("evaluation").selectAll().execute()).toHaveLength(1);
});

onBothDatabases(
  "every line is rated, a second sending changes nothing, and a course that asks nothing takes none",
  async ({ db }) => {
    const learner = await addLearner(db, { release: await publishSmall(db, asking) });
    const { independence: _, ...rest } = rated(learner, 4);
    const acting = { ...learner, url, now: morning };
    expect(await sendEvaluation(db, { ...acting, ratings: rest, comment: "" })).toEqual({ refused: "unanswered" });
    const ratings = { ...rated(learner, 4), score: 5 as const };
    expect(await sendEvaluation(db, { ...acting, ratings, comment: "Good." })).toEqual({ sent: true });
    expect(await send(db, learner, { rating: 1, comment: "Bad." })).toEqual({ sent: true });
    const [row, ...more] = await db.selectFrom("evaluation").selectAll().execute();
    expect([row?.comment, more]).toEqual(["Good.", []]);
    expect(JSON.parse(row?.answers ?? "")).toEqual(rated(learner, 4));

    const other = smallRelease((course) => ({ ...course, version: "2.0.0" }));
    expect(await send(db, await addLearner(db, { release: await publishSmall(db, other) }))).toBeUndefined();
  },
);

onBothDatabases("what was sent is changed by nobody", async ({ db }) => {
  await send(db, await addLearner(db, { release: await publishSmall(db, asking) }));
  await expect(db.updateTable("evaluation").set({ comment: "other" }).execute()).rejects.toThrow("never changed");
  await expect(db.updateTable("evaluation_sent").set({ enrolment_id: "x" }).execute()).rejects.toThrow("sent once");
});

onBothDatabases("results are told from the fifth evaluation on, and then stand until the tenth", async ({ db }) => {
  const release = await publishSmall(db, asking);
  const seen: unknown[] = [];
  for (let sender = 1; sender <= 11; sender++) {
    const rating = sender <= 5 ? 4 : 1;
    await send(db, await addLearner(db, { release }), { rating, comment: sender === 3 ? "More cases." : "" });
    const results = await findEvaluations(db, { courseId: release.courseId });
    const [first] = results?.questions ?? [];
    seen.push([results?.people, first?.counts, first?.mean, results?.comments]);
  }
  const nothing = [0, [0, 0, 0, 0, 0], null, []];
  const five = [5, [0, 0, 0, 5, 0], 4, ["More cases."]];
  const ten = [10, [5, 0, 0, 5, 0], 2.5, ["More cases."]];
  expect(seen).toEqual([nothing, nothing, nothing, nothing, five, five, five, five, five, ten, ten]);
});

onBothDatabases("results are of one release, and the objectives are asked before the rest", async ({ db }) => {
  const release = await publishSmall(db, asking);
  for (let sender = 0; sender < 5; sender++) await send(db, await addLearner(db, { release }));
  const next = await publishSmall(db, { ...asking, course: { ...asking.course, version: "1.1.0" } });
  const asked = { courseId: release.courseId };
  expect(await findEvaluations(db, asked)).toMatchObject({ people: 0, release: { id: next.id } });
  const older = await findEvaluations(db, { ...asked, releaseId: release.id });
  expect(older?.questions.map(({ question }) => question.id)).toEqual([
    "objective-1",
    ...["accuracy", "usefulness", "authors", "format", "access", "level", "relevance", "independence"],
  ]);
  expect(await findEvaluations(db, { ...asked, releaseId: "nowhere" })).toBeUndefined();
  expect(await findEvaluations(db, { courseId: "nowhere1" })).toBeUndefined();
});

onBothDatabases(
  "nothing joins an answer to its person: no value, no order, no time, no trail, whoever sends when and what",
  async ({ db, opened }) => {
    const release = await publishSmall(db, asking);
    const [plan = []] = fc.sample(
      fc.array(
        fc.record({
          wait: fc.integer({ min: 1, max: 6_000 }),
          rating: fc.constantFrom<Rating>(1, 2, 3, 4, 5),
          words: fc.string({ minLength: 8, maxLength: 20, unit: "grapheme-ascii" }),
        }),
        { minLength: 24, maxLength: 24 },
      ),
      { numRuns: 1, seed: 20261123 },
    );
    const sent: string[] = [];
    let minutes = 0;
    for (const [at, { wait, rating, words }] of plan.entries()) {
      minutes += wait;
      const comment = `${at} ${words}`;
      const trail = await auditsOf(db);
      const learner = await addLearner(db, { name: `Learner ${at}`, release });
      const joined = (await auditsOf(db)) - trail;
      await send(db, learner, { rating, comment, now: later({ minutes }) });
      // The record that the last condition issues, and nothing of the evaluation.
      expect((await auditsOf(db)) - trail - joined).toBe(1);
      sent.push(comment);
    }

    const rows = await db.selectFrom("evaluation").selectAll().execute();
    expect(rows.map(Object.keys)[0]?.sort()).toEqual(["answers", "comment", "id", "month", "release_id", "told"]);
    expect(rows).toHaveLength(24);
    for (const { id, month } of rows) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(month).toMatch(/^2026-\d\d$/);
    }
    // By value: nothing of an answer stands anywhere else, but for the release it is of.
    const elsewhere = await textOfOthers(db);
    for (const { id, comment, answers } of rows) {
      for (const trace of [id, comment ?? "", answers]) expect(elsewhere).not.toContain(trace);
    }
    const senders = await db.selectFrom("evaluation_sent").selectAll().execute();
    expect(senders.map(Object.keys)[0]).toEqual(["enrolment_id"]);
    const kept = JSON.stringify(rows);
    for (const { enrolment_id } of senders) expect(kept).not.toContain(enrolment_id);

    await expectNoOrder(opened, sent);
  },
  90_000,
);

/** As the database lays them down, rows stand in the order of their random ids, and no hidden column tells more. */
async function expectNoOrder({ db, engine }: Fresh, sent: string[]): Promise<void> {
  if (engine === "sqlite") {
    await expect(sql`select rowid from evaluation`.execute(db)).rejects.toThrow("no such column");
    await expect(sql`select rowid from evaluation_sent`.execute(db)).rejects.toThrow("no such column");
  }
  const laid = await sql<{ id: string; month: string; comment: string; writer: string }>`
    select id, month, comment, ${engine === "sqlite" ? sql`''` : sql`xmin::text`} as writer
    from evaluation`.execute(db);
  const months = new Set(laid.rows.map(({ month }) => month));
  expect(months.size).toBeGreaterThan(1);
  for (const month of months) {
    const own = laid.rows.filter((row) => row.month === month);
    const ids = own.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    // A row that one transaction wrote alone would be that of who sent in that transaction.
    expect(new Set(own.map(({ writer }) => writer)).size).toBe(1);
  }
  const order = laid.rows.map(({ comment }) => sent.indexOf(comment));
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
}

async function auditsOf(db: Db): Promise<number> {
  return (await db.selectFrom("audit_entry").select("id").execute()).length;
}

/** Everything that stands in any other table. */
async function textOfOthers(db: Db): Promise<string> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const texts = [];
  for (const table of tables.filter((name) => name !== "evaluation")) {
    texts.push(JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(db)).rows));
  }
  return texts.join("\n");
}

test("authors and administrators read results, and nobody else", () => {
  const roles = ["administrator", "author", "supervisor", "auditor", "reviewer"] as const;
  const able = roles.filter((role) => may({ kind: "person", id: "p", roles: [role] }, "read evaluations"));
  expect(able).toEqual(["administrator", "author"]);
});

function rated({ release }: Learner, rating: Rating): Record<string, Rating> {
  return Object.fromEntries(questionsOf(release.course).map(({ id }) => [id, rating]));
}

function send(
  db: Db,
  learner: Learner,
  { rating = 5, comment = "", now = morning }: { rating?: Rating; comment?: string; now?: Date } = {},
) {
  return sendEvaluation(db, { ...learner, ratings: rated(learner, rating), comment, url, now });
}

async function missing(db: Db, { enrolment, release }: Learner): Promise<string[]> {
  const evidence = await findEvidence(db, enrolment.id);
  const { conditions } = progressIn({ course: release.course, evidence });
  return conditions.filter(({ met }) => !met).map(({ condition }) => condition);
}
