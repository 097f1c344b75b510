import { beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/actor.ts";
import { addDays } from "#app/domain/assignment/due.ts";
import { enrol, leave } from "#app/domain/enrolment.ts";
import { formKey } from "#app/http.ts";
import { action as adminAssign, loader as adminAssignPage } from "#app/routes/admin/assign.tsx";
import { action as adminPerson, loader as adminPersonPage } from "#app/routes/admin/assigned-person.tsx";
import { action as adminOne, loader as adminOnePage } from "#app/routes/admin/assignment.tsx";
import { action as apply, loader as rules } from "#app/routes/admin/assignment-rules.tsx";
import { loader as adminList } from "#app/routes/admin/assignments.tsx";
import { loader as learning } from "#app/routes/learn/learning.tsx";
import { loader as outline, action as outlineAction } from "#app/routes/learn/outline.tsx";
import { loader as why } from "#app/routes/learn/why.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { action as teamAssign, loader as teamAssignPage } from "#app/routes/team/assign.tsx";
import { action as teamPerson, loader as teamPersonPage } from "#app/routes/team/assigned-person.tsx";
import { action as teamOne, loader as teamOnePage } from "#app/routes/team/assignment.tsx";
import { loader as teamList } from "#app/routes/team/assignments.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { publishSmall } from "../support/cast.ts";
import { smallRelease } from "../support/course.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { formTeam, joinTeam } from "../support/team.ts";

const course = "course01";
const today = new Date().toISOString().slice(0, 10);
const nextWeek = addDays(today, 7);
const people = new Map<string, { id: string; email: string; cookie: string }>();
let team = "";

beforeAll(async () => {
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, enrolment: "assigned" })),
  );
  const cast: [string, Role[]][] = [
    ["Cleo Marsh", ["administrator"]],
    ["Sunita Rao", ["supervisor"]],
    ["Ada Okafor", []],
    ["Bo Lindqvist", []],
  ];
  for (const [name, roles] of cast) {
    const { id, email } = await addMember(db, name, roles);
    const cookie = await askIn(enter, { path: "/sign-in", fields: { email, password: goodPassword } });
    people.set(name.split(" ")[0] ?? "", { id, email, cookie });
  }
  team = await formTeam(db, { members: [who("Ada").id], supervisors: [who("Sunita").id] });
});

test("a course by assignment is assigned, seen with its day, joined, and shown to nobody else", async () => {
  const to = { for: "people", emails: `${who("Bo").email.toUpperCase()}\n` };
  const sent = await ask(adminAssign, {
    cookie: who("Cleo").cookie,
    fields: form({ ...to, due: "day", on: nextWeek }),
  });
  expect(sent).toMatchObject({
    status: 303,
    location: expect.stringMatching(/^\/admin\/assignments\?done=assigned&undo=[\w-]+$/),
  });

  const bo = { cookie: who("Bo").cookie, params: { course } };
  const asked = { status: "assigned", dueOn: nextWeek };
  expect((await ask(learning, bo)).data).toMatchObject({ assigned: [{ id: course, asked }], joinable: [] });
  expect((await ask(outline, bo)).data).toMatchObject({ opening: "open", asked });
  expect((await ask(why, bo)).data).toMatchObject({ status: "assigned", missing: null });
  expect((await ask(outlineAction, { ...bo, fields: { intent: "join" } })).status).toBe(303);
  expect((await ask(learning, bo)).data).toMatchObject({ assigned: [], asked: { [course]: { status: "enrolled" } } });

  const ada = { cookie: who("Ada").cookie, params: { course } };
  expect((await ask(learning, ada)).data).toMatchObject({ assigned: [], joinable: [] });
  expect((await ask(outline, ada)).data).toMatchObject({ opening: "by-assignment", asked: { dueOn: null } });
  expect((await ask(outlineAction, { ...ada, fields: { intent: "join" } })).status).toBe(409);
});

test("what is wrong in the form is said beside its field, with what was typed", async () => {
  const cookie = who("Cleo").cookie;
  const refused = async (fields: Record<string, string>) =>
    (await ask(adminAssign, { cookie, fields: form(fields) })).data;
  const to = { for: "people", emails: who("Ada").email };
  expect(await refused({ ...to, emails: "" })).toHaveProperty("errors.emails");
  expect(await refused({ ...to, emails: "nobody@practice.example" })).toMatchObject({
    errors: { emails: expect.stringContaining("nobody@practice.example") },
    typed: { emails: "nobody@practice.example" },
  });
  expect(await refused({ ...to, due: "day", on: "2026-02-30" })).toHaveProperty("errors.on");
  expect(await refused({ ...to, due: "day", on: "2020-02-03" })).toHaveProperty("errors.on");
  for (const days of ["", "0", "1.5", "-3", "9999"]) {
    expect(await refused({ ...to, due: "after-assigning", days })).toHaveProperty("errors.days");
  }
  expect(await refused({ for: "team", team: "" })).toHaveProperty("errors.team");
  expect(await refused({ ...to, course: "" })).toHaveProperty("errors.course");
  expect((await ask(adminAssign, { cookie, fields: form({ for: "team", team: "no-such-team" }) })).status).toBe(404);
  expect((await ask(adminAssign, { cookie, fields: form({ ...to, course: "nowhere1" }) })).status).toBe(404);
});

