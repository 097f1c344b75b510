import fc from "fast-check";
import { expect } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { assign } from "#app/domain/assignment.ts";
import { enrol, touchPlace } from "#app/domain/enrolment.ts";
import { type Facts, judge, type Standing } from "#app/domain/standing/judgement.ts";
import { momentOf } from "#app/domain/standing.ts";
import { needs } from "#app/domain/team/bucket.ts";
import { findTeamToday } from "#app/domain/team/page-of-today.ts";
import type { List } from "#app/domain/team/today.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addPerson, morning, publishSmall } from "../../support/cast.ts";
import { onBothDatabases } from "../../support/database.ts";
import { addRows, anyFacts } from "../../support/facts.ts";
import { formTeam, leaveTeam } from "../../support/team.ts";

const day = 86_400_000;
const zone = "Europe/London";
const afterDays = (days: number) => new Date(morning.getTime() + days * day);
const dayOf = (days: number) => afterDays(days).toISOString().slice(0, 10);

onBothDatabases(
  "each place of a team stands in the list that its standing says, and others' places in none",
  async ({ db }) => {
    const scene = await setScene(db);
    const { supervisor, courseId, admin, team } = scene;
    const [late, quiet, never, soon, done, free, stranger] = scene.people;
    await assignTo(db, scene, late, 5);
    await enrolAt(db, courseId, quiet, 2);
    await assignTo(db, scene, never, 60);
    await assignTo(db, scene, soon, 40);
    await enrolAt(db, courseId, soon, 25);
    await complete(db, courseId, done, 20);
    await enrolAt(db, courseId, free, 29);
    await assignTo(db, scene, stranger, 5);
    await assignTo(db, scene, supervisor, 5);

    const today = await look(db, supervisor);
    expect(today?.counts).toEqual({
      overdue: 1,
      inactive: 1,
      "never-begun": 1,
      soon: 1,
      done: 1,
      needing: 3,
      people: 6,
    });
    expect(namesIn(today, "help")).toEqual([late.name, never.name, quiet.name]);
    expect(namesIn(today, "soon")).toEqual([soon.name]);
    expect(namesIn(today, "done")).toEqual([done.name]);

    const everyone = await look(db, admin);
    expect(everyone?.counts).toMatchObject({ overdue: 3, people: 10 });
    expect((await look(db, admin, { teamId: team }))?.counts).toMatchObject({ overdue: 2, people: 7 });
    expect(await look(db, supervisor, { teamId: scene.otherTeam })).toBeUndefined();
    expect(await look(db, supervisor, { teamId: "nowhere" })).toBeUndefined();
  },
);

onBothDatabases("who has left, is suspended or is no longer of the team is in no list", async ({ db }) => {
  const scene = await setScene(db);
  const [left, suspended, former, stays] = scene.people;
  for (const person of [left, suspended, former, stays]) await assignTo(db, scene, person, 5);
  const at = afterDays(6).toISOString();
  await db.updateTable("person").set({ left_at: at }).where("id", "=", left.id).execute();
  await db.updateTable("person").set({ suspended_at: at }).where("id", "=", suspended.id).execute();
  await leaveTeam(db, scene.team, former.id, afterDays(6));
  const today = await look(db, scene.supervisor);
  expect(namesIn(today, "help")).toEqual([stays.name]);
  expect(today?.counts).toMatchObject({ overdue: 1, people: 3 });
});

onBothDatabases("a look is noted for each team that it shows, and none where nothing is shown", async ({ db }) => {
  const { supervisor, team } = await setScene(db);
  await look(db, supervisor);
  const seen = () => db.selectFrom("view_log").select(["viewer_id", "subject_kind", "subject_id"]).execute();
  expect(await seen()).toEqual([{ viewer_id: supervisor.id, subject_kind: "team", subject_id: team }]);
  await db
    .updateTable("team_supervisor")
    .set({ ended_at: afterDays(1).toISOString() })
    .execute();
  expect(await look(db, supervisor)).toMatchObject({ teams: [], counts: { people: 0 } });
  expect(await seen()).toHaveLength(1);
});

