import { expect } from "vitest";
import { completeFirstRun, isFirstRunOpen, mintFirstRunLink } from "#app/domain/first-run.ts";
import { findPerson } from "#app/domain/person.ts";
import { findPractice } from "#app/domain/practice.ts";
import type { Db } from "#db/open.ts";
import { later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

const practice = { name: "Harbour Street Therapy", contact: "hello@practice.example", zone: "Europe/Dublin" };
const void_ = { refused: "link-void" };

onBothDatabases(
  "the first run names the practice and makes its first administrator, and its link is void from then on",
  async ({ db }) => {
    const token = await mint(db);
    const { personId } = await complete(db, token);
    expect(await findPractice(db)).toEqual({ ...practice, sender: "", replyTo: "", purpose: "live", version: 2 });
    expect(await findPerson(db, personId ?? "")).toMatchObject({ name: "Cleo Marsh", roles: ["administrator"] });
    expect(await isFirstRunOpen(db, token)).toBe(false);
    expect(await complete(db, token, { email: "bo@practice.example" })).toEqual(void_);
    expect(await complete(db, token, { now: later({ minutes: 2 }) })).toEqual(void_);
    expect(await mintFirstRunLink(db, { now: morning })).toBeUndefined();
    expect(await actsOf(db)).toEqual(["complete first run", "grant role administrator"]);
  },
);

onBothDatabases("each start makes a new link and voids the one before; looking uses nothing up", async ({ db }) => {
  const first = await mint(db);
  const second = await mint(db);
  expect(await isFirstRunOpen(db, first)).toBe(false);
  expect(await isFirstRunOpen(db, second)).toBe(true);
  expect(await isFirstRunOpen(db, second)).toBe(true);
  expect(await complete(db, first)).toEqual(void_);
  expect(await complete(db, "invented")).toEqual(void_);
  expect(await complete(db, second)).toHaveProperty("personId");
});

onBothDatabases("a link from before there was an administrator is void", async ({ db }) => {
  const token = await mint(db);
  await addMember(db, "Noor Haddad", ["administrator"]);
  expect(await complete(db, token)).toEqual(void_);
  expect((await findPractice(db)).name).toBe("");
});

onBothDatabases("nothing is kept of a first run with a weak password or a zone that is not one", async ({ db }) => {
  const token = await mint(db);
  expect(await complete(db, token, { password: "Harbour Street 2026" })).toEqual({ refused: "common" });
  expect(await complete(db, token, { practice: { ...practice, zone: "Mars/Olympus" } })).toEqual({
    refused: "zone-unknown",
  });
  expect(await db.selectFrom("person").selectAll().execute()).toEqual([]);
  expect((await findPractice(db)).name).toBe("");
  expect(await isFirstRunOpen(db, token)).toBe(true);
});

onBothDatabases("a first run that is sent twice, at once or again, is answered as the first time", async ({ db }) => {
  const token = await mint(db);
  const [first, second] = await Promise.all([complete(db, token), complete(db, token)]);
  expect(first).toHaveProperty("personId");
  expect(second).toEqual(first);
  expect(await complete(db, token)).toEqual(first);
  expect(await complete(db, token, { password: "another text entirely" })).toEqual(void_);
  expect(await actsOf(db)).toHaveLength(2);
});

onBothDatabases("of two first runs at once, one is carried out", async ({ db }) => {
  const token = await mint(db);
  const answers = await Promise.all([complete(db, token), complete(db, token, { email: "bo@practice.example" })]);
  expect(answers.filter((answer) => "personId" in answer)).toHaveLength(1);
  expect(await db.selectFrom("person").selectAll().execute()).toHaveLength(1);
});

async function mint(db: Db): Promise<string> {
  return (await mintFirstRunLink(db, { now: morning })) ?? "";
}

async function complete(
  db: Db,
  token: string,
  change: Partial<Parameters<typeof completeFirstRun>[1]> = {},
): Promise<{ personId?: string; refused?: string }> {
  const form = { practice, name: "Cleo Marsh", email: "cleo@practice.example", password: goodPassword, now: morning };
  return completeFirstRun(db, { token, ...form, ...change });
}
