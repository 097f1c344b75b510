import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { toHtml, toJson } from "#app/components/own-data.ts";
import { askForOwnData, exportPerson, isOwnDataOpen } from "#app/domain/personal-data/export.ts";
import { personalTables } from "#app/domain/personal-data/ownership.ts";
import { saveText } from "#app/domain/private-text.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addLearner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { addMember, goodPassword } from "#tests/support/people.ts";
import { insertRows, rowsOf } from "#tests/support/personal-rows.ts";

type Tables = Record<string, Record<string, unknown>[]>;

async function exported(db: Db, personId: string, seals = freshKeys()) {
  const at = morning.toISOString();
  const read = (make: typeof toJson) => text(Readable.from(make(exportPerson(db, { personId, seals }), at)));
  const [json, html] = [await read(toJson), await read(toHtml)];
  const { tables, ...rest }: { tables: Tables } = JSON.parse(json);
  expect(rest).toEqual({ format: 1, made_at: at });
  return { json, html, tables };
}

/** What is handed out beside the columns that the registry names, where a row is sealed. */
const opened: Record<string, string> = {
  private_text: "text",
  reflection_share: "text",
  request_text: "text",
  outside_file: "file",
  certificate: "file",
};

onBothDatabases(
  "an export is the registry: its tables, its columns and every row that is one's own",
  async ({ db }) => {
    const release = await publishSmall(db);
    const at = morning.toISOString();
    const team = { id: "team", form_key: "team", name: "Team", started_at: at, ended_at: null };
    await db.insertInto("team").values(team).execute();
    const given = { release, at, teamId: team.id };
    const bea = rowsOf({ ...given, canary: "canary-bea", number: 1 });
    const beaId = await insertRows(db, bea);
    const ada = rowsOf({ ...given, canary: "canary-ada", otherId: beaId, number: 2 });
    const adaId = await insertRows(db, ada);
    await insertRows(db, rowsOf({ ...given, canary: "canary-cleo", otherId: adaId, number: 3 }));

    const { tables, json, html } = await exported(db, adaId);
    const wanted = personalTables.filter(({ entry }) => Array.isArray(entry.exported));
    expect(Object.keys(tables)).toEqual(wanted.map(({ table }) => table));
    const rowsMade = Object.fromEntries(Object.entries(ada).map(([table, rows]) => [table, rows.length]));
    for (const { table, entry } of wanted) {
      const columns = [...(Array.isArray(entry.exported) ? entry.exported : []), opened[table] ?? []].flat();
      // Of the invitations, the one that was accepted; of the trail and of tries, those by or about the person.
      const others: Record<string, number> = { invitation: 1, audit_entry: 2, sign_in_event: 1 };
      expect({ table, rows: tables[table]?.length }).toEqual({ table, rows: others[table] ?? rowsMade[table] });
      for (const row of tables[table] ?? []) expect({ table, columns: Object.keys(row) }).toEqual({ table, columns });
      expect((tables[table] ?? []).length).toBeGreaterThan(0);
    }
    for (const file of [json, html]) {
      expect(file).toContain("canary-ada");
      expect(file).not.toMatch(/canary-(bea|cleo)/);
      expect(file).not.toContain("token canary-ada");
    }
    expect(tables.person).toEqual([expect.objectContaining({ name: "canary-ada", zone: "Europe/Dublin" })]);
  },
);

onBothDatabases("what is sealed is opened, and said not to open where its key is gone", async ({ db }) => {
  const seals = freshKeys();
  const { actor, enrolment } = await addLearner(db);
  await saveText(db, {
    seals,
    personId: actor.id,
    subject: { kind: "reflection", courseId: enrolment.courseId, subjectId: "prompt", anchor: "" },
    text: "What I <b>thought</b> & felt",
    basis: { version: 0, page: newId(), turn: 1 },
    at: { enrolmentId: enrolment.id, lessonId: "lesson11", anchor: null },
    now: morning,
  });
  const { tables, html } = await exported(db, actor.id, seals);
  expect(tables.private_text).toMatchObject([{ kind: "reflection", text: "What I <b>thought</b> & felt" }]);
  expect(html).toContain("What I &lt;b&gt;thought&lt;/b&gt; &amp; felt");
  expect(html).not.toContain("<b>");
  seals.end(actor.id, morning);
  expect((await exported(db, actor.id, seals)).tables.private_text).toMatchObject([{ text: null }]);
});

onBothDatabases("a thousand rows come in pages, each once", async ({ db }) => {
  const { id: personId } = await addMember(db);
  const tries = Array.from({ length: 1_200 }, (_, n) => ({
    id: `try ${n}`,
    at: later({ minutes: n % 7 }).toISOString(),
    account: "account",
    ip: `192.0.2.${n % 5} ${Math.floor(n / 2)}`,
    outcome: "signed-in" as const,
    person_id: personId,
  }));
  for (let from = 0; from < tries.length; from += 100) {
    await db
      .insertInto("sign_in_event")
      .values(tries.slice(from, from + 100))
      .execute();
  }
  const { tables } = await exported(db, personId);
  const told = (tables.sign_in_event ?? []).map(({ at, ip }) => `${at} ${ip}`);
  expect(told.sort()).toEqual(tries.map(({ at, ip }) => `${at} ${ip}`).sort());
});

onBothDatabases("the password opens it for ten minutes, in that session alone", async ({ db }) => {
  const actor = await addMember(db);
  const session = { method: "password" as const, second_factor_at: null, reauthenticated_at: null, device: "Firefox" };
  const at = morning.toISOString();
  for (const id of ["here", "there"]) {
    const times = { created_at: at, last_seen_at: at };
    await db
      .insertInto("session")
      .values({ id, token_hash: id, person_id: actor.id, ...times, ...session })
      .execute();
  }
  const ask = (password: string) =>
    askForOwnData(db, { actor, sessionId: "here", email: actor.email, password, ip: "192.0.2.1", now: morning });
  const isOpen = (sessionId: string, minutes: number) => isOwnDataOpen(db, { sessionId, now: later({ minutes }) });
  expect(await ask("wrong")).toEqual({ refused: "wrong" });
  expect(await isOpen("here", 0)).toBe(false);
  expect(await ask(goodPassword)).toEqual({ confirmed: true });
  expect([await isOpen("here", 0), await isOpen("here", 9.99), await isOpen("here", 10)]).toEqual([true, true, false]);
  expect([await isOpen("there", 1), await isOpen("here", -1)]).toEqual([false, false]);
});
