import { sql } from "kysely";
import { expect } from "vitest";
import { draughtsman } from "#app/certificate/draw.ts";
import { keepCertificate } from "#app/domain/certificate.ts";
import { findHistory } from "#app/domain/completion-record/history.ts";
import { revokeRecord } from "#app/domain/completion-record/revocation.ts";
import { supersedeRecord } from "#app/domain/completion-record/supersession.ts";
import { findRecord } from "#app/domain/completion-record.ts";
import { withdrawPerson } from "#app/domain/evidence.ts";
import { takeDue } from "#app/domain/outbox.ts";
import { type Db, transact } from "#db/open.ts";
import { addPerson, later } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshArchive, startWith, verify, writeOut } from "#tests/support/evidence.ts";
import { addHolder } from "#tests/support/record.ts";

const licence = { type: "LMFT", number: "12345", jurisdiction: "California" };
const mended = { name: "Ada N. Okafor-Lind", licences: [licence] };
const now = later({ minutes: 60 });

async function scene(db: Db) {
  const archive = freshArchive();
  await startWith(db, archive);
  const holder = await addHolder(db);
  const actor = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const { recordId } = holder;
  const revoke = (more: Partial<Parameters<typeof revokeRecord>[1]> = {}) =>
    revokeRecord(db, { actor, recordId, reason: "issued-in-error", words: "Taken twice.", now, ...more });
  const correct = (more: Partial<Parameters<typeof supersedeRecord>[1]> = {}) =>
    supersedeRecord(db, { actor, recordId, person: mended, seen: "valid", words: "She married.", now, ...more });
  return { archive, holder, actor, recordId, revoke, correct };
}

onBothDatabases(
  "a corrected name is a new record with the same facts, which says what it replaces; the old one stays",
  async ({ db }) => {
    const { archive, holder, recordId, correct } = await scene(db);
    const personId = holder.actor.id;
    const before = await findRecord(db, { personId, recordId });
    const done = await correct();
    const id = done && "record" in done ? done.record : "";
    const after = await findRecord(db, { personId, recordId: id });
    expect(await findRecord(db, { personId, recordId })).toEqual({ ...before, replacedBy: id });
    expect(after?.person).toEqual(mended);
    expect(after?.issuedAt).toBe(now.toISOString());
    expect(after?.code).not.toBe(before?.code);
    const { code, person, format, replaces, ...facts } = after?.entry ?? {};
    expect({ code, format, replaces }).toEqual({
      code: after?.code,
      format: 3,
      replaces: { code: before?.code, issuedAt: before?.issuedAt },
    });
    const { code: _, person: hashed, format: __, ...frozen } = before?.entry ?? {};
    expect(facts).toEqual(frozen);
    expect(person?.hash).not.toBe(hashed?.hash);
    expect(await findHistory(db, recordId)).toEqual({
      revoked: null,
      replaces: null,
      replacedBy: { id, code: after?.code, issuedAt: now.toISOString(), words: "She married." },
    });
    expect((await findHistory(db, id)).replaces).toMatchObject({
      id: recordId,
      words: "She married.",
      wasRevoked: false,
    });
    await writeOut(db, archive, now);
    expect(await verify(db, archive)).toMatchObject({ records: 2, waiting: 0, fault: null });
  },
);

onBothDatabases("the same correction twice, or by many at once, is one record; another is refused", async ({ db }) => {
  const { correct, recordId } = await scene(db);
  const all = await Promise.all(Array.from({ length: 8 }, () => correct()));
  expect(new Set(all.map((one) => one && "record" in one && one.record)).size).toBe(1);
  expect(await correct()).toEqual(all[0]);
  expect(await correct({ person: { ...mended, name: "Someone Else" } })).toEqual({ refused: "replaced" });
  expect(await correct({ recordId: "nowhere" })).toBeUndefined();
  const rows = await db.selectFrom("completion_record").select("id").where("replaces", "=", recordId).execute();
  expect(rows).toHaveLength(1);
});

onBothDatabases("a correction that changes nothing, or of a record without a name, is refused", async ({ db }) => {
  const { correct, recordId } = await scene(db);
  expect(await correct({ person: { name: "Ada N. Okafor", licences: [] } })).toEqual({ refused: "unchanged" });
  expect(await correct({ now: later({ minutes: -60 }) })).toEqual({ refused: "clock-set-back" });
  await transact(db, (db) => withdrawPerson(db, { recordId, now }));
  expect(await correct()).toEqual({ refused: "withdrawn" });
  expect(await db.selectFrom("completion_record").selectAll().execute()).toHaveLength(1);
});

