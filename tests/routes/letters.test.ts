import { beforeAll, expect, test } from "vitest";
import type { Role } from "#app/domain/actor.ts";
import { planToday } from "#app/domain/reminder/plan.ts";
import { signForMail } from "#app/platform/mail-key.ts";
import { action as makeAddress, loader as ownCalendar } from "#app/routes/account/calendar.tsx";
import { action as choose, loader as ownLetters } from "#app/routes/account/letters.tsx";
import { loader as rehearsal } from "#app/routes/admin/rehearsal.tsx";
import { action as change, loader as rules } from "#app/routes/admin/reminder-rules.tsx";
import { loader as log } from "#app/routes/admin/reminders.tsx";
import { loader as feed } from "#app/routes/public/calendar.ts";
import { loader as asked, action as stop } from "#app/routes/public/letters.tsx";
import { action as enter } from "#app/routes/public/sign-in.tsx";
import { db } from "#db/db.server.ts";
import { ask, askIn } from "../support/ask.ts";
import { publishSmall } from "../support/cast.ts";
import { addMember, goodPassword } from "../support/people.ts";
import { askFor } from "../support/reminders.ts";

const people = new Map<string, string>();
let ada: string;
let admin: string;
let others: string[];
const due = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  ada = await signIn("Ada Okafor");
  admin = await signIn("Morgan Reyes", ["administrator"]);
  others = [await signIn("Sunita Rao", ["supervisor"]), await signIn("Amara Diallo", ["auditor"]), ada];
  const { courseId } = await publishSmall(db);
  await askFor(db, { people: [idOf("Ada Okafor")], courseId, on: due });
});

const plain = { before: "14, 5", expiry: "", opens: "0", closes: "24", digestOn: "", version: "1" };

test("administrators alone see reminders and set their rules; what was typed is kept, and a stale change refused", async () => {
  for (const cookie of others) {
    for (const part of [log, rules, rehearsal]) expect((await ask(part, { cookie })).status).toBe(404);
    expect((await ask(change, { cookie, fields: plain })).status).toBe(404);
  }
  const send = (fields: Record<string, string>) => ask(change, { cookie: admin, fields: { ...plain, ...fields } });
  expect(await send({ before: "soon" })).toMatchObject({ status: 422, data: { typed: { before: "soon" } } });
  expect(await send({ before: "400" })).toMatchObject({
    status: 422,
    data: { errors: { before: expect.any(String) } },
  });
  expect(await send({ opens: "9", closes: "9" })).toMatchObject({
    status: 422,
    data: { errors: { closes: expect.any(String) }, typed: { opens: "9", before: "14, 5" } },
  });
  expect((await send({ isOn: "yes", weekends: "yes", weekly: "yes" })).location).toContain("done=saved");
  expect((await send({ isOn: "yes", weekends: "yes", weekly: "yes" })).status).toBe(303);
  expect((await send({})).status).toBe(409);
  expect((await ask(rules, { cookie: admin })).data).toMatchObject({
    rules: { isOn: true, before: [14, 5] },
    version: 2,
  });
});

test("the rehearsal shows a day and its people, and the page what came of it", async () => {
  const shown = await ask(rehearsal, { cookie: admin });
  const days = daysIn(shown.data);
  // Days without a letter are not named.
  expect(days.length).toBeLessThan(30);
  expect(days[0]?.letters).toBe(1);
  const day = days[0]?.day ?? "";
  const one = await ask(rehearsal, { path: `/admin/reminders/rehearsal?day=${day}`, cookie: admin });
  expect(one.data).toMatchObject({ lines: [{ name: "Ada Okafor", rule: "before-5", whyNot: null }] });
  for (const query of ["?day=2020-01-01", "?day=%00", `?day=${day}&page=0`, `?day=${day}&page=x`]) {
    expect((await ask(rehearsal, { path: `/admin/reminders/rehearsal${query}`, cookie: admin })).status).toBe(404);
  }
  await planToday(db, new Date());
  expect((await ask(log, { cookie: admin })).data).toMatchObject({
    state: { isOn: true, hasMail: false },
    lines: [{ name: "Ada Okafor", rule: "before-5", outcome: null }],
  });
  expect((await ask(log, { path: "/admin/reminders?before=%27", cookie: admin })).status).toBe(404);
});

