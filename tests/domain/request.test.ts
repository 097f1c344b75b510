import { sql } from "kysely";
import { expect, test } from "vitest";
import { may } from "#app/domain/access.ts";
import type { PersonActor } from "#app/domain/actor.ts";
import { listAudit } from "#app/domain/audit.ts";
import { addWorkingDays, dayIn, endOfDay } from "#app/domain/calendar.ts";
import {
  acknowledgeRequest,
  answerRequest,
  listQueue,
  openRequest,
  resolveRequest,
} from "#app/domain/request/queue.ts";
import { findByNumber, findRequest, listRequests, type RequestKind, sendRequest } from "#app/domain/request.ts";
import type { Seals } from "#app/platform/seal.ts";
import type { Db } from "#db/open.ts";
import { addPerson } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshKeys } from "#tests/support/keys.ts";

const reason = "I read with a screen magnifier.";
/** A Thursday, late in the evening in London and early on Friday in Auckland. */
const thursday = new Date("2026-11-26T20:30:00.000Z");

onBothDatabases("an adjustment is due at the end of the fifth working day, in the practice's zone", async ({ db }) => {
  const seals = freshKeys();
  const ada = await addPerson(db);
  await send(db, { seals, actor: ada, zone: "Europe/London" });
  await send(db, { seals, actor: ada, zone: "Pacific/Auckland" });
  const own = await listRequests(db, ada.id);
  expect(own.map(({ sentOn, dueAt }) => [sentOn, dueAt]).toSorted()).toEqual([
    ["2026-11-26", "2026-12-03T23:59:59.999Z"],
    ["2026-11-27", "2026-12-04T10:59:59.999Z"],
  ]);
});

onBothDatabases("a request goes from sent to seen, answered and closed, and its sender reads each", async ({ db }) => {
  const seals = freshKeys();
  const ada = await addPerson(db);
  const actor = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const { request: requestId } = await send(db, { seals, actor: ada });
  const on = { seals, actor, requestId, now: thursday };
  const seen = () => findRequest(db, { seals, personId: ada.id, requestId });
  expect(await seen()).toMatchObject({ state: "sent", texts: { reason, answer: null, resolution: null } });
  for (const _ of ["once", "again"]) expect(await acknowledgeRequest(db, on)).toEqual({ done: true });
  expect(await seen()).toMatchObject({ state: "acknowledged" });
  for (const _ of ["once", "again"]) {
    expect(await answerRequest(db, { ...on, text: "Two more attempts." })).toEqual({ done: true });
  }
  expect(await answerRequest(db, { ...on, text: "Three." })).toEqual({ refused: "stands-already" });
  expect(await seen()).toMatchObject({ state: "answered", texts: { answer: "Two more attempts." } });
  expect(await resolveRequest(db, { ...on, text: "Granted." })).toEqual({ done: true });
  expect(await seen()).toMatchObject({ state: "resolved", texts: { resolution: "Granted." } });
  const acts = (await listAudit(db, { limit: 50 })).lines.map(({ act }) => act);
  expect(acts.filter((act) => act.endsWith("request"))).toEqual([
    "resolve request",
    "answer request",
    "acknowledge request",
  ]);
});

onBothDatabases("a closed request takes no answer, and one that is not there none either", async ({ db }) => {
  const seals = freshKeys();
  const actor = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const { request: requestId } = await send(db, { seals, actor: await addPerson(db) });
  const on = { seals, actor, requestId, now: thursday };
  await resolveRequest(db, { ...on, text: "Withdrawn." });
  expect(await answerRequest(db, { ...on, text: "Late." })).toEqual({ refused: "resolved" });
  const nowhere = { ...on, requestId: "nowhere" };
  expect(await answerRequest(db, { ...nowhere, text: "x" })).toBeUndefined();
  expect(await acknowledgeRequest(db, nowhere)).toBeUndefined();
  expect(await openRequest(db, nowhere)).toBeUndefined();
});

onBothDatabases("a form sent twice, and at once, is one request", async ({ db }) => {
  const seals = freshKeys();
  const ada = await addPerson(db);
  const sent = await Promise.all(Array.from({ length: 10 }, () => send(db, { seals, actor: ada, key: "once" })));
  expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(await listRequests(db, ada.id)).toHaveLength(1);
  expect(await findRequest(db, { seals, personId: ada.id, requestId: sent[0]?.request ?? "" })).toMatchObject({
    texts: { reason },
  });
});