onBothDatabases("a list is paged without a place twice or none, by date or by name", async ({ db }) => {
  const scene = await setScene(db);
  const many = [];
  for (let at = 0; at < 60; at++) many.push(await addPerson(db, `Person ${String(at).padStart(2, "0")}`));
  const team = await formTeam(db, {
    name: "Many",
    members: many.map(({ id }) => id),
    supervisors: [scene.supervisor.id],
  });
  for (const [at, { id }] of many.entries()) await assignTo(db, scene, { id, name: "" }, 5 + (at % 3));
  const page = async (page: number, order: "due" | "name") =>
    namesIn(await look(db, scene.supervisor, { teamId: team, show: "help", page, order }), "help");
  for (const order of ["due", "name"] as const) {
    const [first, second] = [await page(1, order), await page(2, order)];
    expect([first.length, second.length]).toEqual([50, 10]);
    expect(new Set([...first, ...second]).size).toBe(60);
  }
  expect(await page(1, "name")).toEqual((await page(1, "name")).toSorted());
  expect((await look(db, scene.supervisor, { teamId: team }))?.lists[0]).toMatchObject({ hasMore: true });
});

onBothDatabases("each list holds just what the rule judges so, whole and in order, for any rows", async ({ db }) => {
  const { supervisor, admin, courseId } = await setScene(db);
  // Of any rows few are due just now: half are brought near.
  const near = (facts: Facts, at: number) => {
    const dueOn = facts.assignedAt && dayOf(192 + (at % 25));
    return { ...facts, excusedAt: null, waivedAt: null, dueOn };
  };
  const any = fc.sample(anyFacts, { numRuns: 600, seed: 20261123 });
  const all = any.map((facts, at) => (at % 2 === 0 ? facts : near(facts, at)));
  const ids = await addRows(db, courseId, all);
  await formTeam(db, { name: "Any", members: ids.slice(0, 300), supervisors: [supervisor.id] });
  const now = afterDays(200);
  const judged = all.map((facts, at) => ({ id: ids[at] ?? "", ...judge(facts, momentOf({ now, zone })) }));
  for (const [actor, places] of [[admin, judged] as const, [supervisor, judged.slice(0, 300)] as const]) {
    for (const list of ["help", "soon", "done"] as const) {
      const expected = places.filter((place) => listOf(place, now) === list).map(({ id }) => id);
      expect(expected.length).toBeGreaterThan(0);
      for (const order of ["due", "name"] as const) {
        const lines = await wholeList(db, actor, { show: list, order, now });
        expect(lines.map(({ personId }) => personId).sort()).toEqual(expected.toSorted());
        const days = lines.map(({ dueOn }) => dueOn ?? "9999");
        if (order === "due" && list !== "done") expect(days).toEqual(days.toSorted());
      }
      const counts = (await look(db, actor, { now }))?.counts;
      const counted = { help: needs.reduce((sum, need) => sum + (counts?.[need] ?? 0), 0), ...counts };
      expect(counted[list]).toBe(expected.length);
    }
  }
});

onBothDatabases("a look takes as many queries for 1,000 people as for ten, and eight at most", async ({ db }) => {
  const scene = await setScene(db);
  const taken = [];
  for (const people of [10, 990]) {
    await crowd(db, scene, people);
    for (const actor of [scene.supervisor, scene.admin]) taken.push(await queriesOf(db, (db) => look(db, actor)));
  }
  // The visitor's session is one more.
  expect(taken).toEqual([7, 7, 7, 7]);
  expect((await look(db, scene.supervisor))?.counts).toMatchObject({ overdue: 1_000, people: 1_006 });
});

/** The list that a standing belongs to, in the words of the rule. */
function listOf({ status, dueOn, facts }: Standing, now: Date): List | undefined {
  const isSoon =
    dueOn !== null &&
    dueOn <=
      afterDays((+now - +morning) / day + 14)
        .toISOString()
        .slice(0, 10);
  if (status === "complete") return "done";
  if (status === "overdue" || status === "inactive") return "help";
  const isLate = (facts.assignedAt ?? "") <= new Date(+now - 21 * day).toISOString();
  if (status === "assigned" && isLate) return "help";
  return ["assigned", "enrolled", "in-progress"].includes(status) && isSoon ? "soon" : undefined;
}

/** All pages of a list. */
async function wholeList(db: Db, actor: PersonActor, asked: { show: List; order: "due" | "name"; now: Date }) {
  const lines = [];
  for (let page = 1; ; page++) {
    const [list] = (await look(db, actor, { ...asked, page }))?.lists ?? [];
    lines.push(...(list?.lines ?? []));
    if (!list?.hasMore) return lines;
  }
}

