import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RawBuilder, sql } from "kysely";
import { expect } from "vitest";
import { verifyEvidence } from "#app/domain/evidence/verification.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { type Db, transact } from "#db/open.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshArchive, verify } from "#tests/support/evidence.ts";
import { disarm, fillLog } from "#tests/trust/evidence-tampering.ts";
import { logThreads } from "../../../cli/log-threads.ts";

const drawnOf = sql`(select min(record_id) from certificate)`;
const record = sql`(select min(id) from completion_record where replaces is null)`;
const attested = sql`(select min(id) from attestation)`;
const erased = sql`(select min(id) from person where erased_at is not null)`;

/** What somebody does to the rows, and what the first bad thing is called. */
const changes: [RawBuilder<unknown>, RegExp, RegExp][] = [
  [
    sql`update certificate set sha256 = 'x' where record_id = ${drawnOf}`,
    /certificate of record/,
    /another hash than entry/,
  ],
  [
    sql`update certificate set ciphertext = ${"A".repeat(60)} where record_id = ${drawnOf}`,
    /certificate/,
    /does not open/,
  ],
  [sql`update certificate set drawn_at = '2020' where record_id = ${drawnOf}`, /certificate/, /is dated otherwise/],
  [sql`update certificate set template = 7 where record_id = ${drawnOf}`, /certificate/, /another template/],
  [sql`delete from certificate where record_id = ${drawnOf}`, /certificate/, /not in the database, and entry \d+/],
  [
    sql`update attestation set text = 'I did not.' where id = ${attested}`,
    /attestation of record/,
    /not as it was signed/,
  ],
  [sql`delete from attestation where id = ${attested}`, /attestation of record .*, entry \d+/, /not in the database/],
  [sql`update syllabus set text = 'Less.'`, /^syllabus .*, entry \d+/, /not as it was when the record was issued/],
  [sql`delete from syllabus`, /^syllabus/, /not in the database/],
  [sql`update course_release set version = '9.9.9'`, /^course_release .*, entry \d+/, /not as it was/],
  [sql`update certificate_logo set bytes = 'AAAA'`, /^certificate_logo/, /another picture/],
  [sql`update person set erased_at = null where id = ${erased}`, /^person/, /erased by the log, and is there again/],
  [sql`update person set profession = 'x' where id = ${erased}`, /^person/, /has something of theirs again/],
  [
    sql`update person set erased_at = '2020', name = null, email = null, zone = null where erased_at is null`,
    /^person/,
    /the log does not say so/,
  ],
  [sql`delete from closure`, /closure of/, /does not say that it was taken back/],
  [
    sql`update completion_record set entry = replace(entry, '"attestation":{', '"attestation":{x') where id = ${record}`,
    /entry \d+, record/,
    /is not as it was issued/,
  ],
  [sql`update record_person set name = 'Z' where record_id = ${record}`, /entry \d+, record/, /another person's part/],
];

onBothDatabases("what a record rests on is named where it was changed or is gone", async ({ db, opened }) => {
  const archive = freshArchive();
  await fillLog(db, archive);
  expect(await verify(db, archive)).toMatchObject({ fault: null, unopened: 0, undrawn: 0 });
  for (const [change, where, rule] of changes) {
    const fault = await changed(db, async (db) => {
      await disarm(db, opened.engine);
      await change.execute(db);
      return (await verify(db, archive)).fault;
    });
    expect(fault).toEqual({ where: expect.stringMatching(where), rule: expect.stringMatching(rule) });
  }
});

/** Rolled back, so that the next change is the only one. */
async function changed<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T | undefined> {
  let found: T | undefined;
  const undone = new Error("undone");
  const trial = transact(db, async (db) => {
    found = await work(db);
    throw undone;
  });
  await trial.catch((error) => {
    if (error !== undone) throw error;
  });
  return found;
}

onBothDatabases(
  "files that are kept beside the journal are named where they are not what they were",
  async ({ db }) => {
    const archive = freshArchive();
    await fillLog(db, archive);
    const [release = ""] = archive.journal.releases.list();
    const list = join(archive.evidenceFolder, "erasures.jsonl");
    const [first = "", ...rest] = archive.journal.releases.list();
    expect(rest).toEqual([]);
    const text = archive.journal.releases.find(first) ?? "";
    const file = (name: string) => join(archive.evidenceFolder, name);
    const look = async () => (await verify(db, archive)).fault;

    writeFileSync(file(`releases/${release}.json`), text.replace('"version":"', '"version":"9'));
    expect(await look()).toEqual({ where: `releases/${release}.json`, rule: "is not what table course_release says" });
    rmSync(file(`releases/${release}.json`));
    expect(await look()).toMatchObject({ where: `releases/${release}.json`, rule: expect.stringContaining("missing") });
    archive.journal.releases.keep(release, text);
    archive.journal.syllabi.keep("other", "{}");
    expect(await look()).toMatchObject({
      where: "syllabi/other.json",
      rule: expect.stringContaining("no record rests"),
    });
    rmSync(file("syllabi/other.json"));

    for (const [changed, where, rule] of [
      ["", "erasures.jsonl, line 1", /is missing: entry \d+ of the log/],
      [`${erasures(archive.evidenceFolder)}{}\n`, "erasures.jsonl, line 8", /does not know/],
    ] as const) {
      const whole = erasures(archive.evidenceFolder);
      writeFileSync(list, changed);
      expect(await look()).toEqual({ where, rule: expect.stringMatching(rule) });
      writeFileSync(list, whole);
    }
    expect(await look()).toBeNull();
  },
);

function erasures(folder: string): string {
  return readFileSync(join(folder, "erasures.jsonl"), "utf8");
}

onBothDatabases(
  "other threads find what one alone finds, and the first bad thing of all is said",
  async ({ db, opened }) => {
    const archive = freshArchive();
    await fillLog(db, archive);
    const { journal, evidenceFolder, seals, keys } = archive;
    const parts = { journal, list: openErasureList(evidenceFolder), opener: seals, known: keys.known() };
    const threads = logThreads({ databaseUrl: opened.url, evidenceFolder }, 0);
    const inThreads = () => verifyEvidence(db, { ...parts, threads });
    const alone = await verify(db, archive);
    expect(alone).toMatchObject({ records: 15, fault: null });
    expect(await inThreads()).toEqual(alone);
    const file = join(evidenceFolder, "journal.jsonl");
    const lines = readFileSync(file, "utf8").split("\n");
    for (const at of [1, lines.length - 2]) {
      writeFileSync(file, lines.with(at, (lines[at] ?? "").replace(/.(?=.{30}$)/, "~")).join("\n"));
      const { fault } = await verify(db, archive);
      expect(fault?.where).toContain("journal.jsonl");
      expect((await inThreads()).fault).toEqual(fault);
    }
  },
);