onBothDatabases(
  "another's request is not there, and by its number only one without a name is found",
  async ({ db }) => {
    const seals = freshKeys();
    const ada = await addPerson(db);
    const bo = await addPerson(db, "Bo Lind");
    const named = await send(db, { seals, actor: ada, kind: "grievance" });
    expect(await findRequest(db, { seals, personId: bo.id, requestId: named.request })).toBeUndefined();
    expect(await findByNumber(db, { seals, number: named.number })).toBeUndefined();
    const nameless = await send(db, { seals, actor: null, kind: "grievance" });
    expect(nameless.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    const typed = nameless.number.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    expect(await findByNumber(db, { seals, number: typed })).toMatchObject({ texts: { reason } });
    expect(await findRequest(db, { seals, personId: ada.id, requestId: nameless.request })).toBeUndefined();
    const adjusting = { seals, kind: "accommodation", personId: null, reason, key: "k", zone: "UTC" } as const;
    expect(await sendRequest(db, { ...adjusting, now: thursday })).toEqual({ refused: "nameless" });
  },
);

onBothDatabases("a concern without a name keeps nothing of its sender, and no time but the day", async ({ db }) => {
  const seals = freshKeys();
  const ada = await addPerson(db);
  const before = await everythingIn(db);
  const { request } = await send(db, { seals, actor: null, kind: "grievance" });
  const row = await db.selectFrom("request").selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ person_id: null, sent_on: "2026-11-26" });
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${ada.id}|T20:30`));
  expect(request).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  const after = await everythingIn(db);
  const touched = Object.keys(after).filter((table) => after[table] !== before[table]);
  expect(touched.toSorted()).toEqual(["request", "request_text"]);
});

onBothDatabases("the words are sealed, and neither they nor the person stand in the trail", async ({ db }) => {
  const seals = freshKeys();
  const ada = await addPerson(db);
  const actor = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const { request: requestId } = await send(db, { seals, actor: ada });
  await answerRequest(db, { seals, actor, requestId, text: "A large-print copy.", now: thursday });
  expect(JSON.stringify(await everythingIn(db))).not.toMatch(/magnifier|large-print/);
  const trail = JSON.stringify((await listAudit(db, { limit: 50 })).lines);
  expect(trail).toContain("answer request");
  expect(trail).not.toContain(ada.id);
  const moved = { ...(await sealedOf(db, "reason")), part: "resolution" as const };
  await db.insertInto("request_text").values(moved).execute();
  expect(await openRequest(db, { seals, actor, requestId, now: thursday })).toMatchObject({
    person: { id: ada.id, name: "Ada Okafor" },
    texts: { reason, resolution: null },
  });
  seals.forget(requestId);
  expect(await findRequest(db, { seals, personId: ada.id, requestId })).toMatchObject({ texts: { reason: null } });
});

onBothDatabases("an administrator who opens a request is noted for its person, and oneself is not", async ({ db }) => {
  const seals = freshKeys();
  const actor = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const ada = await addPerson(db);
  for (const sender of [ada, actor, null]) {
    const kind = sender ? "accommodation" : "grievance";
    const { request: requestId } = await send(db, { seals, actor: sender, kind });
    await openRequest(db, { seals, actor, requestId, now: thursday });
  }
  expect(await db.selectFrom("view_log").select(["viewer_id", "subject_id"]).execute()).toEqual([
    { viewer_id: actor.id, subject_id: ada.id },
  ]);
});

onBothDatabases("the queue holds what is due first on top and says what is late", async ({ db }) => {
  const seals = freshKeys();
  const actor = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const support = await send(db, { seals, actor });
  const concern = await send(db, { seals, actor: null, kind: "grievance" });
  const closed = await send(db, { seals, actor });
  await resolveRequest(db, { seals, actor, requestId: closed.request, text: "Done.", now: thursday });
  const queue = async (now: string) =>
    (await listQueue(db, { now: new Date(now) })).map(({ id, isLate }) => [id, isLate]);
  expect(await queue("2026-11-30T23:59:59.000Z")).toEqual([
    [concern.request, false],
    [support.request, false],
    [closed.request, false],
  ]);
  expect((await queue("2026-12-01T00:00:00.000Z"))[0]).toEqual([concern.request, true]);
  await acknowledgeRequest(db, { actor, requestId: concern.request, now: new Date("2026-11-30T12:00:00.000Z") });
  expect((await queue("2026-12-04T00:00:00.000Z")).slice(0, 2)).toEqual([
    [concern.request, false],
    [support.request, true],
  ]);
  expect(JSON.stringify(await listQueue(db, { now: thursday }))).not.toMatch(/magnifier|Morgan/);
});

test("administrators alone answer requests", () => {
  const roles = ["administrator", "author", "supervisor", "auditor", "reviewer"] as const;
  const able = roles.filter((role) => may({ kind: "person", id: "p", roles: [role] }, "answer requests"));
  expect(able).toEqual(["administrator"]);
});

test("working days leave out Saturdays and Sundays, and a day ends where its zone's clocks say", () => {
  expect([0, 1, 2, 5, 10].map((count) => addWorkingDays("2026-11-27", count))).toEqual([
    "2026-11-27",
    "2026-11-30",
    "2026-12-01",
    "2026-12-04",
    "2026-12-11",
  ]);
  expect(addWorkingDays("2026-11-28", 1)).toBe("2026-11-30");
  // Clocks go back on this day in London; in Santiago its midnight is left out in September.
  expect(endOfDay("2026-10-25", "Europe/London").toISOString()).toBe("2026-10-25T23:59:59.999Z");
  expect(endOfDay("2026-03-28", "Europe/London").toISOString()).toBe("2026-03-28T23:59:59.999Z");
  for (const zone of ["America/Santiago", "Pacific/Apia", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC"]) {
    for (const day of ["2026-09-05", "2026-09-06", "2026-04-04", "2026-12-31"]) {
      const end = endOfDay(day, zone);
      expect(dayIn(end, zone)).toBe(day);
      expect(dayIn(new Date(end.getTime() + 1), zone) > day).toBe(true);
    }
  }
});

interface Sending {
  seals: Seals;
  actor: PersonActor | null;
  kind?: RequestKind;
  zone?: string;
  key?: string;
}

async function send(
  db: Db,
  { seals, actor, kind = "accommodation", zone = "UTC", key = crypto.randomUUID() }: Sending,
) {
  const sending = { seals, kind, personId: actor?.id ?? null, reason, key, zone, now: thursday };
  const sent = await sendRequest(db, sending);
  if ("refused" in sent) throw new Error(`Not sent: ${sent.refused}.`);
  return sent;
}

async function sealedOf(db: Db, part: "reason") {
  return db.selectFrom("request_text").selectAll().where("part", "=", part).executeTakeFirstOrThrow();
}

/** Each table's rows as text. */
async function everythingIn(db: Db): Promise<Record<string, string>> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const texts: [string, string][] = [];
  for (const table of tables) {
    texts.push([table, JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(db)).rows)]);
  }
  return Object.fromEntries(texts);
}
