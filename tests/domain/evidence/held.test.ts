import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RawBuilder, sql } from "kysely";
import { expect } from "vitest";
import { admitEntry, findHeld, stampWaiting } from "#app/domain/evidence/admission.ts";
import { HeldBack } from "#app/domain/evidence/writing.ts";
import { findLogPlace } from "#app/domain/evidence.ts";
import { newEntryStamps, openEntryStamps, takeEntryStamps } from "#app/platform/entry-stamps.ts";
import { type Db, transact } from "#db/open.ts";
import { morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { type Archive, addRecord, freshArchive, startWith, verify, writeOut } from "#tests/support/evidence.ts";
import { disarm } from "#tests/trust/evidence-tampering.ts";

const cli = { kind: "cli" } as const;

/** As somebody enters one who can write to the database and has no key. */
async function forgeRecord(db: Db, { keysFolder, folder }: Archive): Promise<string> {
  takeEntryStamps(join(folder, "no keys"));
  const id = await addRecord(db, { name: "Nobody Earned It" });
  takeEntryStamps(keysFolder);
  return id;
}

async function heldBack(db: Db, archive: Archive) {
  const error = await writeOut(db, archive).catch((error: unknown) => error);
  return error instanceof HeldBack ? error.held : undefined;
}

onBothDatabases(
  "a record that the server did not enter is neither journalled nor signed, nor what follows",
  async ({ db }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    const before = await addRecord(db);
    const forged = await forgeRecord(db, archive);
    const after = await addRecord(db);
    expect(await heldBack(db, archive)).toMatchObject({
      where: "entry 3",
      rule: "was not appended by this server",
      isStranger: true,
    });
    expect(await findLogPlace(db, before)).toMatchObject({ number: 2, signedAt: expect.any(String) });
    for (const id of [forged, after]) expect(await findLogPlace(db, id)).toMatchObject({ signedAt: null });
    expect(readFileSync(join(archive.evidenceFolder, "journal.jsonl"), "utf8")).not.toContain(forged);
    expect(await verify(db, archive)).toMatchObject({ fault: null, unwritten: 2 });
    // A start says so, and serves.
    expect(await startWith(db, archive)).toMatchObject({ held: { where: "entry 3" } });
  },
);

onBothDatabases(
  "whoever has the keys admits it by its hash, which the trail says, and the log goes on",
  async ({ db }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    const ids = [await forgeRecord(db, archive), await addRecord(db), await forgeRecord(db, archive)];
    const { journal, keysFolder, keys } = archive;
    const stamps = openEntryStamps(keysFolder) ?? newEntryStamps(keysFolder);
    const where = { journal, known: keys.known(), stamps, actor: cli, now: morning };
    const hash = async () => (await findHeld(db, where))?.entry.leaf_hash ?? "";
    expect(await admitEntry(db, { ...where, hash: "x" })).toEqual({ refused: "another" });
    const first = await hash();
    expect(await admitEntry(db, { ...where, hash: first })).toEqual({ position: 1 });
    expect(await admitEntry(db, { ...where, hash: first })).toEqual({ refused: "another" });
    expect(await heldBack(db, archive)).toMatchObject({ where: "entry 4" });
    expect(await admitEntry(db, { ...where, hash: await hash() })).toEqual({ position: 3 });
    await writeOut(db, archive);
    expect(await admitEntry(db, { ...where, hash: first })).toEqual({ refused: "none-held" });
    for (const id of ids) expect(await findLogPlace(db, id)).toMatchObject({ signedAt: expect.any(String) });
    expect(await verify(db, archive)).toMatchObject({ fault: null, records: 3, waiting: 0 });
    const trail = await db.selectFrom("audit_entry").select("subject_id").where("act", "=", "admit evidence entry");
    expect((await trail.orderBy("id").execute()).map(({ subject_id }) => subject_id)).toEqual(["2", "4"]);
  },
);

const entry = sql`(select max(position) from evidence_entry)`;
const record = sql`(select record_id from evidence_entry where position = ${entry})`;

/** What somebody changes between the commit and the journal, and what is said of it. */
const changes: [RawBuilder<unknown>, RegExp][] = [
  [sql`update completion_record set code = 'X' where id = ${record}`, /is not as it was issued/],
  [sql`update completion_record set entry = '{}' where id = ${record}`, /is not as it was issued/],
  [sql`update record_person set name = 'Z' where record_id = ${record}`, /another person's part/],
  [sql`delete from record_person where record_id = ${record}`, /lacks its person's part/],
  [sql`update evidence_entry set leaf_hash = 'x' where position = ${entry}`, /hash of its text/],
  [sql`update evidence_entry set at = '2020' where position = ${entry}`, /says other than its text/],
  [sql`update evidence_entry set body = '{' where position = ${entry}`, /says other than its text/],
  [sql`update course_release set version = '9.9.9'`, /rests on another release/],
  [sql`update syllabus set text = 'Less.'`, /rests on another release/],
  [sql`delete from evidence_stamp where position = ${entry}`, /was not appended by this server/],
  [
    sql`update evidence_stamp set stamp = (select stamp from evidence_stamp where position = 0) where position = ${entry}`,
    /was not appended by this server/,
  ],
];

onBothDatabases(
  "what was changed before it was journalled is held back, and passes as it was",
  async ({ db, opened }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    await addRecord(db);
    const { journal, keys } = archive;
    const find = (db: Db) => findHeld(db, { journal, known: keys.known() });
    for (const [change, rule] of changes) {
      let held: Awaited<ReturnType<typeof find>>;
      await transact(db, async (db) => {
        await disarm(db, opened.engine);
        await change.execute(db);
        held = await find(db);
        throw new Error("undone");
      }).catch(() => undefined);
      expect(held?.rule).toMatch(rule);
      expect(held?.isStranger).toBe(String(rule).includes("appended"));
    }
    expect(await find(db)).toBeUndefined();
    await writeOut(db, archive);
  },
);

onBothDatabases("what is not what it says is not admitted", async ({ db, opened }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  await addRecord(db);
  const { journal, keys, keysFolder } = archive;
  const stamps = openEntryStamps(keysFolder) ?? newEntryStamps(keysFolder);
  let done: unknown;
  await transact(db, async (db) => {
    await disarm(db, opened.engine);
    await sql`update record_person set name = 'Z'`.execute(db);
    const hash = (await findHeld(db, { journal, known: keys.known() }))?.entry.leaf_hash ?? "";
    done = await admitEntry(db, { journal, known: keys.known(), hash, stamps, actor: cli, now: morning });
    throw new Error("undone");
  }).catch(() => undefined);
  expect(done).toEqual({ refused: "unfit" });
});

onBothDatabases(
  "a lost journal is written anew from what was signed, stamped or not; a stranger's signature is none",
  async ({ db }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    for (let at = 0; at < 3; at++) await addRecord(db);
    await writeOut(db, archive);
    await db.deleteFrom("evidence_stamp").execute();
    rmSync(join(archive.evidenceFolder, "journal.jsonl"));
    const again = freshArchive(archive.folder);
    const { journal } = again;
    const strange = "stranger+5b1c0d2e+AXmA0Wd0gYzQfJcCeqNd2PH4WZ6v0oQDkqPzYt2yNQ3z";
    for (const known of [[], [strange]])
      expect(await findHeld(db, { journal, known })).toMatchObject({ where: "entry 1", isStranger: true });
    expect(await startWith(db, again)).toMatchObject({ lacked: 4, held: undefined });
    expect(await verify(db, again)).toMatchObject({ fault: null, records: 3 });
  },
);

onBothDatabases("what stood unsigned when the key of the stamps was made is taken as it is", async ({ db }) => {
  const archive = freshArchive();
  const { journal, keysFolder } = archive;
  await startWith(db, archive);
  const id = await forgeRecord(db, archive);
  rmSync(join(keysFolder, "entries.key"));
  expect(takeEntryStamps(keysFolder)).toBeUndefined();
  const made = newEntryStamps(keysFolder);
  expect(await stampWaiting(db, { journal, stamps: made })).toBe(1);
  made.keep();
  expect(statSync(join(keysFolder, "entries.key")).mode & 0o077).toBe(0);
  // Another that was made at the same moment comes too late.
  newEntryStamps(keysFolder).keep();
  takeEntryStamps(keysFolder);
  await writeOut(db, archive);
  expect(await findLogPlace(db, id)).toMatchObject({ signedAt: expect.any(String) });
  writeFileSync(join(keysFolder, "entries.key"), "no key");
  expect(openEntryStamps(keysFolder)).toBeUndefined();
});
