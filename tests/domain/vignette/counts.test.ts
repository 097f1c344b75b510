import fc from "fast-check";
import { expect } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { findVignetteCounts, listCoursesWithVignettes, type VignetteCounts } from "#app/domain/vignette/counts.ts";
import { chooseOption } from "#app/domain/vignette.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addLearner, addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { url } from "#tests/support/sitting.ts";
import { releaseWithVignette, smallVignette, ways } from "#tests/support/vignette.ts";

const vignette = smallVignette();

onBothDatabases("counts are shown from the fifth finisher on, and then stand until the tenth", async ({ db }) => {
  const author = await addPerson(db, "Ari Castellan", ["author"]);
  const seen: unknown[] = [];
  for (let finisher = 1; finisher <= 11; finisher++) {
    await finish(db, finisher <= 5 ? ways.straight : ways.lost);
    seen.push(sceneOf(await look(db, author), 1));
  }
  const [first, second] = [seen[4], seen[9]];
  expect(seen.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => ({ finishers: 0, chosen: [0, 0, 0] })));
  expect(first).toEqual({ finishers: 5, chosen: [5, 0, 0] });
  expect(seen.slice(4, 9)).toEqual(Array.from({ length: 5 }, () => first));
  expect(second).toEqual({ finishers: 10, chosen: [5, 0, 5] });
  expect(seen[10]).toEqual(second);
});

onBothDatabases(
  "a scene that fewer than five passed is held back, until five more have, at a multiple of five finishers",
  async ({ db }) => {
    const author = await addPerson(db, "Ari Castellan", ["author"]);
    for (const way of [ways.straight, ways.straight, ways.straight, ways.straight, ways.lost]) await finish(db, way);
    expect(sceneOf(await look(db, author), 1)).toEqual({ finishers: 5, chosen: [4, 0, 1] });
    expect(sceneOf(await look(db, author), 2)).toEqual({ finishers: 5, chosen: [0, 0] });
    // The fifth to pass scene 2 is not the fifth of a step: shown now, it would tell what this one person chose before.
    await finish(db, ways.straight);
    expect(sceneOf(await look(db, author), 2)).toEqual({ finishers: 5, chosen: [0, 0] });
    for (const way of [ways.lost, ways.lost, ways.lost, ways.lost]) await finish(db, way);
    expect(sceneOf(await look(db, author), 2)).toEqual({ finishers: 10, chosen: [5, 0] });
  },
);

onBothDatabases("a team is told by itself, and the whole practice only what its teams may tell", async ({ db }) => {
  const author = await addPerson(db, "Ari Castellan", ["author"]);
  const one = await addTeam(db, "One");
  const other = await addTeam(db, "Other");
  for (let finisher = 0; finisher < 4; finisher++) await finish(db, ways.straight, one.team);
  await finish(db, ways.lost, other.team);
  // Five in all, and no five of a team: to tell them would be to tell the one by the four.
  expect(sceneOf(await look(db, author), 1)).toEqual({ finishers: 0, chosen: [0, 0, 0] });
  await finish(db, ways.straight, one.team);
  const told = { finishers: 5, chosen: [5, 0, 0] };
  expect(sceneOf(await look(db, author), 1)).toEqual(told);
  expect(sceneOf(await look(db, one.supervisor), 1)).toEqual(told);
  expect(sceneOf(await look(db, other.supervisor), 1)).toEqual({ finishers: 0, chosen: [0, 0, 0] });
});

onBothDatabases(
  "people are counted in the team they are in when they finish, and in one team alone",
  async ({ db }) => {
    const one = await addTeam(db, "One");
    const other = await addTeam(db, "Other");
    for (let finisher = 0; finisher < 5; finisher++) {
      const person = await finish(db, ways.straight, one.team, other.team);
      await db
        .updateTable("team_member")
        .set({ ended_at: morning.toISOString() })
        .where("person_id", "=", person)
        .execute();
    }
    expect(sceneOf(await look(db, one.supervisor), 1).finishers).toBe(5);
    expect(sceneOf(await look(db, other.supervisor), 1).finishers).toBe(0);
  },
);

onBothDatabases("supervisors look at the teams they have now, and at nothing else", async ({ db }) => {
  const { release } = await publish(db);
  const one = await addTeam(db, "One");
  const other = await addTeam(db, "Other");
  const both = { ...one.supervisor, roles: [...one.supervisor.roles, "author" as const] };
  const asked = { courseId: release.courseId };
  const groups = async (actor: PersonActor) => (await look(db, actor)).groups.map(({ name }) => name);
  expect([await groups(one.supervisor), await groups(both)]).toEqual([["One"], [null, "One"]]);
  expect(await groups(await addPerson(db, "Ari Castellan", ["author"]))).toEqual([null]);
  expect(await findVignetteCounts(db, { ...asked, actor: one.supervisor, group: other.team })).toBeUndefined();
  expect(await findVignetteCounts(db, { ...asked, actor: one.supervisor, group: "" })).toBeUndefined();
  expect(await findVignetteCounts(db, { ...asked, actor: both, releaseId: newId() })).toBeUndefined();
  expect(await findVignetteCounts(db, { actor: both, courseId: "nowhere1" })).toBeUndefined();

  await db.updateTable("team_supervisor").set({ ended_at: morning.toISOString() }).execute();
  expect(await look(db, one.supervisor)).toMatchObject({ groups: [], group: null });
  expect(await findVignetteCounts(db, { ...asked, actor: one.supervisor, group: one.team })).toBeUndefined();
});

