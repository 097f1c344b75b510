import fc from "fast-check";
import { expect, test } from "vitest";
import { findRecord } from "#app/domain/completion-record.ts";
import { enrol, leave } from "#app/domain/enrolment.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { outlineForLearner } from "#app/domain/progress/outline.ts";
import { findVignette, nextAfter, progressIn } from "#app/domain/progress.ts";
import { searchLessons } from "#app/domain/search.ts";
import { finishVignette } from "#app/domain/vignette/finish.ts";
import { beginVignette, chooseOption, goOn, textForLearner } from "#app/domain/vignette.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { complete, readLessons, sit, url } from "#tests/support/sitting.ts";
import { releaseWithVignette, smallVignette, ways } from "#tests/support/vignette.ts";

const vignette = smallVignette();

test("what is sent holds nothing of an option that was not chosen and of a scene that was not reached", () => {
  const beginning = JSON.stringify(beginVignette(vignette));
  expect(beginning).toContain("text-a");
  expect(beginning).not.toMatch(/feedback|consequence-|text-[byz]|good|warm|harmful|debrief"?:?\s*\[/);
  const after = JSON.stringify(goOn(vignette, { path: [], choice: 1 }).standing);
  expect(after).toMatch(/consequence-a-1.*feedback-a-1.*text-b/);
  expect(after).not.toMatch(/-a-0|-a-2|text-[ayz]|consequence-b|feedback-b/);
});

test("every path is walked anew: one that is not in the case is refused, at the place to which it does lead", () => {
  const lost = goOn(vignette, { path: [0, 7, 0], choice: 0 });
  expect(lost).toMatchObject({ refused: "no-such-step", standing: { path: [0] } });
  expect(goOn(vignette, { path: [2, 0], choice: null })).toMatchObject({
    refused: "no-such-step",
    standing: { path: [2] },
  });
  expect(goOn(vignette, { path: [0, 0], choice: null })).toMatchObject({ standing: { path: [0, 0], options: [] } });
});

test("whatever path is sent, the answer is a place that the case has", () => {
  const place = fc.nat({ max: 4 });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 30 }), fc.option(place), (path, choice) => {
      const gone = goOn(vignette, { path, choice });
      const again = goOn(vignette, { path: gone.standing.path, choice: null });
      expect("refused" in again).toBe(false);
      expect(again.standing).toEqual(gone.standing);
      expect(gone.standing.debrief === null).toBe(gone.standing.options.length > 0);
    }),
  );
});

test("as text it is all there, each option with what comes of it and where it leads", () => {
  const { scenes, debrief } = textForLearner(vignette);
  expect(scenes.map(({ number }) => number)).toEqual([1, 2, 0, 0]);
  expect(scenes[0]?.options.map(({ to, quality }) => [to, quality])).toEqual([
    [2, "good"],
    [2, "too-warm"],
    [0, "harmful"],
  ]);
  expect(debrief).toEqual(vignette.debrief);
});

onBothDatabases(
  "the first ending finishes a vignette, once: the same sent twice and another way later add nothing",
  async ({ db }) => {
    const learner = await withCase(db);
    expect(await take(db, learner, [0])).toMatchObject({ finished: false, standing: { debrief: null } });
    expect(await finishes(db)).toEqual([]);
    const first = await take(db, learner, ways.straight);
    expect(first).toMatchObject({ finished: true, standing: { path: [0, 0] } });
    expect(await take(db, learner, ways.straight)).toEqual(first);
    expect(await take(db, learner, ways.lost, later({ minutes: 9 }))).toMatchObject({ finished: true });
    expect(await finishes(db)).toEqual([{ vignette_id: "vignet01", finished_at: morning.toISOString() }]);
    expect(await counts(db)).toEqual({ "a/a": 1, "b/a": 1 });
  },
);

