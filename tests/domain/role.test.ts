import { expect } from "vitest";
import { findPerson, restorePerson, suspendPerson } from "#app/domain/person.ts";
import { endRole, grantRole } from "#app/domain/role.ts";
import type { Db } from "#db/open.ts";
import { later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember } from "../support/people.ts";

const last = { refused: "last-administrator" };

onBothDatabases("a role is granted and ended, each once, and may be granted again", async ({ db }) => {
  const { cleo, ada } = await setUp(db);
  const change = { actor: cleo, personId: ada.id, role: "author" as const, now: morning };
  expect(await grantRole(db, change)).toEqual({ granted: true });
  expect(await grantRole(db, change)).toEqual({ granted: true });
  expect((await findPerson(db, ada.id))?.roles).toEqual(["author"]);
  expect(await endRole(db, { ...change, now: later({ minutes: 1 }) })).toEqual({ ended: true });
  expect(await endRole(db, { ...change, now: later({ minutes: 2 }) })).toEqual({ ended: true });
  expect((await findPerson(db, ada.id))?.roles).toEqual([]);
  await grantRole(db, { ...change, now: later({ minutes: 3 }) });
  expect(await actsOf(db)).toEqual(["grant role author", "end role author", "grant role author"]);
  const grants = await db
    .selectFrom("role_grant")
    .select(["started_at", "ended_at"])
    .where("person_id", "=", ada.id)
    .execute();
  expect(grants).toHaveLength(2);
});

onBothDatabases("the last administrator is neither demoted nor suspended, by themselves or anybody", async ({ db }) => {
  const { cleo, ada } = await setUp(db);
  for (const actor of [cleo, ada]) {
    expect(await endRole(db, { actor, personId: cleo.id, role: "administrator", now: morning })).toEqual(last);
    expect(await suspendPerson(db, { actor, personId: cleo.id, now: morning })).toEqual(last);
  }
  expect(await actsOf(db)).toEqual([]);
});

onBothDatabases("an administrator who is suspended does not count as one who is left", async ({ db }) => {
  const { cleo, ada } = await setUp(db);
  await grantRole(db, { actor: cleo, personId: ada.id, role: "administrator", now: morning });
  await suspendPerson(db, { actor: cleo, personId: ada.id, now: morning });
  expect(await endRole(db, { actor: cleo, personId: cleo.id, role: "administrator", now: morning })).toEqual(last);
  await restorePerson(db, { actor: cleo, personId: ada.id, now: morning });
  expect(await endRole(db, { actor: cleo, personId: cleo.id, role: "administrator", now: morning })).toEqual({
    ended: true,
  });
});

onBothDatabases("two administrators who demote each other at once leave one", async ({ db }) => {
  const { cleo, ada } = await setUp(db);
  await grantRole(db, { actor: cleo, personId: ada.id, role: "administrator", now: morning });
  const demote = (personId: string) => endRole(db, { actor: cleo, personId, role: "administrator", now: morning });
  const answers = await Promise.all([demote(cleo.id), demote(ada.id)]);
  expect(answers).toContainEqual({ ended: true });
  expect(answers).toContainEqual(last);
});

onBothDatabases("nobody's role cannot be changed", async ({ db }) => {
  const { cleo } = await setUp(db);
  const change = { actor: cleo, personId: "nobody", role: "author" as const, now: morning };
  expect([await grantRole(db, change), await endRole(db, change)]).toEqual([undefined, undefined]);
});

async function setUp(db: Db) {
  return { cleo: await addMember(db, "Cleo Marsh", ["administrator"]), ada: await addMember(db) };
}