onBothDatabases(
  "any two things that anyone may see differ by nobody, or by five people and more",
  async ({ db }) => {
    const author = await addPerson(db, "Ari Castellan", ["author"]);
    const teams = [await addTeam(db, "One"), await addTeam(db, "Other")];
    const viewers = [author, ...teams.map(({ supervisor }) => supervisor)];
    const [random] = fc.sample(
      fc.array(
        fc.record({
          team: fc.constantFrom(undefined, ...teams.map(({ team }) => team)),
          way: fc.constantFrom(...Object.values(ways)),
        }),
        { minLength: 40, maxLength: 40 },
      ),
      { numRuns: 1, seed: 20261123 },
    );
    const views: number[][] = [];
    for (const { team, way } of random ?? []) {
      await finish(db, way, ...(team ? [team] : []));
      for (const viewer of viewers) {
        const seen = await look(db, viewer);
        views.push([sceneOf(seen, 1), sceneOf(seen, 2)].flatMap(({ finishers, chosen }) => [finishers, sum(chosen)]));
      }
    }
    expect(Math.max(...views.flat())).toBeGreaterThanOrEqual(15);
    const [whole, one, other] = [0, 1, 2].map((at) => views.filter((_, index) => index % 3 === at));
    const steps = [whole, one, other].flatMap((series = []) =>
      series.slice(1).map((view, at) => minus(view, series[at] ?? [])),
    );
    const between = (whole ?? []).flatMap((view, at) => [minus(view, one?.[at] ?? []), minus(view, other?.[at] ?? [])]);
    for (const difference of [...steps, ...between].flat()) expect(difference === 0 || difference >= 5).toBe(true);
  },
  60_000,
);

onBothDatabases("nothing that is kept with a count names a person or a time", async ({ db }) => {
  await finish(db, ways.straight);
  const rows = [
    ...(await db.selectFrom("vignette_tally").selectAll().execute()),
    ...(await db.selectFrom("vignette_count").selectAll().execute()),
  ];
  expect(rows.flatMap(Object.keys)).not.toContain("enrolment_id");
  expect(JSON.stringify(rows)).not.toMatch(/2026-|T\d\d:/);
});

onBothDatabases("courses are listed that have vignettes, and no others", async ({ db }) => {
  await publishSmall(db);
  expect(await listCoursesWithVignettes(db)).toEqual([]);
  const compiled = releaseWithVignette();
  await publishSmall(db, { ...compiled, course: { ...compiled.course, version: "1.1.0" } });
  expect(await listCoursesWithVignettes(db)).toEqual([{ id: "course01", title: "Listening Well", vignettes: 1 }]);
});

async function publish(db: Db) {
  return { release: await publishSmall(db, releaseWithVignette()) };
}

/** Somebody new, in these teams, goes one way to an ending. */
async function finish(db: Db, way: readonly number[], ...teams: string[]): Promise<string> {
  const learner = await addLearner(db, await publish(db));
  for (const [at, team_id] of teams.entries()) {
    const started_at = later({ minutes: at }).toISOString();
    await db
      .insertInto("team_member")
      .values({ id: newId(), team_id, person_id: learner.actor.id, started_at, ended_at: null })
      .execute();
  }
  const [path, choice] = [way.slice(0, -1), way.at(-1) ?? null];
  await chooseOption(db, { ...learner, vignette, path, choice, url, now: morning });
  return learner.actor.id;
}

async function addTeam(db: Db, name: string): Promise<{ team: string; supervisor: PersonActor }> {
  const supervisor = await addPerson(db, `Sup ${name}`, ["supervisor"]);
  const team = newId();
  const span = { started_at: morning.toISOString(), ended_at: null };
  await db
    .insertInto("team")
    .values({ id: team, form_key: team, name, ...span })
    .execute();
  await db
    .insertInto("team_supervisor")
    .values({ id: newId(), team_id: team, person_id: supervisor.id, ...span })
    .execute();
  return { team, supervisor };
}

async function look(db: Db, actor: PersonActor): Promise<VignetteCounts> {
  const { courseId } = (await publish(db)).release;
  const seen = await findVignetteCounts(db, { actor, courseId });
  if (!seen) throw new Error("There is nothing to see.");
  return seen;
}

function sceneOf({ vignettes: [first] }: VignetteCounts, number: number): { finishers: number; chosen: number[] } {
  const scene = first?.scenes.find((candidate) => candidate.number === number);
  return { finishers: first?.finishers ?? -1, chosen: scene?.options.map(({ chosen }) => chosen) ?? [] };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function minus(view: number[], other: number[]): number[] {
  return view.map((one, at) => one - (other[at] ?? 0));
}