onBothDatabases("two tabs that end at once are both answered, and are one finish, counted once", async ({ db }) => {
  const learner = await withCase(db);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) => take(db, learner, at % 2 ? ways.straight : ways.lost)),
  );
  for (const answer of answers) expect(answer).toMatchObject({ finished: true });
  expect(await finishes(db)).toHaveLength(1);
  expect(Object.values(await counts(db)).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(2);
  expect(await tallies(db)).toEqual([{ finished: 1, shown: 0 }]);
});

onBothDatabases("a case forged or without a choice is refused, and nothing is kept", async ({ db }) => {
  const learner = await withCase(db);
  const acting = { ...learner, vignette, url, now: morning };
  expect(await chooseOption(db, { ...acting, path: [0], choice: null })).toMatchObject({
    refused: "no-choice",
    standing: { path: [0] },
  });
  expect(await chooseOption(db, { ...acting, path: [9, 9], choice: 0 })).toMatchObject({ refused: "no-such-step" });
  expect(await chooseOption(db, { ...acting, path: [0, 0], choice: 0 })).toMatchObject({ refused: "no-such-step" });
  expect(await finishes(db)).toEqual([]);
});

onBothDatabases("whoever passes a scene twice is counted there once, with the first choice", async ({ db }) => {
  await take(db, await withCase(db), ways.round);
  expect(await counts(db)).toEqual({ "a/b": 1, "b/b": 1 });
});

onBothDatabases("read as text it is finished and counts nothing, then or later", async ({ db }) => {
  const learner = await withCase(db);
  const reading = { ...learner, vignetteId: "vignet01", steps: [], url, now: morning };
  expect(await finishVignette(db, reading)).toEqual({ finished: true });
  expect(await finishVignette(db, reading)).toEqual({ finished: true });
  await take(db, learner, ways.lost);
  expect([await finishes(db), await counts(db)]).toEqual([[expect.anything()], {}]);
});

onBothDatabases(
  "in another cycle on the same release it is finished again, and the person is not counted again",
  async ({ db }) => {
    const learner = await withCase(db);
    await take(db, learner, ways.straight);
    const id = newId();
    const { id: _, ...row } = await db.selectFrom("enrolment").selectAll().executeTakeFirstOrThrow();
    await db
      .insertInto("enrolment")
      .values({ ...row, id, cycle: 2 })
      .execute();
    await take(db, { ...learner, enrolment: { ...learner.enrolment, id, cycle: 2 } }, ways.lost);
    expect(await finishes(db)).toHaveLength(2);
    expect(await tallies(db)).toEqual([{ finished: 1, shown: 0 }]);
  },
);

onBothDatabases("a vignette in a locked module is not there", async ({ db }) => {
  const locked = smallRelease((course) => ({
    ...course,
    modules: course.modules.map((module, at) => ({
      ...module,
      lessons: module.lessons.map((lesson) => (at === 1 ? { ...lesson, vignettes: [vignette] } : lesson)),
    })),
  }));
  const learner = await addLearner(db, { release: await publishSmall(db, locked) });
  expect(findVignette(await progressOf(db, learner), "vignet01")).toBeUndefined();
  expect(await take(db, learner, ways.lost)).toBeUndefined();
  expect(await finishes(db)).toEqual([]);
});

onBothDatabases(
  "where the course asks for it, it is a step after its lesson, and the module is not finished without it",
  async ({ db }) => {
    const learner = await withCase(db);
    expect((await progressOf(db, learner)).steps).toEqual({ done: 0, total: 7 });
    await readLessons(db, learner, ["lesson11"]);
    const read = await progressOf(db, learner);
    expect(read.next).toMatchObject({ kind: "vignette", vignette: { id: "vignet01" } });
    expect(nextAfter(read, "lesson11")).toMatchObject({ kind: "vignette" });
    await readLessons(db, learner, ["lesson12"]);
    await sit(db, learner, "quiz0001", "right");
    const { modules, conditions } = await progressOf(db, learner);
    expect(modules.map(({ state }) => state)).toEqual(["open", "locked"]);
    const outline = outlineForLearner(learner.release.course, await progressOf(db, learner));
    expect(outline.conditions.find(({ condition }) => condition === "vignettes-finished")).toMatchObject({
      met: false,
      vignettes: [{ id: "vignet01", title: "Kim", module: 1, isOpen: true }],
    });
    expect(conditions.find(({ condition }) => condition === "lessons-read")?.vignettes).toEqual([]);
    await take(db, learner, ways.lost);
    const after = await progressOf(db, learner);
    expect(after.modules.map(({ state }) => state)).toEqual(["finished", "open"]);
    expect(after.conditions.find(({ condition }) => condition === "vignettes-finished")?.met).toBe(true);
  },
);