onBothDatabases(
  "a revocation is a row, an entry that does not tell why, and a line of the trail with the words apart",
  async ({ db }) => {
    const { archive, actor, recordId, revoke, correct } = await scene(db);
    expect(await revoke({ now: later({ minutes: -60 }) })).toEqual({ refused: "clock-set-back" });
    const all = await Promise.all(Array.from({ length: 8 }, () => revoke()));
    expect(new Set(all.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"revoked":true}']));
    expect(await revoke({ reason: "holder-asked" })).toEqual({ refused: "revoked" });
    expect(await revoke({ recordId: "nowhere" })).toBeUndefined();
    expect(await findHistory(db, recordId)).toMatchObject({
      revoked: { at: now.toISOString(), reason: "issued-in-error", words: "Taken twice." },
    });
    const entries = await db.selectFrom("evidence_entry").select("body").where("kind", "=", "revoke").execute();
    expect(entries).toHaveLength(1);
    expect(entries[0]?.body).not.toContain("issued-in-error");
    const trail = db.selectFrom("audit_entry").selectAll().where("act", "=", "revoke record");
    expect(await trail.execute()).toMatchObject([{ actor_id: actor.id, subject_id: recordId }]);
    await writeOut(db, archive, now);
    expect(await verify(db, archive)).toMatchObject({ waiting: 0, fault: null });

    // By mistake: it stays revoked, and a record in its place is issued anew.
    const anew = await correct({
      seen: "revoked",
      person: { name: "Ada N. Okafor", licences: [] },
      words: "It was not.",
    });
    expect(anew).toMatchObject({ record: expect.any(String) });
    const id = anew && "record" in anew ? anew.record : "";
    expect((await findHistory(db, id)).replaces).toMatchObject({ wasRevoked: true, words: "It was not." });
    expect((await findHistory(db, recordId)).revoked).toMatchObject({ words: "Taken twice." });
    expect(await revoke({ recordId: id, reason: "holder-asked" })).toEqual({ revoked: true });
    await writeOut(db, archive, now);
    expect(await verify(db, archive)).toMatchObject({ records: 2, waiting: 0, fault: null });
  },
);

onBothDatabases("a replaced record is not revoked: the one in its place is", async ({ db }) => {
  const { correct, revoke } = await scene(db);
  await correct();
  expect(await revoke()).toEqual({ refused: "replaced" });
});

onBothDatabases("a record without a name can be revoked, and keeps no reason", async ({ db }) => {
  const { archive, recordId, revoke } = await scene(db);
  await transact(db, (db) => withdrawPerson(db, { recordId, now }));
  expect(await revoke()).toEqual({ revoked: true });
  await writeOut(db, archive, now);
  expect(await db.selectFrom("record_revocation").selectAll().execute()).toEqual([]);
  expect(await verify(db, archive)).toMatchObject({ withdrawn: 1, waiting: 0, fault: null });
});

onBothDatabases("what was revoked and is then withdrawn loses the reason with the name", async ({ db }) => {
  const { archive, recordId, revoke } = await scene(db);
  await revoke();
  await writeOut(db, archive, now);
  await transact(db, (db) => withdrawPerson(db, { recordId, now }));
  await writeOut(db, archive, now);
  expect(await db.selectFrom("record_revocation").selectAll().execute()).toEqual([]);
  expect((await findHistory(db, recordId)).revoked).toMatchObject({ reason: null });
  expect(await verify(db, archive)).toMatchObject({ withdrawn: 1, waiting: 0, fault: null });
});

onBothDatabases("the database lets no revocation be changed, replaced or taken away", async ({ db, opened }) => {
  const { recordId, revoke, holder } = await scene(db);
  await revoke();
  const change = db.updateTable("record_revocation").set({ reason: "holder-asked" });
  await expect(change.execute()).rejects.toThrow("never changed");
  await expect(db.deleteFrom("record_revocation").execute()).rejects.toThrow("never undone");
  const around =
    opened.engine === "sqlite"
      ? sql`replace into record_revocation (record_id, reason, salt) values (${recordId}, 'holder-asked', 'x')`
      : sql`truncate record_revocation cascade`;
  await expect(around.execute(db)).rejects.toThrow("never undone");
  const other = await addHolder(db, { name: "Bo Lind", now });
  const row = await db
    .selectFrom("completion_record")
    .selectAll()
    .where("id", "=", other.recordId)
    .executeTakeFirstOrThrow();
  const forged = { ...row, id: "forged", code: "forged", replaces: holder.recordId };
  await expect(db.insertInto("completion_record").values(forged).execute()).rejects.toThrow("same completion");
});

onBothDatabases("a correction has its certificate drawn anew and its owner written to", async ({ db }) => {
  const { archive, recordId, correct } = await scene(db);
  const { seals } = archive;
  const asked = { ...draughtsman, seals, now };
  await writeOut(db, archive, now);
  await keepCertificate(db, { recordId, ...asked });
  const kept = () => db.selectFrom("certificate").selectAll().where("record_id", "=", recordId).execute();
  const before = await kept();
  const done = await correct();
  const id = done && "record" in done ? done.record : "";
  const due = [...(await takeDue(db, { now })), ...(await takeDue(db, { now }))];
  for (const kind of ["certificate", "record-mail"])
    expect(due).toContainEqual(expect.objectContaining({ kind, payload: { recordId: id } }));
  expect(await keepCertificate(db, { recordId: id, ...asked })).toMatchObject({ until: expect.any(Date) });
  await writeOut(db, archive, now);
  expect(await keepCertificate(db, { recordId: id, ...asked })).toBe("drawn");
  expect(await kept()).toEqual(before);
});

onBothDatabases("a correction that was written before a revocation does not undo it", async ({ db }) => {
  const { correct, revoke } = await scene(db);
  await revoke();
  expect(await correct()).toEqual({ refused: "revoked-meanwhile" });
  expect(await db.selectFrom("completion_record").select("replaces").execute()).toEqual([{ replaces: null }]);
  expect(await correct({ seen: "revoked" })).toMatchObject({ record: expect.any(String) });
});
