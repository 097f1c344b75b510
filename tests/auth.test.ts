import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Lucia } from "lucia";
import { expect, test } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { describeDevice } from "#app/domain/device.ts";
import { suspendPerson } from "#app/domain/person.ts";
import { endRole, grantRole } from "#app/domain/role.ts";
import { endOtherSessions, endSession, forgetEndedSessions, listSessions, markSeen } from "#app/domain/session.ts";
import { newToken } from "#app/platform/chance.ts";
import { sessionStore } from "#app/session-store.ts";
import type { Db } from "#db/open.ts";
import { later, morning } from "./support/cast.ts";
import { onBothDatabases } from "./support/database.ts";
import { actsOf, addMember } from "./support/people.ts";

const hour = 60;
const day = 24 * hour;

onBothDatabases("a session opens what its person may see, until it is ended", async ({ db }) => {
  const ada = await addMember(db, "Ada Okafor", ["author", "auditor"]);
  const token = await begin(db, ada);
  const found = await find(db, token);
  expect(found?.user).toMatchObject({
    id: ada.id,
    name: "Ada Okafor",
    email: ada.email,
    zone: "UTC",
    roles: expect.arrayContaining(["author", "auditor"]),
  });
  expect(found?.user.practice).toMatchObject({ purpose: "live", version: 1 });
  await luciaAt(db, morning).invalidateSession(token);
  expect(await find(db, token)).toBeUndefined();
});

onBothDatabases("a copy of the database opens nothing", async ({ db }) => {
  const token = await begin(db, await addMember(db));
  const row = await db.selectFrom("session").selectAll().executeTakeFirstOrThrow();
  for (const stolen of Object.values(row)) expect(await find(db, String(stolen))).toBeUndefined();
  expect(JSON.stringify(row)).not.toContain(token);
  expect(await find(db, token)).toBeDefined();
});

onBothDatabases(
  "a session ends after twelve hours without use, and no clock that is set back revives it",
  async ({ db }) => {
    const token = await begin(db, await addMember(db));
    expect(await find(db, token, later({ minutes: 12 * hour - 1 }))).toBeDefined();
    expect(await find(db, token, later({ minutes: 12 * hour }))).toBeUndefined();
    expect(await find(db, token, morning)).toBeUndefined();
  },
);

onBothDatabases("a session that is used ends after thirty days", async ({ db }) => {
  const token = await begin(db, await addMember(db));
  for (let minutes = 0; minutes < 30 * day; minutes += 11 * hour) await visit(db, token, later({ minutes }));
  expect(await find(db, token, later({ minutes: 30 * day - 1 }))).toBeDefined();
  expect(await find(db, token, later({ minutes: 30 * day }))).toBeUndefined();
});

onBothDatabases("an administrator's session ends after half an hour without use", async ({ db }) => {
  const token = await begin(db, await addMember(db, "Cleo Marsh", ["administrator"]));
  expect(await find(db, token, later({ minutes: 29 }))).toBeDefined();
  expect(await find(db, token, later({ minutes: 30 }))).toBeUndefined();
});

onBothDatabases("when a session was last seen is written at most every ten minutes", async ({ db }) => {
  const token = await begin(db, await addMember(db));
  const seen = async () =>
    (await db.selectFrom("session").select("last_seen_at").executeTakeFirstOrThrow()).last_seen_at;
  await visit(db, token, later({ minutes: 9 }));
  expect(await seen()).toBe(morning.toISOString());
  await visit(db, token, later({ minutes: 10 }));
  expect(await seen()).toBe(later({ minutes: 10 }).toISOString());
});

onBothDatabases("a role that is granted or ended holds from the next request", async ({ db }) => {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const ada = await addMember(db);
  const token = await begin(db, ada);
  const change = { actor: cleo, personId: ada.id, role: "auditor" as const, now: morning };
  await grantRole(db, change);
  expect((await find(db, token))?.user.roles).toEqual(["auditor"]);
  await endRole(db, change);
  expect((await find(db, token))?.user.roles).toEqual([]);
});

