import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { drawSheet } from "#app/certificate/draw.ts";
import { sheetOf } from "#app/certificate/sheet.ts";
import { sampleRecord } from "#app/domain/certificate/sample.ts";
import { leafHashOf, noLeaves, withLeaf } from "#app/domain/evidence/merkle.ts";
import { verifyEvidence } from "#app/domain/evidence/verification.ts";
import { findPractice } from "#app/domain/practice.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import type { Db } from "#db/open.ts";
import { morning, publishSmall } from "#tests/support/cast.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { type Archive, freshArchive, startWith } from "#tests/support/evidence.ts";
import { url } from "#tests/support/sitting.ts";
import { fillArchive } from "./archive.ts";

/**
 * What `npm run bench -- records` promises, in short: the least processor time of several tries, against bounds that a
 * busy machine keeps and a cost that grows with the log does not.
 */
async function leastOf(tries: number, work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < tries; at++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** The log and all that it rests on, but for the files of certificates, which the bench does not fill in. */
function look(db: Db, { journal, evidenceFolder, keys }: Archive) {
  return verifyEvidence(db, { journal, list: openErasureList(evidenceFolder), known: keys.known() });
}

async function sampleOf(db: Db) {
  const sample = await sampleRecord(db, { practice: await findPractice(db), name: "Ada", url, now: morning });
  if (!sample) throw new Error("There is a course.");
  return sample;
}

test("the whole log costs at most 0.2 ms of the processor a record, the four-hundredth no more than the first hundred", async () => {
  const { db } = await freshDatabase("sqlite");
  const archive = freshArchive();
  await startWith(db, archive);
  const release = await publishSmall(db);
  const { entry } = await sampleOf(db);
  const signer = archive.keys.signing();
  if (!signer) throw new Error("The start made a key.");
  const { body, at } = await db.selectFrom("evidence_entry").select(["body", "at"]).executeTakeFirstOrThrow();
  const parts = { ...archive, signer, release, entry };
  const edge = await fillArchive(db, { ...parts, edge: withLeaf(noLeaves, leafHashOf(body)), began: at }, 100);
  expect(await look(db, archive)).toMatchObject({ records: 100, fault: null });
  const ofHundred = await leastOf(9, () => look(db, archive));
  await fillArchive(db, { ...parts, edge, began: new Date(Date.parse(at) + 100).toISOString() }, 300);
  expect(await look(db, archive)).toMatchObject({ records: 400, fault: null });
  const ofAll = await leastOf(9, () => look(db, archive));
  expect(ofAll / 400).toBeLessThan(0.2);
  expect(ofAll / 4).toBeLessThan(2 * ofHundred);
});

test("a new key costs no more among 150,000 than among few: none of them is read for it", async () => {
  const { keysFolder, seals } = freshArchive();
  const sealSome = (from: string) => () => {
    for (let at = 0; at < 10; at++) {
      const id = `${from} ${performance.now()} ${at}`;
      seals.seal("x", { table: "record_person", row: id, person: id, version: 1 });
    }
  };
  const amongFew = await leastOf(5, sealSome("few"));
  const file = new BetterSqlite(join(keysFolder, "keys.db"));
  file.exec(
    "with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 150000) " +
      "insert into person_key select 'one ' || n, server_key, ciphertext, nonce from counted, (select * from person_key limit 1)",
  );
  file.close();
  expect(await leastOf(5, sealSome("many"))).toBeLessThan(3 * amongFew);
});

test("a certificate is drawn for at most 100 ms of the processor once the face is parsed", async () => {
  const { db } = await freshDatabase("sqlite");
  await publishSmall(db);
  const sheet = sheetOf(await sampleOf(db));
  expect(await leastOf(6, () => drawSheet(sheet))).toBeLessThan(100);
});
