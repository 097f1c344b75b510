import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Role } from "#app/domain/actor.ts";
import { findSupervised } from "#app/domain/team/scope.ts";
import { formKey } from "#app/http.ts";
import { loader as people, action as peopleAction } from "#app/routes/admin/people.tsx";
import { loader as person, action as personAction } from "#app/routes/admin/person.tsx";
import { loader as team, action as teamAction } from "#app/routes/admin/team.tsx";
import { loader as teams, action as teamsAction } from "#app/routes/admin/teams.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { action as inviteAction, loader as invitePage } from "#app/routes/team/invite.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

type Member = Awaited<ReturnType<typeof addMember>>;

const members = new Map<string, Member>();

beforeAll(async () => {
  const cast: [string, Role[]][] = [
    ["Cleo Marsh", ["administrator"]],
    ["Ada Okafor", []],
    ["Odile Varga", []],
    ["Sunita Rao", ["supervisor"]],
    ["Silas Brandt", ["supervisor"]],
  ];
  for (const [name, roles] of cast) members.set(name.split(" ")[0] ?? "", await addMember(db, name, roles));
});

test("an administrator begins a team, adds several at once, and takes out and renames", async () => {
  const { teamId, act } = await begin("North");
  expect((await act({ intent: "add-members", member: [idOf("Ada"), idOf("Odile")] })).location).toContain(
    "done=joined",
  );
  expect((await act({ intent: "add-supervisors", supervisor: [idOf("Sunita"), idOf("Silas")] })).status).toBe(303);
  expect((await act({ intent: "end-member", person: idOf("Odile") })).status).toBe(303);
  expect((await act({ intent: "end-supervisor", person: idOf("Silas") })).status).toBe(303);
  expect((await act({ intent: "rename", name: "Far North", seen: "North" })).status).toBe(303);
  const { data } = await ask(team, { cookie: await signIn("Cleo"), params: { team: teamId } });
  expect(data).toMatchObject({
    team: { name: "Far North", endedAt: null },
    members: [{ name: "Ada Okafor" }],
    supervisions: [
      { name: "Sunita Rao", endedAt: null },
      { name: "Silas Brandt", endedAt: expect.any(String) },
    ],
    candidates: expect.arrayContaining([expect.objectContaining({ name: "Odile Varga" })]),
  });
  const found = await findSupervised(db, { supervisorId: idOf("Sunita"), personId: idOf("Ada") });
  expect(found?.teams.map(({ name }) => name)).toEqual(["Far North"]);
});

test("what cannot be done to a team is said beside its field, and what was chosen stays", async () => {
  const { act } = await begin("East");
  await begin("West");
  expect(await act({ intent: "add-members" })).toMatchObject({
    status: 422,
    data: { errors: { member: expect.any(String) } },
  });
  expect(await act({ intent: "add-supervisors", supervisor: [idOf("Ada")] })).toMatchObject({
    status: 409,
    data: { errors: { supervisor: expect.any(String) }, typed: { supervisor: [idOf("Ada")] } },
  });
  expect(await act({ intent: "rename", name: "WEST", seen: "East" })).toMatchObject({ status: 422 });
  expect(await act({ intent: "rename", name: "Eastern", seen: "Old" })).toMatchObject({ status: 409 });
  const wrong: Record<string, string | string[]>[] = [
    { intent: "add-members", member: ["nobody"] },
    { intent: "end-member", person: "nobody" },
    { intent: "end-supervisor", person: "' or 1=1" },
    { intent: "nonsense" },
  ];
  for (const fields of wrong) {
    expect((await act(fields)).status).toBe(404);
  }
  const taken = await ask(teamsAction, { cookie: await signIn("Cleo"), fields: { key: formKey(), name: " west " } });
  expect(taken).toMatchObject({ status: 422, data: { errors: { name: expect.any(String) } } });
});

test("a team that ended is shown and changed no more", async () => {
  const { act } = await begin("South");
  await act({ intent: "end-team" });
  expect((await act({ intent: "add-members", member: [idOf("Ada")] })).status).toBe(404);
  const { data } = await ask(teams, { cookie: await signIn("Cleo") });
  expect(JSON.stringify(data)).not.toContain("South");
});

test("a supervisor invites into their own team and no other, also with a page that is still open", async () => {
  const { teamId, act } = await begin("Harbour");
  const { teamId: other } = await begin("Hill");
  await act({ intent: "add-supervisors", supervisor: [idOf("Silas")] });
  const cookie = await signIn("Silas");
  const invite = (into: string, more = {}) =>
    ask(inviteAction, {
      cookie,
      fields: { intent: "invite", key: formKey(), team: into, email: "noor@practice.example", name: "", ...more },
    });
  expect((await invite(other)).status).toBe(404);
  expect((await invite(teamId, { role: "administrator" })).status).toBe(422);
  expect(await invite(teamId)).toMatchObject({ status: 200, data: { shown: { email: "noor@practice.example" } } });
  expect((await invite(teamId, { email: "ada@practice.example" })).data).toHaveProperty("errors.email");
  const { data } = await ask(invitePage, { cookie });
  expect(data).toMatchObject({
    teams: [{ id: teamId }],
    invitations: [{ email: "noor@practice.example", role: null }],
  });
  await act({ intent: "end-supervisor", person: idOf("Silas") });
  expect((await invite(teamId, { email: "max@practice.example" })).status).toBe(404);
  expect((await ask(invitePage, { cookie })).data).toMatchObject({ teams: [], invitations: [] });
});