test("letters are stopped in the account, and by the signed link of a letter without signing in", async () => {
  expect((await ask(choose, { cookie: ada, fields: { digest: "yes" } })).status).toBe(303);
  expect((await ask(ownLetters, { cookie: ada })).data).toMatchObject({ stopped: { digest: true, early: false } });
  const token = signForMail(idOf("Ada Okafor"));
  expect((await ask(asked, { params: { token } })).data).toMatchObject({ choice: { stopped: { digest: true } } });
  expect((await ask(stop, { params: { token }, fields: { early: "yes" } })).data).toEqual({ saved: true });
  expect((await ask(ownLetters, { cookie: ada })).data).toMatchObject({ stopped: { digest: false, early: true } });
  expect((await ask(stop, { params: { token }, fields: { early: "perhaps" } })).status).toBe(422);
  const forged = `${idOf("Sunita Rao")}.${token.split(".")[1]}`;
  for (const other of [forged, `${token}x`, "nothing", signForMail("nobody")]) {
    expect((await ask(asked, { params: { token: other } })).status, other).toBe(404);
    expect((await ask(stop, { params: { token: other }, fields: { early: "yes" } })).status).toBe(404);
  }
});

test("a calendar has an address once it is asked for, shown once; made anew, the old one is dead", async () => {
  const key = "k".repeat(43);
  expect((await ask(ownCalendar, { cookie: ada })).data).toMatchObject({ madeAt: null });
  const make = (key: string) => ask(makeAddress, { cookie: ada, fields: { intent: "make", key } });
  const [first, again] = [tokenIn((await make(key)).data), tokenIn((await make(key)).data)];
  expect(first).toBe(again);
  const kept = await db.selectFrom("calendar_feed").selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(kept)).not.toContain(first);
  const text = await textOf(first);
  expect(text).toContain("BEGIN:VCALENDAR");
  expect(text).toContain(`DTSTART;VALUE=DATE:${due.replaceAll("-", "")}`);
  expect(text).not.toMatch(/Ada|Okafor|practice\.example|listening/i);
  const second = tokenIn((await make("j".repeat(43))).data);
  expect((await ask(feed, { params: { token: first } })).status).toBe(404);
  expect(await textOf(second)).toContain("BEGIN:VEVENT");
  expect((await ask(makeAddress, { cookie: ada, fields: { intent: "end" } })).location).toContain("done=ended");
  expect((await ask(feed, { params: { token: second } })).status).toBe(404);
});

test("whoever tries addresses of calendars is stopped, and the owner elsewhere is not", async () => {
  const { data } = await ask(makeAddress, { cookie: ada, fields: { intent: "make", key: "z".repeat(43) } });
  const statuses = new Set<number>();
  for (let at = 0; at < 130; at++) {
    statuses.add((await ask(feed, { params: { token: `guess-${at}` }, address: "203.0.113.9" })).status);
  }
  expect([...statuses]).toEqual([404, 429]);
  expect((await ask(feed, { params: { token: tokenIn(data) }, address: "203.0.113.9" })).status).toBe(429);
  expect((await ask(feed, { params: { token: tokenIn(data) } })).status).toBe(200);
});

async function textOf(token: string): Promise<string> {
  const request = new Request("http://localhost:3000/calendar");
  const answer = await feed({ request, params: { token }, context: { address: "192.0.2.7" } });
  expect(answer.headers.get("X-Robots-Tag")).toContain("noindex");
  return answer.text();
}

function tokenIn(data: unknown): string {
  const address = typeof data === "object" && data !== null && "address" in data ? String(data.address) : "";
  return address.split("/calendar/")[1] ?? "";
}

function daysIn(data: unknown): { day: string; letters: number }[] {
  return typeof data === "object" && data !== null && "days" in data && Array.isArray(data.days) ? data.days : [];
}

function idOf(name: string): string {
  return people.get(name) ?? "";
}

async function signIn(name: string, roles: Role[] = []): Promise<string> {
  const { id, email } = await addMember(db, name, roles);
  people.set(name, id);
  return askIn(enter, { fields: { email, password: goodPassword } });
}
