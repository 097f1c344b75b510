import { beforeAll, expect, test } from "vitest";
import { suspendPerson } from "#app/domain/person.ts";
import { now } from "#app/platform/clock.ts";
import { loader as account, action as changeAccount } from "#app/routes/account/account.tsx";
import { action as changePassword, loader as passwordPage } from "#app/routes/account/password.tsx";
import { action as endSessions, loader as sessions } from "#app/routes/account/sessions.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { addMember, goodPassword } from "../support/people.ts";

let ada: Awaited<ReturnType<typeof addMember>>;
let bo: Awaited<ReturnType<typeof addMember>>;

beforeAll(async () => {
  ada = await addMember(db);
  bo = await addMember(db, "Bo Lindqvist");
});

test("signed out, every page of an account leads to signing in and back", async () => {
  for (const [page, path] of [
    [account, "/account?x=1"],
    [passwordPage, "/account/password"],
    [sessions, "/account/sessions"],
  ] as const) {
    expect(await ask(page, { path })).toMatchObject({
      status: 303,
      location: `/sign-in?to=${encodeURIComponent(path)}`,
    });
  }
  expect(await ask(changeAccount, { path: "/account?x=1", fields: {} })).toMatchObject({
    location: "/sign-in?to=%2Faccount",
  });
});

test("a profile is saved; a stale one is told so, and what was typed stands", async () => {
  const cookie = await signIn(ada);
  const save = (fields: Record<string, string>) => ask(changeAccount, { cookie, fields });
  expect(await save({ name: "Ada B. Okafor", zone: "Europe/Oslo", version: "1" })).toMatchObject({
    status: 303,
    location: "/account?done=saved",
  });
  expect(await save({ name: "Ada B. Okafor", zone: "Europe/Oslo", version: "1" })).toMatchObject({ status: 303 });
  expect(await save({ name: "Ada C.", zone: "", version: "1" })).toMatchObject({
    status: 409,
    data: { errors: { form: expect.any(String) }, typed: { name: "Ada C." } },
  });
  expect(await save({ name: " ", zone: "Mars", version: "2" })).toMatchObject({
    status: 422,
    data: { errors: { name: expect.any(String) } },
  });
  expect(await save({ name: "Ada", zone: "Mars", version: "2" })).toMatchObject({
    status: 422,
    data: { errors: { zone: expect.any(String) } },
  });
  expect((await ask(account, { cookie, path: "/account?done=saved" })).data).toMatchObject({
    notice: "Saved.",
    profile: { name: "Ada B. Okafor", profession: null, version: 2 },
  });
  const said = { name: "Ada B. Okafor", zone: "Europe/Oslo", version: "2" };
  for (const profession of ["x".repeat(101), "Coun\u202esellor"]) {
    expect(await save({ ...said, profession })).toMatchObject({
      status: 422,
      data: { errors: { profession: expect.any(String) }, typed: { profession } },
    });
  }
  expect(await save({ ...said, profession: "Counsellor" })).toMatchObject({ status: 303 });
  expect(await save({ ...said, profession: "Physician", version: "3" })).toMatchObject({
    status: 409,
    data: { errors: { form: expect.stringContaining("administrator") } },
  });
  expect((await ask(account, { cookie })).data).toMatchObject({ profile: { profession: "Counsellor", version: 3 } });
  expect((await ask(account, { cookie, path: "/account?done=toString" })).data).toMatchObject({ notice: undefined });
});

test.each([
  ["email", "cleo@practice.example"],
  ["roles", "administrator"],
  ["created_at", "2020-01-01"],
  ["person_id", "x"],
])("a profile takes no %s", async (name, value) => {
  const cookie = await signIn(bo);
  const fields = { name: "Bo Lindqvist", zone: "", version: "1", [name]: value };
  expect(await ask(changeAccount, { cookie, fields })).toMatchObject({
    status: 422,
    data: { errors: { form: expect.any(String) } },
  });
});

