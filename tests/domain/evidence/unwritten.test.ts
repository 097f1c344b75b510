import { expect } from "vitest";
import { canonicalText } from "#app/domain/evidence/body.ts";
import { enterRecord } from "#app/domain/evidence.ts";
import { newCode, newId } from "#app/platform/chance.ts";
import { transact } from "#db/open.ts";
import { morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { addRecord, freshArchive, startWith, verify, writeOut } from "#tests/support/evidence.ts";

onBothDatabases("what the journal lacks is counted, and what it has unsigned is not", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  await addRecord(db);
  await writeOut(db, archive);
  expect(await verify(db, archive)).toMatchObject({ fault: null, waiting: 0, unwritten: 0 });
  await addRecord(db);
  await addRecord(db);
  expect(await verify(db, archive)).toMatchObject({ fault: null, waiting: 2, unwritten: 2 });
  const unsigned = { ...archive, keys: { ...archive.keys, signing: () => undefined } };
  await expect(writeOut(db, unsigned)).rejects.toThrow("no signing key");
  expect(await verify(db, archive)).toMatchObject({ fault: null, waiting: 2, unwritten: 0 });
});

onBothDatabases("a record that prints an attestation and rests on none is bad", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  const id = await addRecord(db);
  await transact(db, async (db) => {
    const row = await db.selectFrom("completion_record").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const part = await db.selectFrom("record_person").selectAll().where("record_id", "=", id).executeTakeFirstOrThrow();
    const { attestation: _, ...entry } = JSON.parse(row.entry);
    const attestation = { signedAt: "2026-11-23T09:00:00.000Z", text: "I signed nothing." };
    const forged = { ...row, id: newId(), code: newCode(), replaces: id };
    await db
      .insertInto("completion_record")
      .values({ ...forged, entry: canonicalText({ ...entry, attestation, code: forged.code }) })
      .execute();
    await db
      .insertInto("record_person")
      .values({ ...part, record_id: forged.id })
      .execute();
    await enterRecord(db, { recordId: forged.id, now: morning });
  });
  expect((await verify(db, archive)).fault).toEqual({
    where: "entry 3",
    rule: "prints another attestation than it rests on",
  });
});