/** So many more in the team, each overdue. */
async function crowd(db: Db, scene: Awaited<ReturnType<typeof setScene>>, people: number): Promise<void> {
  const ids = Array.from({ length: people }, () => newId());
  const nobody = { email: null, zone: null, suspended_at: null, left_at: null, erased_at: null, alias_of: null };
  const persons = ids.map((id) => ({ id, name: "Bo Lind", created_at: morning.toISOString(), version: 1, ...nobody }));
  await db.insertInto("person").values(persons).execute();
  const joined = { team_id: scene.team, started_at: morning.toISOString(), ended_at: null };
  await db
    .insertInto("team_member")
    .values(ids.map((person_id) => ({ id: newId(), person_id, ...joined })))
    .execute();
  const places = { course_id: scene.courseId, assigned_at: morning.toISOString(), due_on: dayOf(5) };
  await db
    .insertInto("standing")
    .values(ids.map((person_id) => ({ person_id, ...places, ...nothingElse })))
    .execute();
}

const nothingElse = {
  ...{ excused_at: null, waived_at: null, cycle: null, enrolled_at: null, left_at: null, last_at: null },
  ...{ completed_cycle: null, completed_at: null, expires_on: null },
};

async function queriesOf(db: Db, work: (db: Db) => Promise<unknown>): Promise<number> {
  let queries = 0;
  await work(
    db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        queries += 1;
        return result;
      },
    }),
  );
  return queries;
}

interface Person {
  id: string;
  name: string;
}

async function setScene(db: Db) {
  const { courseId } = await publishSmall(db);
  const names = ["Ana", "Bea", "Cem", "Dov", "Eva", "Fay", "Gil"];
  const people: Person[] = [];
  for (const name of names) people.push({ id: (await addPerson(db, `${name} Moss`)).id, name: `${name} Moss` });
  const supervisor = { ...(await addPerson(db, "Sunita Rao", ["supervisor"])), name: "Sunita Rao" };
  const other = await addPerson(db, "Tomas Berg", ["supervisor"]);
  const admin = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const [ana, bea, cem, dov, eva, fay, gil] = people;
  if (!ana || !bea || !cem || !dov || !eva || !fay || !gil) throw new Error("Somebody is missing.");
  const members = [ana, bea, cem, dov, eva, fay, supervisor].map(({ id }) => id);
  const team = await formTeam(db, { members, supervisors: [supervisor.id] });
  const otherTeam = await formTeam(db, { name: "Oak Lane", members: [gil.id], supervisors: [other.id] });
  return { courseId, admin, supervisor, team, otherTeam, people: [ana, bea, cem, dov, eva, fay, gil] as const };
}

/** Due so many days after the morning. */
async function assignTo(
  db: Db,
  { admin, courseId }: { admin: PersonActor; courseId: string },
  { id }: Person | PersonActor,
  due: number,
) {
  const to = { people: [id] };
  await assign(db, { actor: admin, courseId, to, due: { kind: "day", on: dayOf(due) }, key: newId(), now: morning });
}

async function enrolAt(db: Db, courseId: string, { id }: Person, days: number): Promise<string> {
  const enrolled = await enrol(db, { personId: id, courseId, now: afterDays(days) });
  if ("refused" in enrolled) throw new Error(enrolled.refused);
  await touchPlace(db, { enrolmentId: enrolled.enrolment.id, lessonId: null, anchor: null, now: afterDays(days) });
  return enrolled.enrolment.id;
}

async function complete(db: Db, courseId: string, { id }: Person, days: number): Promise<void> {
  const enrolment_id = await enrolAt(db, courseId, { id, name: "" }, days);
  const { id: release_id } = await db.selectFrom("course_release").select("id").executeTakeFirstOrThrow();
  const of = { person_id: id, course_id: courseId, cycle: 1, enrolment_id, release_id, replaces: null, entry: "{}" };
  await db
    .insertInto("completion_record")
    .values({ id: newId(), code: newId(), ...of, issued_at: afterDays(days).toISOString() })
    .execute();
}

/** Thirty days after the morning. */
function look(db: Db, actor: PersonActor, more: Partial<Parameters<typeof findTeamToday>[1]> = {}) {
  const asked = { actor, teamId: undefined, show: undefined, order: "due" as const, page: 1, now: afterDays(30), zone };
  return findTeamToday(db, { ...asked, ...more });
}

function namesIn(today: Awaited<ReturnType<typeof look>>, list: string): string[] {
  return today?.lists.find((one) => one.list === list)?.lines.map(({ name }) => name) ?? [];
}