test.each([
  "0",
  "-1",
  "1.5",
  "1e309",
  "NaN",
  "0x10",
  "",
  "1;--",
])("a profile's version is a number, not %s", async (version) => {
  const cookie = await signIn(bo);
  expect(
    (await ask(changeAccount, { cookie, fields: { name: "Bo", zone: "", version } })).status,
  ).toBeGreaterThanOrEqual(409);
});

test("another's session cannot be ended, one's own can, and pressing twice is pressing once", async () => {
  const theirs = await signIn(bo);
  const here = await signIn(ada, "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0");
  const there = await signIn(ada);
  const { data } = await ask(sessions, { cookie: there });
  const mine = idsOf(data);
  expect(JSON.stringify(data)).toContain("Firefox on Windows");
  const foreign = await db.selectFrom("session").select("id").where("person_id", "=", bo.id).execute();

  for (const { id } of foreign) await ask(endSessions, { cookie: here, fields: { intent: "end", session: id } });
  expect((await ask(account, { cookie: theirs })).status).toBe(200);
  const thereId = (await ask(sessions, { cookie: there })).data;
  const fields = { intent: "end", session: hereOf(thereId) };
  expect(mine).toContain(fields.session);
  expect(await ask(endSessions, { cookie: here, fields })).toMatchObject({ status: 303 });
  expect(await ask(endSessions, { cookie: here, fields })).toMatchObject({ status: 303 });
  expect((await ask(account, { cookie: there })).status).toBe(303);

  const third = await signIn(ada);
  expect(await ask(endSessions, { cookie: here, fields: { intent: "end-others" } })).toMatchObject({ status: 303 });
  expect((await ask(account, { cookie: third })).status).toBe(303);
  expect((await ask(account, { cookie: here })).status).toBe(200);
  for (const wrong of [
    {},
    { intent: "all" },
    { intent: "end" },
    { intent: "end", session: "a b" },
    { intent: "end-others", person: bo.id },
  ]) {
    expect((await ask(endSessions, { cookie: here, fields: wrong })).status).toBe(404);
  }
});

test("a password is changed with the current one, elsewhere one is signed out, and no answer repeats it", async () => {
  const here = await signIn(ada);
  const there = await signIn(ada);
  const change = (current_password: string, new_password: string) =>
    ask(changePassword, { cookie: here, fields: { current_password, new_password } });
  const wrong = await change("not the password", "gopher umbra tin 44");
  expect(wrong).toMatchObject({ status: 422, data: { errors: { current_password: expect.any(String) }, typed: {} } });
  expect(await change(goodPassword, "short")).toMatchObject({
    status: 422,
    data: { errors: { new_password: expect.any(String) } },
  });
  expect(await change(goodPassword, "gopher umbra tin 44")).toMatchObject({
    status: 303,
    location: "/account?done=password",
  });
  expect(await change(goodPassword, "gopher umbra tin 44")).toMatchObject({ status: 303 });
  expect((await ask(account, { cookie: here })).status).toBe(200);
  expect((await ask(account, { cookie: there })).status).toBe(303);
});

test("a person who is suspended is out at the next request", async () => {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const cookie = await signIn(bo);
  await suspendPerson(db, { actor: cleo, personId: bo.id, now: now() });
  expect((await ask(account, { cookie })).status).toBe(303);
  expect((await ask(enter, { fields: { email: bo.email, password: goodPassword } })).status).toBe(422);
});

function signIn({ email }: { email: string }, userAgent?: string): Promise<string> {
  return askIn(enter, { fields: { email, password: goodPassword }, userAgent });
}

function idsOf(data: unknown): string[] {
  return [...JSON.stringify(data).matchAll(/"id":"([\w-]+)"/g)].map(([, id = ""]) => id);
}

function hereOf(data: unknown): string {
  return typeof data === "object" && data !== null && "here" in data ? String(data.here) : "";
}
