import { beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/actor.ts";
import { invite } from "#app/domain/invitation.ts";
import { formKey } from "#app/http.ts";
import { action as confirmAction } from "#app/routes/account/confirm.tsx";
import { loader as audit } from "#app/routes/admin/audit.tsx";
import { loader as people, action as peopleAction } from "#app/routes/admin/people.tsx";
import { loader as person, action as personAction } from "#app/routes/admin/person.tsx";
import { loader as practice, action as practiceAction } from "#app/routes/admin/practice.tsx";
import { loader as welcome } from "#app/routes/admin/welcome.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

type Member = Awaited<ReturnType<typeof addMember>>;

const members = new Map<string, Member>();

beforeAll(async () => {
  const cast: [string, Role[]][] = [
    ["Cleo Marsh", ["administrator"]],
    ["Ada Okafor", []],
    ["Bo Lindqvist", ["supervisor"]],
    ["Noor Haddad", ["author"]],
    ["Ivo Brandt", ["auditor"]],
  ];
  for (const [name, roles] of cast) members.set(name.split(" ")[0] ?? "", await addMember(db, name, roles));
});

test("the pages of administrators are not there for anybody else; the trail is, for auditors", async () => {
  const adaId = idOf("Ada");
  for (const name of ["Ada", "Bo", "Noor", "Ivo"]) {
    const cookie = await signIn(name);
    const answers = [
      await ask(people, { cookie }),
      await ask(person, { cookie, params: { person: adaId } }),
      await ask(practice, { cookie }),
      await ask(welcome, { cookie }),
      await ask(peopleAction, {
        cookie,
        fields: { intent: "invite", key: formKey(), email: "x@practice.example", name: "", role: "administrator" },
      }),
      await ask(personAction, {
        cookie,
        params: { person: adaId },
        fields: { intent: "grant", role: "administrator" },
      }),
      await ask(personAction, { cookie, params: { person: adaId }, fields: { intent: "nonsense" } }),
      await ask(practiceAction, { cookie, fields: { name: "Mine", contact: "me", zone: "UTC", version: "1" } }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 404));
    expect((await ask(audit, { cookie })).status).toBe(name === "Ivo" ? 200 : 404);
  }
  expect(await db.selectFrom("invitation").selectAll().execute()).toEqual([]);
});

test("signed out, the pages of administrators lead to signing in like every private page", async () => {
  for (const page of [people, person, practice, audit, welcome]) {
    expect(await ask(page, { path: "/admin/any" })).toMatchObject({
      status: 303,
      location: "/sign-in?to=%2Fadmin%2Fany",
    });
  }
  expect((await ask(personAction, { fields: { intent: "nonsense" } })).status).toBe(303);
});

test("people are listed with their roles and without what no page shows", async () => {
  const { data } = await ask(people, { cookie: await signIn("Cleo") });
  expect(data).toMatchObject({
    people: expect.arrayContaining([expect.objectContaining({ name: "Bo Lindqvist", roles: ["supervisor"] })]),
  });
  expect(JSON.stringify(data)).not.toMatch(/hash|token|argon/);
});

test("an address that is somebody's and a role that is none are said beside their fields", async () => {
  const cookie = await signIn("Cleo");
  const form = { intent: "invite", key: formKey(), email: "ada@practice.example", name: "Ada", role: "" };
  const taken = await ask(peopleAction, { cookie, fields: form });
  expect(taken).toMatchObject({
    status: 422,
    data: { errors: { email: expect.any(String) }, typed: { key: form.key, name: "Ada" } },
  });
  for (const email of [
    "",
    "ada",
    "ada@",
    "a@b",
    "ada@practice.example\r\nBcc: x@evil.example",
    "ada@x.example, b@y.example",
    "<ada@x.example>",
  ]) {
    expect((await ask(peopleAction, { cookie, fields: { ...form, email } })).data).toHaveProperty("errors.email");
  }
  for (const role of ["owner", "reviewer", "ADMINISTRATOR"]) {
    expect((await ask(peopleAction, { cookie, fields: { ...form, role } })).data).toHaveProperty("errors.role");
  }
  expect((await ask(peopleAction, { cookie, fields: { ...form, key: "1" } })).data).toHaveProperty("errors.key");
});

test("an open invitation is listed and withdrawn; withdrawn again, it is withdrawn", async () => {
  const cookie = await signIn("Cleo");
  await ask(peopleAction, {
    cookie,
    fields: { intent: "invite", key: formKey(), email: "max@practice.example", name: "", role: "author" },
  });
  const { id } = await db
    .selectFrom("invitation")
    .select("id")
    .where("email", "=", "max@practice.example")
    .executeTakeFirstOrThrow();
  expect((await ask(people, { cookie })).data).toMatchObject({
    invitations: [{ id, email: "max@practice.example", role: "author" }],
  });
  const withdraw = (invitation: string) => ask(peopleAction, { cookie, fields: { intent: "withdraw", invitation } });
  expect([(await withdraw(id)).status, (await withdraw(id)).status]).toEqual([303, 303]);
  expect([(await withdraw("nothing")).status, (await withdraw("' or 1=1")).status]).toEqual([404, 404]);
  expect((await ask(people, { cookie })).data).toMatchObject({ invitations: [] });
});

test("a role is granted and ended, and holds from the next page", async () => {
  const cookie = await signIn("Cleo");
  const ada = await signIn("Ada");
  const change = (intent: string) =>
    ask(personAction, { cookie, params: { person: idOf("Ada") }, fields: { intent, role: "auditor" } });
  expect((await change("grant")).location).toMatch(/done=granted$/);
  expect((await ask(audit, { cookie: ada })).status).toBe(200);
  expect((await change("end")).location).toMatch(/done=ended$/);
  expect((await ask(audit, { cookie: ada })).status).toBe(404);
});

test("the last administrator is told why they stay one", async () => {
  const cookie = await signIn("Cleo");
  const params = { person: idOf("Cleo") };
  const demoted = await ask(personAction, { cookie, params, fields: { intent: "end", role: "administrator" } });
  const bare = await ask(personAction, { cookie, params, fields: { intent: "suspend" } });
  expect(bare).toMatchObject({ status: 422, data: { errors: { reason: expect.stringMatching(/^This is missing/) } } });
  const suspended = await ask(personAction, { cookie, params, fields: { intent: "suspend", reason: "Going" } });
  expect(demoted).toMatchObject({
    status: 409,
    data: { errors: { form: expect.any(String) }, typed: { intent: "end" } },
  });
  expect(suspended).toMatchObject({
    status: 409,
    data: { errors: { form: expect.any(String) }, typed: { reason: "Going" } },
  });
  expect((await ask(people, { cookie })).status).toBe(200);
});

test("what goes with a role or a suspension is said before, and what somebody has not is not asked about", async () => {
  const cookie = await signIn("Cleo");
  const petra = await addMember(db, "Petra Falk", ["administrator"]);
  const open = { actor: petra, email: "new@practice.example", name: "", role: null, key: formKey(), now: new Date() };
  await invite(db, open);
  const look = (end: string) => ask(person, { cookie, params: { person: petra.id }, path: `/admin/people/x${end}` });
  expect((await look("?end=administrator")).data).toMatchObject({
    ends: { suspending: 1, ending: { role: "administrator", teams: [], invitations: 1 } },
  });
  for (const none of ["", "?end=author", "?end=%27"]) {
    expect((await look(none)).data).toMatchObject({ ends: { suspending: 1, ending: null } });
  }
});

test("a person is suspended and restored; no link is made for them meanwhile", async () => {
  const cookie = await signIn("Cleo");
  const noor = await signIn("Noor");
  const params = { person: idOf("Noor") };
  const send = (fields: Record<string, string>) => ask(personAction, { cookie, params, fields });
  expect((await send({ intent: "suspend", reason: "" })).location).toMatch(/done=suspended$/);
  expect((await ask(welcome, { cookie: noor })).status).toBe(303);
  expect(await send({ intent: "reset", key: formKey() })).toMatchObject({ status: 409 });
  expect((await send({ intent: "restore" })).location).toMatch(/done=restored$/);
  expect((await ask(welcome, { cookie: await signIn("Noor") })).status).toBe(404);
});

test("an administrator signs somebody out everywhere; again, they are out", async () => {
  const cookie = await signIn("Cleo");
  const ivo = await signIn("Ivo");
  const out = () => ask(personAction, { cookie, params: { person: idOf("Ivo") }, fields: { intent: "sign-out" } });
  expect([(await out()).location, (await out()).location]).toEqual([
    expect.stringMatching(/done=out$/),
    expect.stringMatching(/done=out$/),
  ]);
  expect((await ask(audit, { cookie: ivo })).status).toBe(303);
});

test("nobody's page is not there, whatever is asked of it", async () => {
  const cookie = await signIn("Cleo");
  for (const id of ["", "nobody", "..", "' or 1=1 --", "1"]) {
    const params = { person: id };
    expect((await ask(person, { cookie, params })).status).toBe(404);
    for (const fields of [
      { intent: "grant", role: "author" },
      { intent: "suspend", reason: "" },
      { intent: "restore" },
      { intent: "sign-out" },
      { intent: "reset", key: formKey() },
    ]) {
      expect((await ask(personAction, { cookie, params, fields })).status).toBe(404);
    }
  }
});

test("a list's place that is no id is not there", async () => {
  const cookie = await signIn("Cleo");
  for (const place of ["%27", "a%20b", "..%2f", "%00", "a".repeat(100)]) {
    expect((await ask(people, { cookie, path: `/admin/people?after=${place}` })).status).toBe(404);
    expect((await ask(audit, { cookie, path: `/admin/audit?before=${place}` })).status).toBe(404);
  }
});

test("the practice is changed by its administrator, once, on the state it was read in", async () => {
  const cookie = await signIn("Cleo");
  const fields = {
    name: "Harbour Street Therapy",
    contact: "hello@practice.example",
    zone: "Europe/Dublin",
    version: "1",
  };
  expect((await ask(practiceAction, { cookie, fields })).location).toBe("/admin/practice?done=saved");
  expect((await ask(practiceAction, { cookie, fields })).status).toBe(303);
  expect((await ask(practiceAction, { cookie, fields: { ...fields, name: "Other" } })).status).toBe(409);
  expect(
    (await ask(practiceAction, { cookie, fields: { ...fields, zone: "Mars", version: "2" } })).data,
  ).toHaveProperty("errors.zone");
  expect((await ask(practice, { cookie })).data).toMatchObject({ name: "Harbour Street Therapy", version: 2 });

  const named = { ...fields, version: "2" };
  const refused = async (more: Record<string, string>) =>
    (await ask(practiceAction, { cookie, fields: { ...named, ...more } })).data;
  expect(await refused({ sender: "Elm\r\nBcc: thief@else.example" })).toHaveProperty("errors.sender");
  expect(await refused({ sender: "director@elsewhere.example" })).toMatchObject({
    errors: { sender: expect.stringContaining("must not look like an e-mail address") },
    typed: { sender: "director@elsewhere.example" },
  });
  expect(await refused({ replyTo: "office@practice.example, thief@else.example" })).toHaveProperty("errors.replyTo");
  expect(await refused({ replyTo: "office@practice.example\r\nBcc: x@else.example" })).toHaveProperty("errors.replyTo");
  const letters = { sender: 'Zoë "Elm" Row', replyTo: "office@practice.example" };
  expect((await ask(practiceAction, { cookie, fields: { ...named, ...letters } })).status).toBe(303);
  expect((await ask(practice, { cookie })).data).toMatchObject({ ...letters, version: 3 });
});

test("the trail names who did what, and holds no address and no secret", async () => {
  const { data } = await ask(audit, { cookie: await signIn("Cleo") });
  expect(data).toMatchObject({
    lines: expect.arrayContaining([
      expect.objectContaining({ act: "suspend person", actorName: "Cleo Marsh", subjectName: "Noor Haddad" }),
    ]),
  });
  const entries = await db.selectFrom("audit_entry").selectAll().execute();
  expect(JSON.stringify(entries)).not.toMatch(/@|Okafor|Marsh|Haddad/);
});

function idOf(name: string): string {
  return members.get(name)?.id ?? "";
}

function signIn(name: string): Promise<string> {
  return askIn(enter, { fields: { email: `${name.toLowerCase()}@practice.example`, password: goodPassword } });
}

test("a role is neither given nor ended, nor offered to who is invited, until the password was given lately", async () => {
  const cookie = await signIn("Cleo");
  const personId = idOf("Noor");
  const change = (intent: string, more = {}) =>
    ask(personAction, { cookie, params: { person: personId }, fields: { intent, ...more } });
  const offer = (role: string) =>
    ask(peopleAction, {
      cookie,
      fields: { intent: "invite", key: formKey(), email: `${role || "learner"}@practice.example`, name: "", role },
    });
  const long = new Date(Date.now() - 16 * 60_000).toISOString();
  await db.updateTable("session").set({ created_at: long }).where("person_id", "=", idOf("Cleo")).execute();
  const answers = [
    await change("grant", { role: "auditor" }),
    await change("end", { role: "author" }),
    await change("review", { day: "2099-12-31" }),
    await change("end-review"),
    await offer("administrator"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
  expect(answers[4]?.data).toMatchObject({ typed: { role: "administrator", email: "administrator@practice.example" } });
  expect((await offer("")).status).toBe(200);
  expect((await ask(person, { cookie, params: { person: personId } })).data).toMatchObject({ mustConfirm: true });

  const give = (password: string) =>
    ask(confirmAction, { cookie, fields: { password, to: `/admin/people/${personId}` } });
  expect((await give("not the right one at all")).data).toHaveProperty("errors.password");
  expect((await give(goodPassword)).location).toBe(`/admin/people/${personId}`);
  expect((await change("grant", { role: "auditor" })).status).toBe(303);
  expect((await change("end", { role: "auditor" })).status).toBe(303);
});