onBothDatabases(
  "a person who is suspended or erased has no session at the next request, whatever rows there are",
  async ({ db }) => {
    const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
    const ada = await addMember(db);
    const token = await begin(db, ada);
    await suspendPerson(db, { actor: cleo, personId: ada.id, now: morning });
    expect(await find(db, token)).toBeUndefined();
    const leftOver = await begin(db, ada);
    expect(await find(db, leftOver)).toBeUndefined();
    await db
      .updateTable("person")
      .set({ suspended_at: null, erased_at: morning.toISOString(), email: null, name: null })
      .where("id", "=", ada.id)
      .execute();
    expect(await find(db, leftOver)).toBeUndefined();
  },
);

onBothDatabases("one query finds all of a visitor", async ({ db }) => {
  const token = await begin(db, await addMember(db, "Ada Okafor", ["author", "auditor"]));
  let queries = 0;
  const counting = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      queries++;
      return result;
    },
  });
  expect(await find(counting, token)).toBeDefined();
  expect(queries).toBe(1);
});

onBothDatabases("a person sees their live sessions, and ends one or all others", async ({ db }) => {
  const { email: _, ...ada } = await addMember(db);
  const bo = await addMember(db, "Bo Lindqvist");
  const tokens = [await begin(db, ada), await begin(db, ada), await begin(db, ada)];
  const foreign = await begin(db, bo);
  const now = later({ minutes: 1 });
  const [first, second] = await listSessions(db, { actor: ada, now });
  expect(await listSessions(db, { actor: ada, now })).toHaveLength(3);

  const theirs = (await listSessions(db, { actor: bo, now }))[0];
  expect(await endSession(db, { actor: ada, sessionId: theirs?.id ?? "", now })).toEqual({ ended: 0 });
  expect(await endSession(db, { actor: ada, sessionId: first?.id ?? "", now })).toEqual({ ended: 1 });
  expect(await endOtherSessions(db, { actor: ada, sessionId: second?.id ?? "", now })).toEqual({ ended: 1 });
  expect((await listSessions(db, { actor: ada, now })).map((session) => session.id)).toEqual([second?.id]);
  expect((await Promise.all(tokens.map((token) => find(db, token)))).filter(Boolean)).toHaveLength(1);
  expect(await find(db, foreign)).toBeDefined();
  expect(await actsOf(db)).toEqual(["end session", "end sessions"]);
});

onBothDatabases("sessions that have ended are not listed, and are forgotten when a new one begins", async ({ db }) => {
  const ada = await addMember(db);
  await begin(db, ada);
  const now = later({ minutes: 13 * hour });
  expect(await listSessions(db, { actor: ada, now })).toEqual([]);
  await forgetEndedSessions(db, { personId: ada.id, now });
  expect(await db.selectFrom("session").selectAll().execute()).toEqual([]);
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0", "Edge on Linux"],
  ["<script>alert(1)</script>\r\n\u001b[31m", "A browser"],
  [null, "A browser"],
])("a device is named for its owner, never by its own words: %s", (words, name) => {
  expect(describeDevice(words)).toBe(name);
});

test("a session begins at four places and no other", () => {
  const routes = readdirSync("app/routes", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".tsx"),
  );
  const beginning = routes.filter((file) => /\bsignIn\(/.test(readFileSync(join("app/routes", file), "utf8")));
  expect(beginning.sort()).toEqual(["first-run", "invitation", "reset", "sign-in"].map((name) => `public/${name}.tsx`));
});

function luciaAt(db: Db, now: Date) {
  return new Lucia(sessionStore(db, now), {
    getUserAttributes: (person) => person,
    getSessionAttributes: (session) => session,
  });
}

async function begin(db: Db, { id }: Pick<PersonActor, "id">): Promise<string> {
  const session = await luciaAt(db, morning).createSession(
    id,
    { method: "password", device: "Firefox" },
    { sessionId: newToken() },
  );
  return session.id;
}

async function find(db: Db, token: string, now = morning) {
  const { user, session } = await luciaAt(db, now).validateSession(token);
  return user ? { user, session } : undefined;
}

async function visit(db: Db, token: string, now: Date) {
  const found = await find(db, token, now);
  const { rowId: sessionId = "", lastSeenAt = "" } = found?.session ?? {};
  await markSeen(db, { sessionId, lastSeenAt, now });
}
