import { beforeAll, expect, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { endSupervision } from "#app/domain/team/supervisor.ts";
import { newId } from "#app/platform/chance.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { loader as adminPerson } from "#app/routes/admin/person.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { loader as person } from "#app/routes/team/person.tsx";
import { loader as page, action as send } from "#app/routes/team/today.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { formTeam } from "../support/team.ts";

const day = 86_400_000;
let cookies: Record<"ada" | "sunita" | "tomas" | "auditor" | "admin", string>;
let ada: string;
let sunita: string;
let team: string;
let place: string;

beforeAll(async () => {
  openKeyStore(settings().keysFolder).close();
  const { courseId } = await publishSmall(db);
  const people = {
    ada: await addMember(db, "Ada Okafor"),
    sunita: await addMember(db, "Sunita Rao", ["supervisor"]),
    tomas: await addMember(db, "Tomas Berg", ["supervisor"]),
    auditor: await addMember(db, "Amara Diallo", ["auditor"]),
    admin: await addMember(db, "Morgan Reyes", ["administrator"]),
  };
  await enrol(db, { personId: people.ada.id, courseId, now: new Date(Date.now() - 30 * day) });
  team = await formTeam(db, { members: [people.ada.id], supervisors: [people.sunita.id] });
  [ada, sunita, place] = [people.ada.id, people.sunita.id, `${people.ada.id}.${courseId}`];
  const signIn = (email: string) => askIn(enter, { fields: { email, password: goodPassword } });
  cookies = {
    ada: await signIn(people.ada.email),
    sunita: await signIn(people.sunita.email),
    tomas: await signIn(people.tomas.email),
    auditor: await signIn(people.auditor.email),
    admin: await signIn(people.admin.email),
  };
});

const look = (cookie: string, query = "") => ask(page, { cookie, path: `/team${query}` });
const post = (cookie: string, fields: Record<string, string>) =>
  ask(send, { cookie, path: "/team", fields: { key: "k".repeat(43), place, ...fields } });

test("it is there for supervisors and administrators, each with whom they oversee", async () => {
  for (const cookie of [cookies.ada, cookies.auditor]) expect((await look(cookie)).status).toBe(404);
  const found = { counts: { inactive: 1, needing: 1, people: 1 }, lists: [{ lines: [{ personId: ada }] }, {}, {}] };
  expect((await look(cookies.sunita)).data).toMatchObject(found);
  expect((await look(cookies.tomas)).data).toMatchObject({ teams: [], counts: { people: 0 } });
  expect((await look(cookies.admin)).data).toMatchObject({ counts: { inactive: 1, people: 5 }, hasEveryone: true });
  expect((await look(cookies.tomas, `?team=${team}`)).status).toBe(404);
});

test("a learner's page leads back to where one came from, as it was, and an administrator on to the account", async () => {
  const open = async (cookie: string, from?: string) => {
    const answer = await ask(person, { cookie, params: { person: ada }, path: `/team/person/${ada}`, from });
    return answer.data;
  };
  const today = { to: "/team", label: "Team today" };
  expect(await open(cookies.sunita)).toMatchObject({ back: today, isAdministered: false });
  const chosen = `/team?team=${team}&show=help&page=2`;
  expect(await open(cookies.sunita, `${chosen}&done=nudged`)).toMatchObject({ back: { ...today, to: chosen } });
  expect(await open(cookies.sunita, "/team/report?status=overdue")).toMatchObject({
    back: { to: "/team/report?status=overdue", label: "Reports" },
  });
  expect(await open(cookies.admin, `/admin/people/${ada}`)).toMatchObject({
    back: { to: `/admin/people/${ada}` },
    isAdministered: true,
  });
  for (const from of ["https://else.example/team", "/learn", "javascript:alert(1)", "//else.example/team"]) {
    expect(await open(cookies.sunita, from)).toMatchObject({ back: today });
  }
  const account = (id: string) => ask(adminPerson, { cookie: cookies.admin, params: { person: id } });
  expect((await account(ada)).data).toMatchObject({ isSeen: true });
});

test("an odd address is not there", async () => {
  const odd = ["?team=%00", "?show=odd", "?page=0", "?page=-1", "?page=2&page=3", "?order=score", "?team=nowhere"];
  for (const query of odd) expect((await look(cookies.sunita, query)).status, query).toBe(404);
});

test("one nudges with a button, once in three days; what was typed stands again", async () => {
  expect((await post(cookies.ada, {})).status).toBe(404);
  expect((await post(cookies.auditor, {})).status).toBe(404);
  expect((await post(cookies.tomas, {})).status).toBe(404);
  expect((await post(cookies.sunita, { place: "nobody" })).status).toBe(422);
  // Enter in the sentence presses the first button of the form, which names nobody.
  expect(await post(cookies.sunita, { place: "", sentence: "To whom?" })).toMatchObject({
    status: 422,
    data: { errors: { form: "Choose whom: press Nudge beside a name." }, typed: { sentence: "To whom?" } },
  });
  expect(await db.selectFrom("nudge").selectAll().execute()).toEqual([]);
  expect((await post(cookies.sunita, { sentence: "x".repeat(301) })).status).toBe(422);
  for (const _ of ["once", "again"]) {
    const sent = await post(cookies.sunita, { sentence: "Shall we look at it together?" });
    expect(sent).toMatchObject({ status: 303, location: "/team?done=nudged" });
  }
  expect(await db.selectFrom("nudge").select(["person_id", "by_id"]).execute()).toEqual([
    { person_id: ada, by_id: sunita },
  ]);
  expect((await look(cookies.sunita)).data).toMatchObject({ lists: [{ lines: [{ mayNudge: false }] }, {}, {}] });
  const soon = await post(cookies.admin, { key: "j".repeat(43), sentence: "Again?" });
  expect(soon).toMatchObject({
    status: 429,
    data: { errors: { form: expect.stringContaining("3 days") }, typed: { sentence: "Again?" } },
  });
});

test("who was removed a second ago, with the page open, sees and does nothing more", async () => {
  const actor = { kind: "start" } as const;
  await endSupervision(db, { actor, teamId: team, personId: sunita, now: new Date() });
  expect((await look(cookies.sunita, `?team=${team}`)).status).toBe(404);
  expect((await look(cookies.sunita)).data).toMatchObject({ teams: [], counts: { people: 0 } });
  expect((await post(cookies.sunita, { key: newId().padEnd(43, "x").slice(0, 43) })).status).toBe(404);
});
