import { beforeAll, expect, test } from "vitest";
import { now } from "#app/platform/clock.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { action as close, loader as closePage } from "#app/routes/account/close.tsx";
import { action as open, loader as ownData } from "#app/routes/account/data.tsx";
import { loader as file } from "#app/routes/account/data-file.ts";
import { loader as sessions } from "#app/routes/account/sessions.tsx";
import { action as erase, loader as erasePage } from "#app/routes/admin/erase.tsx";
import { loader as person } from "#app/routes/admin/person.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

type Member = Awaited<ReturnType<typeof addMember>>;

let admin: Member;
let ada: Member;
let bo: Member;

beforeAll(async () => {
  // As a start makes it: without it nobody's keys could be ended.
  openKeyStore(settings().keysFolder).close();
  admin = await addMember(db, "Morgan Reyes", ["administrator"]);
  ada = await addMember(db);
  bo = await addMember(db, "Bo Lindqvist");
});

function signIn({ email }: Member): Promise<string> {
  return askIn(enter, { fields: { email, password: goodPassword } });
}

test("signed out, every page leads to signing in and back", async () => {
  for (const [page, path] of [
    [ownData, "/account/data"],
    [file, "/account/data/json"],
    [closePage, "/account/close"],
    [erasePage, `/admin/people/${bo.id}/erase`],
  ] as const) {
    expect(await ask(page, { path })).toMatchObject({
      status: 303,
      location: `/sign-in?to=${encodeURIComponent(path)}`,
    });
  }
});

test("one's data are given to who says the password again, under a name that says nothing", async () => {
  const cookie = await signIn(ada);
  const take = (name: string) => ask(file, { cookie, path: `/account/data/${name}`, params: { file: name } });
  expect(await take("json")).toMatchObject({ status: 303, location: "/account/data" });
  expect(await ask(open, { cookie, fields: { password: "not the password" } })).toMatchObject({
    status: 422,
    data: { errors: { password: expect.any(String) }, typed: {} },
  });
  expect(await ask(ownData, { cookie })).toMatchObject({ data: { isOpen: false } });
  expect(await ask(open, { cookie, fields: { password: goodPassword } })).toMatchObject({
    status: 303,
    location: "/account/data",
  });
  expect(await ask(ownData, { cookie })).toMatchObject({ data: { isOpen: true } });
  const taken = await take("json");
  expect(taken.status).toBe(200);
  expect(taken.headers.get("Content-Disposition")).toMatch(/^attachment; filename="data-\d{4}-\d\d-\d\d\.json"$/);
  expect(taken.headers.get("Cache-Control")).toBe("no-store");
  expect((await take("html")).headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect((await take("zip")).status).toBe(404);
  // Another sign-in of the same person has not said it.
  const elsewhere = await signIn(ada);
  expect(await ask(file, { cookie: elsewhere, params: { file: "json" } })).toMatchObject({ status: 303 });
});

test("closing signs out everywhere; signing in keeps the account, and says so", async () => {
  const [cookie, other] = [await signIn(bo), await signIn(bo)];
  expect(await ask(close, { cookie, fields: { password: "not the password" } })).toMatchObject({ status: 422 });
  expect(await ask(close, { cookie, fields: {} })).toMatchObject({ status: 422 });
  expect(await ask(close, { cookie, fields: { password: goodPassword } })).toMatchObject({
    status: 303,
    location: "/sign-in?done=closing",
    cookie: "",
  });
  for (const one of [cookie, other]) expect((await ask(sessions, { cookie: one })).status).toBe(303);
  expect(await db.selectFrom("closure").select("person_id").execute()).toEqual([{ person_id: bo.id }]);

  const back = await ask(enter, { fields: { email: bo.email, password: goodPassword, to: "/learn" } });
  expect(back).toMatchObject({ status: 303, location: "/account/close?done=kept" });
  expect(await db.selectFrom("closure").selectAll().execute()).toEqual([]);
  const page = await ask(closePage, { cookie: back.cookie, path: "/account/close?done=kept" });
  expect(page.data).toMatchObject({ notice: expect.stringMatching(/stays open/) });
  expect((await actsOf(db)).filter((act) => /account/.test(act))).toEqual(["close account", "keep account"]);
  const again = await ask(enter, { fields: { email: bo.email, password: goodPassword, to: "/learn" } });
  expect(again).toMatchObject({ location: "/learn" });
});

test("the last administrator closes nothing and erases nobody but others", async () => {
  const cookie = await signIn(admin);
  expect(await ask(close, { cookie, fields: { password: goodPassword } })).toMatchObject({ status: 409 });
  const on = { cookie, params: { person: admin.id } };
  const oneself = await ask(erase, { ...on, fields: { reason: "By mistake", password: goodPassword } });
  expect(oneself).toMatchObject({ status: 409, data: { typed: { reason: "By mistake" } } });
});

test("an administrator erases somebody with a reason and their own password; nobody else may", async () => {
  const gone = await addMember(db, "Cleo Marsh");
  const params = { person: gone.id };
  const theirs = await signIn(ada);
  const fields = { reason: "Asked by post", password: goodPassword };
  expect(await ask(erase, { cookie: theirs, params, fields })).toMatchObject({ status: 404 });
  const cookie = await signIn(admin);
  expect(await ask(erasePage, { cookie, params })).toMatchObject({
    status: 200,
    data: { name: "Cleo Marsh", years: 8 },
  });
  expect(await ask(erase, { cookie, params, fields: { ...fields, reason: " " } })).toMatchObject({
    status: 422,
    data: { errors: { reason: expect.any(String) } },
  });
  expect(await ask(erase, { cookie, params, fields: { ...fields, password: "wrong" } })).toMatchObject({
    status: 422,
    data: { errors: { password: expect.any(String) }, typed: { reason: "Asked by post" } },
  });
  const goneCookie = await signIn(gone);
  expect(await ask(erase, { cookie, params, fields })).toMatchObject({
    status: 303,
    location: "/admin/people?done=erased",
  });
  expect((await ask(sessions, { cookie: goneCookie })).status).toBe(303);
  expect(await ask(enter, { fields: { email: gone.email, password: goodPassword } })).toMatchObject({ status: 422 });
  expect((await ask(erasePage, { cookie, params })).status).toBe(404);
  expect((await ask(person, { cookie, params })).status).toBe(404);
  const row = await db.selectFrom("person").selectAll().where("id", "=", gone.id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ name: null, email: null, erased_at: expect.stringMatching(/^20/) });
  expect(row.erased_at && row.erased_at <= now().toISOString()).toBe(true);
});
