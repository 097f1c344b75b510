import { sql } from "kysely";
import { expect } from "vitest";
import { closeAccount, keepAccount } from "#app/domain/closure.ts";
import { reconcileErasures } from "#app/domain/erasure/reconciliation.ts";
import { erasePerson, isErased } from "#app/domain/erasure.ts";
import type { Db } from "#db/open.ts";
import { addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshList, toldIn } from "#tests/support/erasures.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { addMember, goodPassword } from "#tests/support/people.ts";
import { insertRows, type PersonalRows, rowsOf } from "#tests/support/personal-rows.ts";

const nothing = { erased: 0, closing: 0, kept: 0, lacked: 0, entered: 0 };

async function addEverything(db: Db): Promise<PersonalRows> {
  const { id: otherId } = await addPerson(db, "Sam Supervisor");
  const wanted = { canary: "canary-ada", otherId, number: 1, at: morning.toISOString() };
  const rows = rowsOf({ ...wanted, release: await publishSmall(db) });
  await insertRows(db, rows);
  return rows;
}

/** Puts back what stood before, as an older copy does: rows that are gone, and the person as they were. */
async function putBack(db: Db, rows: PersonalRows): Promise<void> {
  for (const [table, some] of Object.entries(rows)) {
    for (const row of some) {
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))}) on conflict do nothing`.execute(
        db,
      );
    }
  }
  for (const { id, ...person } of rows.person)
    await db.updateTable("person").set(person).where("id", "=", id).execute();
  for (const { id, ...sent } of rows.request) await db.updateTable("request").set(sent).where("id", "=", id).execute();
}

onBothDatabases(
  "whoever was erased is erased again when an older copy brings them back, keys and all",
  async ({ db }) => {
    const [seals, list] = [freshKeys(), freshList()];
    const rows = await addEverything(db);
    const [personId, requestId] = [rows.person[0]?.id ?? "", rows.request[0]?.id ?? ""];
    await erasePerson(db, { seals, list, actor: { kind: "cli" }, personId, now: morning });
    expect(await reconcileErasures(db, { seals, list, now: later({ minutes: 1 }) })).toEqual(nothing);

    await putBack(db, rows);
    // An older copy of the folder of keys too.
    for (const id of [personId, requestId]) seals.seal("words", { table: "t", row: "r", person: id, version: 1 });
    expect(await isErased(db, personId)).toBe(false);
    const start = { seals, list, now: later({ minutes: 60 }) };
    expect(await reconcileErasures(db, start)).toEqual({ ...nothing, erased: 1 });
    expect(await isErased(db, personId)).toBe(true);
    expect(seals.lacking([personId, requestId])).toEqual([personId, requestId]);
    const person = await db.selectFrom("person").selectAll().where("id", "=", personId).executeTakeFirstOrThrow();
    expect(person).toMatchObject({ name: null, email: null, erased_at: morning.toISOString() });
    expect(await reconcileErasures(db, start)).toEqual(nothing);
  },
);

onBothDatabases("one row that came back is taken, however whole the rest is", async ({ db }) => {
  const [seals, list] = [freshKeys(), freshList()];
  const rows = await addEverything(db);
  const personId = rows.person[0]?.id ?? "";
  await erasePerson(db, { seals, list, actor: { kind: "cli" }, personId, now: morning });
  for (const row of rows.bookmark) await db.insertInto("bookmark").values(row).execute();
  expect(await reconcileErasures(db, { seals, list, now: morning })).toEqual({ ...nothing, erased: 1 });
  expect(await db.selectFrom("bookmark").selectAll().execute()).toEqual([]);
});

onBothDatabases(
  "a closing that a copy has not yet closes, and one that was taken back since does not",
  async ({ db }) => {
    const [seals, list] = [freshKeys(), freshList()];
    await addMember(db, "Morgan Reyes", ["administrator"]);
    const [ada, bea] = [await addMember(db, "Ada Okafor"), await addMember(db, "Bea Lindqvist")];
    for (const actor of [ada, bea]) {
      const confirming = { actor, email: actor.email, password: goodPassword, ip: "192.0.2.1", now: morning };
      await closeAccount(db, { ...confirming, list });
    }
    const copy = await db.selectFrom("closure").selectAll().execute();
    await keepAccount(db, { personId: bea.id, list, now: later({ minutes: 5 }) });
    await db.deleteFrom("closure").execute();
    await db
      .insertInto("closure")
      .values(copy.filter(({ person_id }) => person_id === bea.id))
      .execute();
    const session = {
      method: "password" as const,
      second_factor_at: null,
      reauthenticated_at: null,
      device: "Firefox",
    };
    const at = morning.toISOString();
    await db
      .insertInto("session")
      .values({ id: "old", token_hash: "old", person_id: ada.id, created_at: at, last_seen_at: at, ...session })
      .execute();

    const start = { seals, list, now: later({ minutes: 60 }) };
    expect(await reconcileErasures(db, start)).toEqual({ ...nothing, closing: 1, kept: 1 });
    expect(await db.selectFrom("closure").selectAll().execute()).toEqual(
      copy.filter(({ person_id }) => person_id === ada.id),
    );
    expect(await db.selectFrom("session").selectAll().execute()).toEqual([]);
    expect(await reconcileErasures(db, start)).toEqual(nothing);
  },
);

onBothDatabases("what a start was stopped before telling, the next one tells", async ({ db }) => {
  const [seals, list] = [freshKeys(), freshList()];
  await addMember(db, "Morgan Reyes", ["administrator"]);
  const [ada, bea] = [await addMember(db, "Ada Okafor"), await addMember(db, "Bea Lindqvist")];
  const unsaid = { read: () => "", extend: () => undefined, replace: () => undefined };
  const confirming = { actor: bea, email: bea.email, password: goodPassword, ip: "192.0.2.1", now: morning };
  await closeAccount(db, { ...confirming, list: unsaid });
  await erasePerson(db, { seals, list: unsaid, actor: { kind: "cli" }, personId: ada.id, now: morning });
  expect(await reconcileErasures(db, { seals, list, now: morning })).toEqual({ ...nothing, lacked: 2 });
  expect(toldIn(list)).toEqual([
    { person: bea.id, act: "close" },
    { person: ada.id, act: "erase" },
  ]);
  expect(await reconcileErasures(db, { seals, list, now: morning })).toEqual(nothing);
  expect(toldIn(list)).toHaveLength(2);
});

onBothDatabases(
  "a torn or foreign line of the list closes nobody's account, and nobody is missed after it",
  async ({ db }) => {
    const [seals, list] = [freshKeys(), freshList()];
    const ada = await addMember(db, "Ada Okafor");
    const foreign = '{"person":"someone else","at":"2026-01-01T00:00:00.000Z","act":"erase"}\n';
    const strange = `{"person":"${ada.id}","at":"2026-01-01T00:00:00.000Z","act":"dance"}\n`;
    list.replace(`${foreign}${strange}{"person":"${ada.id}","at":"2026-`);
    expect(await reconcileErasures(db, { seals, list, now: morning })).toEqual({ ...nothing, entered: 1 });
    list.replace(`${list.read()}{"person":"${ada.id}","at":"2026-01-01T00:00:00.000Z","act":"erase"}\n`);
    expect(await reconcileErasures(db, { seals, list, now: morning })).toEqual({ ...nothing, entered: 1, erased: 1 });
    expect(await reconcileErasures(db, { seals, list, now: morning })).toEqual(nothing);
  },
);

onBothDatabases(
  "a list that was emptied, shortened or changed brings nobody back with an older copy, and is written again from the log",
  async ({ db }) => {
    const [seals, list] = [freshKeys(), freshList()];
    const rows = await addEverything(db);
    const bea = await addMember(db, "Bea Lindqvist");
    const personId = rows.person[0]?.id ?? "";
    for (const one of [personId, bea.id])
      await erasePerson(db, { seals, list, actor: { kind: "cli" }, personId: one, now: morning });
    const whole = list.read();
    const shorter = whole.slice(whole.indexOf("\n") + 1);
    for (const changed of ["", shorter, whole.replace(personId, bea.id), whole.replaceAll("erase", "eraze")]) {
      await putBack(db, rows);
      list.replace(changed);
      const again = await reconcileErasures(db, { seals, list, now: later({ minutes: 60 }) });
      expect(again).toMatchObject({ erased: 1, entered: 0 });
      expect(again.lacked).toBeGreaterThan(0);
      expect(await isErased(db, personId)).toBe(true);
      expect(list.read()).toBe(whole);
    }
  },
);