test("a dry run tells who would get it and who not, and changes nothing", async () => {
  const fields = form({ intent: "preview", for: "team", team, due: "after-joining", days: "30" });
  const { status, data } = await ask(adminAssign, { cookie: who("Cleo").cookie, fields });
  expect(status).toBe(200);
  expect(data).toMatchObject({
    typed: { team, days: "30" },
    preview: { reached: [{ name: "Ada Okafor", status: "not-assigned" }], more: 0 },
  });
  const outside = missedIn(data);
  expect(outside).toEqual(expect.arrayContaining([{ name: "Bo Lindqvist", why: "no-team" }]));
  expect(await db.selectFrom("assignment").select("id").where("team_id", "=", team).execute()).toEqual([]);
});

test("a supervisor assigns to their team, gives time there, and sees nobody else", async () => {
  const { cookie } = who("Sunita");
  expect((await ask(teamAssignPage, { cookie })).data).toMatchObject({ choice: { people: [{ name: "Ada Okafor" }] } });
  expect((await ask(teamAssign, { cookie, fields: form({ for: "people", person: who("Bo").id }) })).status).toBe(404);
  const byEmail = form({ for: "people", emails: who("Bo").email });
  expect((await ask(teamAssign, { cookie, fields: byEmail })).data).toHaveProperty("errors.emails");
  const fields = form({ for: "team", team, due: "day", on: nextWeek });
  expect(await ask(teamAssign, { cookie, fields })).toMatchObject({
    status: 303,
    location: expect.stringMatching(/^\/team\/assign\?done=assigned&undo=[\w-]+$/),
  });
  expect(await ask(teamAssign, { cookie, fields })).toMatchObject({ status: 303 });
  const again = await ask(teamAssign, { cookie, fields: { ...fields, key: formKey() } });
  expect(again).toMatchObject({ status: 409, data: { errors: { form: expect.any(String) } } });

  const list = await ask(teamList, { cookie });
  expect(list.data).toMatchObject({ assignments: [{ to: "Elm Row", people: 1, isTheirs: true }] });
  const params = { person: who("Ada").id, course };
  expect((await ask(teamPersonPage, { cookie, params })).data).toMatchObject({ status: "assigned", isAsked: true });
  const more = { intent: "extension", key: formKey(), until: addDays(nextWeek, 3), why: "On leave" };
  expect((await ask(teamPerson, { cookie, params, fields: more })).status).toBe(303);
  expect((await ask(teamPerson, { cookie, params, fields: { ...more, key: formKey() } })).status).toBe(422);
  expect((await ask(teamPerson, { cookie, params, fields: { ...more, why: "" } })).data).toHaveProperty("errors.why");
  expect(
    (await ask(teamPerson, { cookie, params, fields: { ...more, intent: "waiver", key: formKey() } })).status,
  ).toBe(404);
  const { data } = await ask(learning, { cookie: who("Ada").cookie });
  expect(data).toMatchObject({ assigned: [{ asked: { dueOn: addDays(nextWeek, 3) } }] });
  const others = { person: who("Bo").id, course };
  expect((await ask(teamPersonPage, { cookie, params: others })).status).toBe(404);
  expect((await ask(teamPerson, { cookie, params: others, fields: { ...more, key: formKey() } })).status).toBe(404);
  expect(JSON.stringify((await ask(teamPersonPage, { cookie, params })).data)).not.toMatch(/score|attempt|passed/);
});

test("an administrator waives and lifts, and the reason is told to the learner", async () => {
  const { cookie } = who("Cleo");
  const params = { person: who("Ada").id, course };
  const waiver = { intent: "waiver", key: formKey(), until: "", why: "Trained elsewhere" };
  expect((await ask(adminPerson, { cookie, params, fields: waiver })).status).toBe(303);
  const told = await ask(why, { cookie: who("Ada").cookie, params });
  expect(told.data).toMatchObject({ status: "waived" });
  expect(JSON.stringify(told.data)).toContain("Trained elsewhere");
  const { data } = await ask(adminPersonPage, { cookie, params });
  const [concession = ""] = idsIn(data);
  const sunita = { cookie: who("Sunita").cookie, params, fields: { intent: "lift", concession } };
  expect((await ask(teamPerson, sunita)).status).toBe(404);
  expect((await ask(adminPerson, { cookie, params, fields: { intent: "lift", concession } })).status).toBe(303);
  expect((await ask(why, { cookie: who("Ada").cookie, params })).data).toMatchObject({ status: "assigned" });
});