test("pages and acts of teams are not there for anybody else", async () => {
  const { teamId } = await begin("Quay");
  for (const name of ["Ada", "Sunita"]) {
    const cookie = await signIn(name);
    const params = { team: teamId };
    const answers = [
      await ask(teams, { cookie }),
      await ask(team, { cookie, params }),
      await ask(teamsAction, { cookie, fields: { key: formKey(), name: "Mine" } }),
      await ask(teamAction, { cookie, params, fields: { intent: "add-supervisors", supervisor: [idOf(name)] } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  }
  for (const name of ["Ada", "Cleo"]) expect((await ask(invitePage, { cookie: await signIn(name) })).status).toBe(404);
});

const listed = z.object({ people: z.array(z.object({ name: z.string() })) });

test("people are found by name, team and role, in the address, page by page", async () => {
  const { teamId, act } = await begin("Mill");
  await act({ intent: "add-members", member: [idOf("Ada"), idOf("Odile")] });
  const cookie = await signIn("Cleo");
  const names = async (query: string) => {
    const { data } = await ask(people, { cookie, path: `/admin/people?${query}` });
    return listed.parse(data).people.map(({ name }) => name);
  };
  expect(await names("find=rao+SUNITA")).toEqual(["Sunita Rao"]);
  expect(await names("find=odile%40")).toEqual(["Odile Varga"]);
  expect(await names("find=%25")).toEqual([]);
  expect(await names(`in=${teamId}`)).toEqual(["Ada Okafor", "Odile Varga"]);
  expect(await names("as=supervisor")).toEqual(["Silas Brandt", "Sunita Rao"]);
  expect(await names(`in=${teamId}&find=ada&as=`)).toEqual(["Ada Okafor"]);
  for (const nobody of ["in=nothing", "in=%27+or+1%3D1", `in=${teamId}&as=author`])
    expect(await names(nobody)).toEqual([]);
});

test("somebody is made a reviewer until a day, but for who is in a team", async () => {
  await addMember(db, "Rhea Quist");
  const rhea = await db.selectFrom("person").select("id").where("name", "=", "Rhea Quist").executeTakeFirstOrThrow();
  const { act } = await begin("Bridge");
  const review = async (id: string, day: string) =>
    ask(personAction, { cookie: await signIn("Cleo"), params: { person: id }, fields: { intent: "review", day } });
  for (const day of ["", "2001-02-03", "2030-02-30"]) {
    expect(await review(rhea.id, day)).toMatchObject({ status: 422, data: { errors: { day: expect.any(String) } } });
  }
  expect((await review(rhea.id, "2099-12-31")).location).toContain("done=reviewing");
  expect(await act({ intent: "add-members", member: [rhea.id] })).toMatchObject({ status: 422 });
  const shown = await ask(person, { cookie: await signIn("Cleo"), params: { person: rhea.id } });
  expect(shown.data).toMatchObject({ reviewing: { until: "2099-12-31T23:59:59.999Z", isOver: false }, ties: [] });
  await act({ intent: "add-members", member: [idOf("Ada")] });
  expect((await review(idOf("Ada"), "2099-12-31")).data).toHaveProperty("errors.day");
});

test("an administrator invites into a team", async () => {
  const { teamId, act } = await begin("Ferry");
  const cookie = await signIn("Cleo");
  const invite = (email: string, into: string) =>
    ask(peopleAction, { cookie, fields: { intent: "invite", key: formKey(), email, name: "", role: "", into } });
  expect((await invite("lea@practice.example", teamId)).status).toBe(200);
  expect((await ask(people, { cookie })).data).toMatchObject({
    invitations: expect.arrayContaining([
      expect.objectContaining({ email: "lea@practice.example", team: { id: teamId, name: "Ferry" } }),
    ]),
  });
  await act({ intent: "end-team" });
  expect((await invite("leo@practice.example", teamId)).data).toHaveProperty("errors.into");
});

async function begin(name: string) {
  const cookie = await signIn("Cleo");
  const { location } = await ask(teamsAction, { cookie, fields: { key: formKey(), name } });
  const teamId = /teams\/([\w-]+)/.exec(location ?? "")?.[1] ?? "";
  const act = (fields: Record<string, string | string[]>) =>
    ask(teamAction, { cookie, params: { team: teamId }, fields });
  return { teamId, act };
}

function idOf(name: string): string {
  return members.get(name)?.id ?? "";
}

function signIn(name: string): Promise<string> {
  const { email = "" } = members.get(name) ?? {};
  return askIn(enter, { path: "/sign-in", fields: { email, password: goodPassword } });
}
