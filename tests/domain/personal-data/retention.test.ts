import { expect, test } from "vitest";
import { personalTables } from "#app/domain/personal-data/ownership.ts";
import { countOverdue, takeOverdue } from "#app/domain/personal-data/retention.ts";
import { personalData } from "#app/domain/personal-data.ts";
import { addLearner, addPerson, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { addRecord, freshArchive, startWith, verify, writeOut } from "#tests/support/evidence.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { actsOf } from "#tests/support/people.ts";
import { countRows, countStanding, insertRows, nobodysTables, rowsOf } from "#tests/support/personal-rows.ts";

const actor = { kind: "job" as const };
const day = 86_400_000;

/** What the registry means, in words of its own: how old a row may be, in days before `morning`. */
const periods = {
  session: 30,
  invitation: 30,
  reset_link: 90,
  email_change: 90,
  attempt_answer: 365,
  accommodation_reason: 730,
  record_person: 8 * 365 + 2,
  request_text: 730,
  audit_reason: 730,
  concession_reason: 730,
  view_log: 730,
  nudge: 730,
  sign_in_event: 90,
  people_import_row: 1,
  certificate: 8 * 365 + 2,
  reminder: 400,
};

test("the samples leave out just the tables that are nobody's", () => {
  const nobodys = Object.entries(personalData).flatMap(([table, entry]) => ("nobodys" in entry ? [table] : []));
  expect([...nobodysTables].sort()).toEqual(nobodys.sort());
});

test("each table says until what it is kept, or has a period that is tried here", () => {
  const limited = personalTables.filter(({ entry }) => "after" in entry.keep).map(({ table }) => table);
  expect(limited.sort()).toEqual(Object.keys(periods).sort());
});

onBothDatabases(
  "of every table rows go when their period is over, those a moment younger stay, and so does all that has none",
  async ({ db }) => {
    const release = await publishSmall(db);
    const { id: otherId } = await addPerson(db, "Sam Supervisor");
    let number = 0;
    const addRows = async (at: number) => {
      const wanted = { canary: `person${number}`, otherId, release, number: number++ };
      const rows = rowsOf({ ...wanted, at: new Date(at).toISOString() });
      await insertRows(db, rows);
      return rows;
    };
    const made = [];
    for (const [table, days] of Object.entries(periods)) {
      const limit = morning.getTime() - days * day;
      // The day of a request, or of a reminder, is all that is known of its time.
      const step = table === "request_text" || table === "reminder" ? day : 1;
      made.push({ table, days, over: await addRows(limit), young: await addRows(limit + step) });
    }
    const seals = freshKeys();
    const overdue = await countOverdue(db, { now: morning });
    const { taken, isDone } = await takeOverdue(db, { actor, seals, now: morning, most: 10_000 });
    expect(isDone).toBe(true);
    // The database takes each certificate with its person's part.
    expect({ ...taken, certificate: taken.record_person }).toEqual(overdue);
    expect(await countOverdue(db, { now: morning })).toEqual({});
    for (const { table, days, over, young } of made) {
      const [old, fresh] = [await countStanding(db, over), await countStanding(db, young)];
      // An invitation that was accepted stays.
      expect({ table, left: old[table] }).toEqual({ table, left: table === "invitation" ? 1 : 0 });
      expect({ table, left: fresh[table] }).toEqual({ table, left: countRows(young)[table] });
      for (const [other, left] of Object.entries(old)) {
        const period = Object.entries(periods).find(([name]) => name === other)?.[1] ?? Number.POSITIVE_INFINITY;
        // That the name is shown, and why the record was revoked, go with the person's part.
        const goes = ["record_disclosure", "record_revocation", "reporting_consent"].includes(other)
          ? days >= periods.record_person
          : // What a nudge said, were it never sent, goes with the nudge.
            days >= (other === "nudge_sentence" ? periods.nudge : period);
        if (!goes) expect({ table, other, left }).toEqual({ table, other, left: countRows(over)[other] });
      }
    }
  },
  120_000,
);

onBothDatabases("it goes on where it was stopped, a bounded part at a time, and again is nothing", async ({ db }) => {
  const release = await publishSmall(db);
  const { id: otherId } = await addPerson(db, "Sam Supervisor");
  const at = new Date(morning.getTime() - 100 * day).toISOString();
  const events = Array.from({ length: 250 }, (_, n) => ({
    id: `event ${n}`,
    at,
    account: "account",
    ip: "192.0.2.1",
    outcome: "refused" as const,
    person_id: null,
  }));
  await db.insertInto("sign_in_event").values(events).execute();
  await insertRows(db, rowsOf({ canary: "young", otherId, release, number: 1, at: morning.toISOString() }));
  const turn = () => takeOverdue(db, { actor, seals: freshKeys(), now: morning, most: 150 });
  expect(await turn()).toEqual({ taken: { sign_in_event: 200 }, isDone: false });
  expect(await turn()).toEqual({ taken: { sign_in_event: 50 }, isDone: true });
  expect(await turn()).toEqual({ taken: {}, isDone: true });
});

onBothDatabases("answers stay a year after the course was completed, and for ever without", async ({ db }) => {
  const release = await publishSmall(db);
  const { id: otherId } = await addPerson(db, "Sam Supervisor");
  const at = (days: number) => new Date(morning.getTime() - days * day).toISOString();
  const rows = rowsOf({ canary: "late", otherId, release, number: 1, at: at(1000) });
  const [record] = rows.completion_record;
  if (record) record.issued_at = at(364);
  const [never] = [rowsOf({ canary: "never", otherId, release, number: 2, at: at(5000) })];
  const unfinished = { ...never, completion_record: [], record_person: [], evidence_entry: [] };
  await insertRows(db, rows);
  await insertRows(db, {
    ...unfinished,
    certificate: [],
    record_disclosure: [],
    record_revocation: [],
    reporting_consent: [],
  });
  await takeOverdue(db, { actor, seals: freshKeys(), now: morning, most: 10_000 });
  expect((await countStanding(db, rows)).attempt_answer).toBe(1);
  expect((await countStanding(db, never)).attempt_answer).toBe(1);
  await takeOverdue(db, { actor, seals: freshKeys(), now: new Date(morning.getTime() + day), most: 10_000 });
  expect((await countStanding(db, rows)).attempt_answer).toBe(0);
  expect((await countStanding(db, never)).attempt_answer).toBe(1);
});

onBothDatabases(
  "a record past the years that the practice chose loses its name and key, and the log verifies and says withdrawn",
  async ({ db }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    const learner = await addLearner(db);
    const recordId = await addRecord(db, { learner });
    await writeOut(db, archive);
    await db.updateTable("certificate_setting").set({ keep_years: 9 }).execute();
    const take = (at: string) => takeOverdue(db, { actor, seals: archive.seals, now: new Date(at), most: 100 });
    expect((await take("2034-03-02T09:00:00.000Z")).taken).toEqual({});
    expect((await take("2035-03-02T08:59:59.999Z")).taken).toEqual({});
    expect(archive.seals.lacking([recordId])).toEqual([]);
    const over = "2035-03-02T09:00:00.000Z";
    expect((await take(over)).taken).toEqual({ record_person: 1 });
    await writeOut(db, archive, new Date(over));
    expect(await db.selectFrom("record_person").selectAll().execute()).toEqual([]);
    expect(archive.seals.lacking([recordId])).toEqual([recordId]);
    expect(await verify(db, archive)).toMatchObject({ records: 1, withdrawn: 1, fault: null });
    expect(await actsOf(db)).toContain("withdraw person");
  },
);

onBothDatabases("the words of a request go with its key", async ({ db }) => {
  const seals = freshKeys();
  const release = await publishSmall(db);
  const { id: otherId } = await addPerson(db, "Sam Supervisor");
  const at = new Date(morning.getTime() - 800 * day).toISOString();
  const rows = rowsOf({ canary: "asked", otherId, release, number: 1, at });
  await insertRows(db, rows);
  const requestId = rows.request[0]?.id ?? "";
  seals.seal("words", { table: "request_text", row: `${requestId}/reason`, person: requestId, version: 1 });
  expect(seals.lacking([requestId])).toEqual([]);
  await takeOverdue(db, { actor, seals, now: morning, most: 10_000 });
  expect(seals.lacking([requestId])).toEqual([requestId]);
  expect((await countStanding(db, rows)).request).toBe(1);
});
