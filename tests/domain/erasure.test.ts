import { sql } from "kysely";
import { expect } from "vitest";
import { closeAccount, daysToKeep, keepAccount } from "#app/domain/closure.ts";
import { eraseClosed, erasePerson, isErased } from "#app/domain/erasure.ts";
import { personalTables } from "#app/domain/personal-data/ownership.ts";
import type { Db } from "#db/open.ts";
import { addPerson, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshList, toldIn } from "#tests/support/erasures.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { actsOf, addMember, goodPassword } from "#tests/support/people.ts";
import { countRows, countStanding, insertRows, type PersonalRows, rowsOf } from "#tests/support/personal-rows.ts";

const at = morning.toISOString();
const after = (days: number) => new Date(morning.getTime() + days * 86_400_000);

/** Two people with rows everywhere, who supervise, answer and read each other's, and an administrator. */
async function twoPeople(db: Db) {
  const release = await publishSmall(db);
  const admin = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const team = { id: "team", form_key: "team", name: "Team", started_at: at, ended_at: null };
  await db.insertInto("team").values(team).execute();
  const given = { release, at, teamId: team.id };
  const bea = rowsOf({ ...given, canary: "canary-bea", otherId: admin.id, number: 1 });
  const beaId = await insertRows(db, bea);
  const ada = rowsOf({ ...given, canary: "canary-ada", otherId: beaId, number: 2 });
  const adaId = await insertRows(db, ada);
  // What Ada did to somebody else's rows: they name her, and are not hers.
  const cleo = rowsOf({ ...given, canary: "canary-cleo", otherId: adaId, number: 3 });
  await insertRows(db, cleo);
  return { admin, ada, adaId, bea, cleo };
}

/** The tables in which a text stands, in any column. */
async function tablesWith(db: Db, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, columns } of await db.introspection.getTables()) {
    const holds = columns.map((column) => sql`cast(${sql.ref(column.name)} as text) like ${`%${text}%`}`);
    const { rows } = await sql`select 1 from ${sql.table(name)} where ${sql.join(holds, sql` or `)}`.execute(db);
    if (rows.length > 0) found.push(name);
  }
  return found.sort();
}

const isKept = ["certificate", "record_person"];

onBothDatabases(
  "erasing takes what the registry says from every table, all of it, and nothing of anybody else's",
  async ({ db }) => {
    const { admin, ada, adaId, bea, cleo } = await twoPeople(db);
    const [seals, list] = [freshKeys(), freshList()];
    expect((await tablesWith(db, "canary-ada")).length).toBeGreaterThan(15);
    const erased = await erasePerson(db, {
      seals,
      list,
      actor: admin,
      personId: adaId,
      reason: "Asked by post.",
      now: morning,
    });
    expect(erased).toEqual({ erased: true });

    const left = await countStanding(db, ada);
    for (const { table, entry } of personalTables) {
      // Kept by triggers beside the rows that it is copied from.
      if (table === "standing") continue;
      const rows = ada[table as keyof PersonalRows]?.length ?? 0;
      expect({ table, rows: rows > 0 }).toEqual({ table, rows: true });
      if (entry.erased === "rows" || "empty" in entry.erased)
        expect({ table, left: left[table] }).toEqual({ table, left: 0 });
    }
    expect(await db.selectFrom("standing").selectAll().where("person_id", "=", adaId).execute()).toEqual([]);
    expect(await tablesWith(db, "canary-ada")).toEqual(isKept);
    expect(await countStanding(db, bea)).toEqual(countRows(bea));
    // An invitation that Ada sent is not open any more.
    expect(await countStanding(db, cleo)).toEqual({ ...countRows(cleo), invitation: 1 });

    expect(await db.selectFrom("person").selectAll().where("id", "=", adaId).executeTakeFirstOrThrow()).toMatchObject({
      name: null,
      email: null,
      zone: null,
      legal_model: null,
      erased_at: at,
    });
    for (const table of ["role_grant", "team_member", "team_supervisor"] as const) {
      const open = db.selectFrom(table).select("id").where("person_id", "=", adaId).where("ended_at", "is", null);
      expect(await open.execute()).toEqual([]);
    }
    expect(await isErased(db, adaId)).toBe(true);
    expect(await isErased(db, admin.id)).toBe(false);
    expect(toldIn(list)).toEqual([{ person: adaId, act: "erase" }]);
    expect(
      await db.selectFrom("audit_reason").select("reason").where("reason", "like", "Asked%").execute(),
    ).toHaveLength(1);

    expect(await erasePerson(db, { seals, list, actor: admin, personId: adaId, now: morning })).toEqual({
      erased: true,
    });
    expect(toldIn(list)).toHaveLength(1);
  },
);

