import { expect, test } from "vitest";
import { mintFirstRunLink } from "#app/domain/first-run.ts";
import { formKey } from "#app/http.ts";
import { now } from "#app/platform/clock.ts";
import { loader as account } from "#app/routes/account/account.tsx";
import { action as signOut, loader as signOutPage } from "#app/routes/account/sign-out.tsx";
import { action as people } from "#app/routes/admin/people.tsx";
import { action as person } from "#app/routes/admin/person.tsx";
import { loader as welcome } from "#app/routes/admin/welcome.tsx";
import { action as beginFirstRun, loader as firstRun } from "#app/routes/public/first-run.tsx";
import { loader as home } from "#app/routes/public/home.tsx";
import { action as accept, loader as invitation } from "#app/routes/public/invitation.tsx";
import { action as resetAction, loader as resetPage } from "#app/routes/public/reset.tsx";
import { action as enter, loader as signInPage } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { goodPassword } from "../support/people.ts";

const setUp = {
  practice: "Harbour Street Therapy",
  contact: "hello@practice.example",
  zone: "Europe/Dublin",
  name: "Cleo Marsh",
  email: "cleo@practice.example",
  password: goodPassword,
};
const ada = { email: "ada@practice.example", password: goodPassword };

/** One practice for the whole file, begun by the first test. */
let cleo = "";

test("before anybody is there, the first page says how to begin, and the link sets the practice up", async () => {
  expect(await ask(home)).toMatchObject({ status: 303, location: "/sign-in" });
  expect((await ask(signInPage)).data).toMatchObject({ practice: "" });
  const token = await mintFirstRunLink(db, { now: now() });
  const params = { token: token ?? "" };
  expect(await ask(firstRun, { params })).toMatchObject({ status: 200, data: { open: true } });
  expect(await ask(firstRun, { params: { token: "invented" } })).toMatchObject({ status: 404, data: { open: false } });

  const refused = await ask(beginFirstRun, { params, fields: { ...setUp, email: "cleo", password: "too short" } });
  expect(refused).toMatchObject({
    status: 422,
    data: { errors: { email: expect.any(String) }, typed: { email: "cleo", name: "Cleo Marsh" } },
  });
  expect(JSON.stringify(refused.data)).not.toContain("too short");

  const begun = await ask(beginFirstRun, { params, fields: setUp });
  expect(begun).toMatchObject({ status: 303, location: "/admin/welcome" });
  cleo = begun.cookie ?? "";
  expect(await ask(welcome, { cookie: cleo })).toMatchObject({ status: 200, data: { chrome: { name: "Cleo Marsh" } } });
  expect((await ask(firstRun, { params })).status).toBe(404);
  expect((await ask(signInPage)).data).toMatchObject({ practice: "Harbour Street Therapy" });
  expect(await ask(home, { cookie: cleo })).toMatchObject({ status: 303, location: "/learn" });
});

test("a session's cookie is not for scripts and not for other sites", async () => {
  const { headers } = await ask(enter, { fields: { email: setUp.email, password: goodPassword } });
  expect(headers.get("Set-Cookie")).toMatch(/^attune=[\w-]{43}; HttpOnly;.* Path=\/; SameSite=Lax$/);
  expect(headers.get("Cache-Control")).toBe("no-store");
});

test("an invitation is accepted by its link, without becoming more than was offered", async () => {
  const params = await inviteAda();
  expect((await ask(invitation, { params })).data).toMatchObject({
    open: true,
    email: ada.email,
    practice: setUp.practice,
  });
  const form = { name: "Ada Okafor", password: goodPassword };
  for (const more of [
    { role: "administrator" },
    { "person.role": "administrator" },
    { __proto__x: "a" },
    { email: "cleo@practice.example" },
  ]) {
    expect(await ask(accept, { params, fields: { ...form, ...more } })).toMatchObject({
      status: 422,
      data: { errors: { form: expect.any(String) } },
    });
  }
  expect(await ask(accept, { params, fields: { ...form, name: ["Ada", "Okafor"] } })).toMatchObject({
    status: 422,
    data: { errors: { name: expect.any(String) } },
  });
  const accepted = await ask(accept, { params, fields: form });
  expect(accepted).toMatchObject({ status: 303, location: "/learn" });
  const { roles } = await rolesAndState();
  expect(roles).toEqual([]);
  expect(await ask(accept, { params, fields: form })).toMatchObject({ status: 303, location: "/learn" });
  expect(await ask(accept, { params, fields: { ...form, password: "another text entirely" } })).toMatchObject({
    status: 404,
  });
  expect(await ask(invitation, { params })).toMatchObject({ status: 404, data: { open: false } });
});

test("a form that invites, sent twice, is answered with the same link", async () => {
  const fields = { intent: "invite", key: formKey(), email: "noor@practice.example", name: "", role: "" };
  const [first, second] = [await ask(people, { cookie: cleo, fields }), await ask(people, { cookie: cleo, fields })];
  expect(first).toMatchObject({
    status: 200,
    data: { shown: { link: expect.stringMatching(/^http:\/\/localhost:3000\/invitation\/[\w-]{43}$/) } },
  });
  expect(second.data).toEqual(first.data);
});