test("the date is changed and the assignment ended by who may; an old version is told so", async () => {
  const list = (await ask(adminList, { cookie: who("Cleo").cookie })).data;
  const theirs = await db
    .selectFrom("assignment")
    .select(["id", "version"])
    .where("team_id", "=", team)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(list)).toContain(theirs.id);
  const params = { assignment: theirs.id };
  const change = { intent: "change", version: String(theirs.version), due: "none", on: "", days: "" };
  const sunita = { cookie: who("Sunita").cookie, params };
  expect((await ask(teamOne, { ...sunita, fields: change })).status).toBe(303);
  expect((await ask(teamOne, { ...sunita, fields: { ...change, due: "after-assigning", days: "9" } })).status).toBe(
    409,
  );
  expect((await ask(teamOnePage, sunita)).data).toMatchObject({ people: [{ name: "Ada Okafor" }] });
  const bos = await db
    .selectFrom("assignment")
    .select("id")
    .where("person_id", "=", who("Bo").id)
    .executeTakeFirstOrThrow();
  expect((await ask(teamOnePage, { ...sunita, params: { assignment: bos.id } })).status).toBe(404);
  expect((await ask(teamOne, { ...sunita, params: { assignment: bos.id }, fields: { intent: "end" } })).status).toBe(
    404,
  );
  const cleo = { cookie: who("Cleo").cookie, params: { assignment: bos.id } };
  expect((await ask(adminOne, { ...cleo, fields: { intent: "end" } })).status).toBe(303);
  expect((await ask(adminOnePage, cleo)).data).toMatchObject({ assignment: { endedAt: expect.any(String) } });
});

test("the rules tell what applying them would change, and apply it once", async () => {
  const { cookie } = who("Cleo");
  await joinTeam(db, team, who("Bo").id, new Date());
  expect((await ask(rules, { cookie })).data).toMatchObject({ rules: [{ begun: 1, ended: 0 }] });
  expect((await ask(apply, { cookie, fields: { intent: "apply" } })).status).toBe(303);
  expect((await ask(rules, { cookie })).data).toMatchObject({ rules: [{ begun: 0, ended: 0, people: 2 }] });
});

test("nobody but administrators and supervisors finds these pages, and each only behind their own door", async () => {
  const params = { person: who("Ada").id, course, assignment: "any" };
  const admin = [adminList, adminAssignPage, adminOnePage, adminPersonPage, rules];
  const ofTeam = [teamList, teamAssignPage, teamOnePage, teamPersonPage];
  for (const page of [...admin, ...ofTeam]) {
    expect((await ask(page, { cookie: who("Ada").cookie, params })).status).toBe(404);
    expect((await ask(page, { path: "/any", params })).status).toBe(303);
  }
  for (const page of admin) expect((await ask(page, { cookie: who("Sunita").cookie, params })).status).toBe(404);
  for (const page of ofTeam) expect((await ask(page, { cookie: who("Cleo").cookie, params })).status).toBe(404);
  for (const act of [adminAssign, adminOne, adminPerson, apply, teamAssign, teamOne, teamPerson]) {
    expect((await ask(act, { cookie: who("Ada").cookie, params, fields: { intent: "assign" } })).status).toBe(404);
  }
});

test("somebody who left a course can come back to it, though its assignment has ended", async () => {
  const enrolment = await enrol(db, { personId: who("Bo").id, courseId: course, now: new Date() });
  if ("refused" in enrolment) throw new Error("Bo is enrolled.");
  await leave(db, { enrolment: enrolment.enrolment, now: new Date() });
  const { data } = await ask(why, { cookie: who("Bo").cookie, params: { course } });
  expect(data).toMatchObject({ reasons: expect.arrayContaining([expect.objectContaining({ kind: "left" })]) });
});

function form(fields: Record<string, string>) {
  return { intent: "assign", key: formKey(), course, for: "people", due: "none", on: "", days: "", ...fields };
}

function who(name: string) {
  const person = people.get(name);
  if (!person) throw new Error(`${name} is not in the cast.`);
  return person;
}

function missedIn(data: unknown): { name: string; why: string }[] {
  const { preview }: { preview: { missed: { name: string; why: string }[] } } = JSON.parse(JSON.stringify(data));
  return preview.missed.map(({ name, why }) => ({ name, why }));
}

function idsIn(data: unknown): string[] {
  const { concessions }: { concessions: { id: string; kind: string; endedAt: string | null }[] } = JSON.parse(
    JSON.stringify(data),
  );
  return concessions.filter(({ kind, endedAt }) => kind === "waiver" && endedAt === null).map(({ id }) => id);
}