onBothDatabases(
  "where the course does not ask for it, it is no step and no condition, and can be finished all the same",
  async ({ db }) => {
    const compiled = releaseWithVignette();
    const completion = compiled.course.completion.filter(({ kind }) => kind !== "vignettes-finished");
    const free = { ...compiled, course: { ...compiled.course, completion } };
    const learner = await addLearner(db, { release: await publishSmall(db, free) });
    expect((await progressOf(db, learner)).steps.total).toBe(6);
    await complete(db, learner);
    await take(db, learner, ways.lost);
    expect(await finishes(db)).toHaveLength(1);
  },
);

onBothDatabases("it may be the act that completes the course, and the record comes with it", async ({ db }) => {
  const compiled = releaseWithVignette();
  const completion = compiled.course.completion.filter(({ kind }) => kind === "vignettes-finished");
  const learner = await addLearner(db, {
    release: await publishSmall(db, { ...compiled, course: { ...compiled.course, completion } }),
  });
  expect((await findEvidence(db, learner.enrolment.id)).record).toBeNull();
  await take(db, learner, ways.straight);
  const { record } = await findEvidence(db, learner.enrolment.id);
  expect(await findRecord(db, { personId: learner.actor.id, recordId: record?.id ?? "" })).toBeDefined();
});

onBothDatabases("leaving and coming back keeps what was finished", async ({ db }) => {
  const learner = await withCase(db);
  await take(db, learner, ways.straight);
  await leave(db, { enrolment: learner.enrolment, now: morning });
  await enrol(db, { personId: learner.actor.id, courseId: learner.release.courseId, now: morning });
  expect((await findEvidence(db, learner.enrolment.id)).vignettes).toHaveProperty("vignet01");
});

onBothDatabases("search finds nothing of a case: no scene, no option, no debrief", async ({ db }) => {
  const { release } = await withCase(db);
  const readable = new Set(release.course.modules.flatMap(({ lessons }) => lessons.map(({ id }) => id)));
  for (const words of ["text", "option", "consequence", "feedback", "debrief", "Kim"]) {
    expect(searchLessons(release, { words, readable }).count).toBe(0);
  }
  expect(searchLessons(release, { words: "someone", readable }).count).toBeGreaterThan(0);
});

async function withCase(db: Db): Promise<Learner> {
  return addLearner(db, { release: await publishSmall(db, releaseWithVignette()) });
}

/** Takes the last choice of a way. */
function take(db: Db, learner: Learner, way: readonly number[], now = morning) {
  const path = way.slice(0, -1);
  return chooseOption(db, { ...learner, vignette, path, choice: way.at(-1) ?? null, url, now });
}

async function progressOf(db: Db, { enrolment, release }: Learner) {
  return progressIn({ course: release.course, evidence: await findEvidence(db, enrolment.id) });
}

function finishes(db: Db) {
  return db.selectFrom("vignette_finish").select(["vignette_id", "finished_at"]).execute();
}

function tallies(db: Db) {
  return db.selectFrom("vignette_tally").select(["finished", "shown"]).execute();
}

async function counts(db: Db): Promise<Record<string, number>> {
  const rows = await db.selectFrom("vignette_count").select(["scene_id", "option_id", "held"]).execute();
  return Object.fromEntries(rows.map((row) => [`${row.scene_id}/${row.option_id}`, row.held]));
}