test("known and unknown addresses are answered alike", async () => {
  const answers = [];
  for (const email of [ada.email, "nobody@practice.example"]) {
    const { status, data, headers } = await ask(enter, { fields: { email, password: "not the password" } });
    answers.push(JSON.stringify({ status, data, headers: [...headers] }).replaceAll(email, "ADDRESS"));
  }
  expect(answers[1]).toBe(answers[0]);
  expect(answers[0]).toContain('"status":422');
  expect(answers[0]).not.toContain("not the password");
});

test("too many tries are told so, with when to come back", async () => {
  const fields = { email: "ghost@practice.example", password: "not the password" };
  for (let at = 0; at < 10; at++) await ask(enter, { fields, address: "203.0.113.5" });
  const { status, headers, data } = await ask(enter, { fields, address: "203.0.113.5" });
  expect([status, headers.get("Retry-After")]).toEqual([429, "900"]);
  expect(data).toMatchObject({ errors: { form: expect.any(String) }, typed: { email: fields.email } });
});

test("signing in leads to where one was going, on this site only", async () => {
  const to = async (address: string) => (await ask(enter, { fields: { ...ada, to: address } })).location;
  expect(await to("/learn/abc?item=2")).toBe("/learn/abc?item=2");
  for (const evil of [
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/%0d%0aX: y",
    "https://evil.example",
  ]) {
    expect(await to(evil)).toBe("/learn");
    const { data } = await ask(signInPage, { path: `/sign-in?to=${encodeURIComponent(evil)}` });
    expect(data).toMatchObject({ to: "/learn" });
  }
});

test("a planted session is worth nothing after signing in, and each sign-in has a token of its own", async () => {
  const planted = await askIn(enter, { fields: ada });
  const own = await askIn(enter, { fields: ada, cookie: planted });
  expect(own).not.toBe(planted);
  expect((await ask(account, { cookie: planted })).status).toBe(303);
  expect((await ask(account, { cookie: own })).status).toBe(200);
});

test("signing out ends the session and takes from the browser what it kept; again, it is out", async () => {
  const cookie = await askIn(enter, { fields: ada });
  expect((await ask(signOutPage, { cookie })).status).toBe(404);
  const out = await ask(signOut, { cookie, fields: {} });
  expect(out).toMatchObject({ status: 303, location: "/sign-in?done=out", cookie: "" });
  expect(out.headers.get("Clear-Site-Data")).toBe('"cache", "cookies", "storage"');
  expect((await ask(account, { cookie })).status).toBe(303);
  expect((await ask(signOut, { cookie, fields: {} })).status).toBe(303);
});

test("cookies that are no token are no session", async () => {
  for (const cookie of [
    "attune=",
    "attune=x",
    `attune=${"a".repeat(5000)}`,
    "attune=' or 1=1 --",
    "=;;=",
    "attune=%00",
  ]) {
    expect((await ask(account, { cookie })).location).toBe("/sign-in?to=%2F");
  }
});

test("an administrator's link sets a new password and ends the sessions there were", async () => {
  const before = await askIn(enter, { fields: ada });
  const { id } = await rolesAndState();
  const fields = { intent: "reset", key: formKey() };
  const made = await ask(person, { cookie: cleo, params: { person: id }, fields });
  expect(await ask(person, { cookie: cleo, params: { person: id }, fields })).toEqual(made);
  const token = JSON.stringify(made.data).match(/\/reset\/([\w-]{43})/)?.[1] ?? "";
  expect(await ask(resetPage, { params: { token } })).toMatchObject({
    status: 200,
    data: { open: true, email: ada.email },
  });
  expect(await ask(resetAction, { params: { token }, fields: { password: "Ada-Okafor-2026!!" } })).toMatchObject({
    status: 422,
  });
  expect(await ask(resetAction, { params: { token }, fields: { password: "gopher umbra tin 44" } })).toMatchObject({
    status: 303,
    location: "/learn",
  });
  expect((await ask(account, { cookie: before })).status).toBe(303);
  expect(await ask(resetPage, { params: { token } })).toMatchObject({ status: 404 });
  expect((await ask(enter, { fields: ada })).status).toBe(422);
  expect((await ask(enter, { fields: { ...ada, password: "gopher umbra tin 44" } })).status).toBe(303);
});

async function inviteAda(): Promise<{ token: string }> {
  const fields = { intent: "invite", key: formKey(), email: "Ada@Practice.example", name: "Ada", role: "" };
  const { data } = await ask(people, { cookie: cleo, fields });
  return { token: JSON.stringify(data).match(/\/invitation\/([\w-]{43})/)?.[1] ?? "" };
}

async function rolesAndState() {
  const { id } = await db.selectFrom("person").select("id").where("email", "=", ada.email).executeTakeFirstOrThrow();
  const grants = await db.selectFrom("role_grant").select("role").where("person_id", "=", id).execute();
  return { id, roles: grants.map((grant) => grant.role) };
}