onBothDatabases("the keys of a person and of their requests end, and nobody else's", async ({ db }) => {
  const { admin, ada, adaId, bea } = await twoPeople(db);
  const [seals, list] = [freshKeys(), freshList()];
  const seal = (rows: PersonalRows) => {
    const ids = [rows.person[0]?.id ?? "", rows.request[0]?.id ?? "", rows.completion_record[0]?.id ?? ""];
    for (const id of ids) seals.seal("words", { table: "table", row: "row", person: id, version: 1 });
    return ids;
  };
  const [adas, beas] = [seal(ada), seal(bea)];
  await erasePerson(db, { seals, list, actor: admin, personId: adaId, now: morning });
  // The record's own key stays as long as the name on it.
  expect(seals.lacking(adas)).toEqual(adas.slice(0, 2));
  expect(seals.lacking(beas)).toEqual([]);
  expect(seals.endedAt(adaId)).toBe(at);
});

onBothDatabases("without the keys, and for the last administrator, nothing is erased or ended", async ({ db }) => {
  const { admin, ada, adaId } = await twoPeople(db);
  const [seals, list] = [freshKeys(), freshList()];
  const gone = { end: () => false, forget: () => undefined };
  const cli = { kind: "cli" as const };
  expect(await erasePerson(db, { seals: gone, list, actor: admin, personId: adaId, now: morning })).toEqual({
    refused: "keys-lost",
  });
  expect(await countStanding(db, ada)).toEqual(countRows(ada));
  const last = { seals, list, personId: admin.id, now: morning };
  expect(await erasePerson(db, { ...last, actor: cli })).toEqual({ refused: "last-administrator" });
  expect(await erasePerson(db, { ...last, actor: admin })).toEqual({ refused: "own-account" });
  expect(await erasePerson(db, { ...last, actor: cli, personId: "nobody" })).toBe(undefined);
  expect(seals.endedAt(admin.id)).toBe(undefined);
  expect(toldIn(list)).toEqual([]);
});

onBothDatabases("an account closes after fourteen days, and signing in until then keeps it", async ({ db }) => {
  const [seals, list] = [freshKeys(), freshList()];
  await addMember(db, "Morgan Reyes", ["administrator"]);
  const actor = await addMember(db);
  const confirming = { actor, email: actor.email, password: goodPassword, ip: "192.0.2.1", list };
  const due = after(daysToKeep).toISOString();
  expect(await closeAccount(db, { ...confirming, password: "wrong", now: morning })).toEqual({ refused: "wrong" });
  expect(await closeAccount(db, { ...confirming, now: morning })).toEqual({ due });
  expect(await closeAccount(db, { ...confirming, now: after(3) })).toEqual({ due });

  expect(await eraseClosed(db, { seals, list, now: after(13.9) })).toBe(0);
  expect(await keepAccount(db, { personId: actor.id, list, now: after(13.9) })).toBe(true);
  expect(await keepAccount(db, { personId: actor.id, list, now: after(13.9) })).toBe(false);
  expect(await eraseClosed(db, { seals, list, now: after(20) })).toBe(0);

  expect(await closeAccount(db, { ...confirming, now: after(20) })).toEqual({ due: after(34).toISOString() });
  expect(await eraseClosed(db, { seals, list, now: after(34) })).toBe(1);
  expect(await isErased(db, actor.id)).toBe(true);
  expect(toldIn(list).map(({ act }) => act)).toEqual(["close", "keep", "close", "erase"]);
  expect((await actsOf(db)).slice(-4)).toEqual(["close account", "keep account", "close account", "erase person"]);
});

onBothDatabases("the last administrator cannot close, and one who became the last stays", async ({ db }) => {
  const [seals, list] = [freshKeys(), freshList()];
  const actor = await addMember(db, "Morgan Reyes", ["administrator"]);
  const confirming = { actor, email: actor.email, password: goodPassword, ip: "192.0.2.1", list, now: morning };
  expect(await closeAccount(db, confirming)).toEqual({ refused: "last-administrator" });
  const second = await addMember(db, "Ada Okafor", ["administrator"]);
  expect(await closeAccount(db, confirming)).toMatchObject({ due: after(14).toISOString() });
  await erasePerson(db, { seals, list, actor: { kind: "cli" }, personId: second.id, now: morning });
  expect(await eraseClosed(db, { seals, list, now: after(15) })).toBe(0);
  expect(await isErased(db, actor.id)).toBe(false);
});
