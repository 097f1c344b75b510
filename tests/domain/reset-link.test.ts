import { expect } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { suspendPerson } from "#app/domain/person.ts";
import { findOpenResetLink, makeResetLink, mintResetLink, resetPassword } from "#app/domain/reset-link.ts";
import { recognise } from "#app/domain/sign-in.ts";
import type { Db } from "#db/open.ts";
import { later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

const void_ = { refused: "link-void" };
const password = "gopher umbra tin 44";

onBothDatabases(
  "an administrator makes a link; the person sets the password with it, and is signed out everywhere",
  async ({ db }) => {
    const { ada, token } = await setUp(db);
    expect(await findOpenResetLink(db, { token, now: morning })).toMatchObject({ personId: ada.id, email: ada.email });
    await addSession(db, ada.id);
    expect(await resetPassword(db, { token, password, now: morning })).toEqual({ personId: ada.id });
    expect(await db.selectFrom("session").selectAll().execute()).toEqual([]);
    expect(await enter(db, password)).toEqual({ personId: ada.id });
    expect(await enter(db, goodPassword)).toEqual({ refused: "wrong" });
    expect((await actsOf(db)).slice(-2)).toEqual(["make reset link", "reset own password"]);
  },
);

onBothDatabases("a reset link works once and for an hour", async ({ db }) => {
  const { token, make } = await setUp(db);
  expect(await resetPassword(db, { token, password, now: later({ minutes: 60 }) })).toEqual(void_);
  expect(await resetPassword(db, { token, password, now: later({ minutes: 59 }) })).toHaveProperty("personId");
  expect(await resetPassword(db, { token, password, now: later({ minutes: 61 }) })).toEqual(void_);
  const again = await make("form 2", later({ minutes: 62 }));
  expect(await findOpenResetLink(db, { token: again, now: later({ minutes: 62 }) })).toBeDefined();
});

onBothDatabases("a newer link voids the older, and an invented one was never open", async ({ db }) => {
  const { token: older, make } = await setUp(db);
  const newer = await make("form 2", later({ minutes: 1 }));
  const now = later({ minutes: 2 });
  expect(await resetPassword(db, { token: older, password, now })).toEqual(void_);
  expect(await resetPassword(db, { token: "invented", password, now })).toEqual(void_);
  expect(await resetPassword(db, { token: newer, password, now })).toHaveProperty("personId");
});

onBothDatabases("a suspended person gets no link, and one from before opens nothing", async ({ db }) => {
  const { ada, token, administrator } = await setUp(db);
  await suspendPerson(db, { actor: administrator, personId: ada.id, now: morning });
  expect(await findOpenResetLink(db, { token, now: morning })).toBeUndefined();
  expect(await resetPassword(db, { token, password, now: morning })).toEqual(void_);
  expect(await makeResetLink(db, { actor: administrator, personId: ada.id, key: "form 2", now: morning })).toEqual({
    refused: "suspended",
  });
});

onBothDatabases("links that an administrator made end with their suspension", async ({ db }) => {
  const { token, administrator } = await setUp(db);
  const other = await addMember(db, "Noor Haddad", ["administrator"]);
  await suspendPerson(db, { actor: other, personId: administrator.id, now: morning });
  expect(await resetPassword(db, { token, password, now: morning })).toEqual(void_);
});

onBothDatabases("a weak password is refused, the old one stands, and the link stays open", async ({ db }) => {
  const { token } = await setUp(db);
  expect(await resetPassword(db, { token, password: "short", now: morning })).toEqual({ refused: "too-short" });
  expect(await resetPassword(db, { token, password: "Ada-Okafor-2026!!", now: morning })).toEqual({
    refused: "common",
  });
  expect(await enter(db, goodPassword)).toHaveProperty("personId");
  expect(await resetPassword(db, { token, password, now: morning })).toHaveProperty("personId");
});

onBothDatabases("the same forms sent twice, at once or again, are answered as the first time", async ({ db }) => {
  const { ada, token, make } = await setUp(db);
  expect(await make("form 1")).toBe(token);
  const use = () => resetPassword(db, { token, password, now: morning });
  const answers = await Promise.all(Array.from({ length: 10 }, use));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ personId: ada.id })]),
  );
  expect(await resetPassword(db, { token, password: "another text entirely", now: morning })).toEqual(void_);
  expect((await actsOf(db)).filter((act) => act === "reset own password")).toHaveLength(1);
});

onBothDatabases("a form's key makes no link for another person", async ({ db }) => {
  const { administrator } = await setUp(db);
  const bo = await addMember(db, "Bo Lindqvist");
  expect(
    await makeResetLink(db, { actor: administrator, personId: bo.id, key: "form 1", now: morning }),
  ).toBeUndefined();
  expect(
    await makeResetLink(db, { actor: administrator, personId: "nobody", key: "form 2", now: morning }),
  ).toBeUndefined();
});

onBothDatabases("a mail carries a secret of its own, and the one before is void", async ({ db }) => {
  const { token } = await setUp(db);
  const { id } = await db.selectFrom("reset_link").select("id").executeTakeFirstOrThrow();
  const minted = await mintResetLink(db, { resetLinkId: id, now: morning });
  expect(minted?.link.email).toBe("ada@practice.example");
  expect(await resetPassword(db, { token, password, now: morning })).toEqual(void_);
  expect(await resetPassword(db, { token: minted?.token ?? "", password, now: morning })).toHaveProperty("personId");
  expect(await mintResetLink(db, { resetLinkId: id, now: morning })).toBeUndefined();
});

async function setUp(db: Db) {
  const administrator = await addMember(db, "Cleo Marsh", ["administrator"]);
  const ada = await addMember(db);
  const make = async (key: string, now = morning) => {
    const made = await makeResetLink(db, { actor: administrator, personId: ada.id, key, now });
    if (!made || "refused" in made) throw new Error("No link was made.");
    return made.token;
  };
  return { administrator, ada, make, token: await make("form 1") };
}

function enter(db: Db, typed: string) {
  return recognise(db, { email: "ada@practice.example", password: typed, ip: "192.0.2.7", now: morning });
}

async function addSession(db: Db, personId: PersonActor["id"]) {
  const at = morning.toISOString();
  await db
    .insertInto("session")
    .values({
      id: "there",
      token_hash: "there",
      person_id: personId,
      created_at: at,
      last_seen_at: at,
      method: "password",
      second_factor_at: null,
      reauthenticated_at: null,
      device: "Firefox",
    })
    .execute();
}
