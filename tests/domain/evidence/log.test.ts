import { appendFileSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { submitAttempt } from "#app/domain/attempt.ts";
import { completeLate, signAttestation } from "#app/domain/completion.ts";
import { listRecords } from "#app/domain/completion-record.ts";
import { lookAtEvidence } from "#app/domain/evidence/health.ts";
import { sealLabelOf } from "#app/domain/evidence/journal-line.ts";
import { appendEntry, findLogPlace, findStanding, withdrawPerson } from "#app/domain/evidence.ts";
import { takeDue } from "#app/domain/outbox.ts";
import { transact } from "#db/open.ts";
import { addLearner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { freshDatabase, onBothDatabases } from "#tests/support/database.ts";
import { addRecord, endRecord, freshArchive, startWith, verify, writeOut } from "#tests/support/evidence.ts";
import { answer, complete, finishModules, nameOneself, open, readLessons, sit, url } from "#tests/support/sitting.ts";

onBothDatabases("a record enters the log with its issue, and is then in the journal and signed", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  const recordId = await complete(db, await addLearner(db));
  expect(await findLogPlace(db, recordId)).toEqual({ number: 2, signedAt: null });
  expect(await verify(db, archive)).toMatchObject({ entries: 2, waiting: 1, fault: null });
  await writeOut(db, archive, later({ minutes: 1 }));
  expect(await findLogPlace(db, recordId)).toEqual({ number: 2, signedAt: later({ minutes: 1 }).toISOString() });
  expect(await verify(db, archive)).toMatchObject({ entries: 2, records: 1, checkpoints: 2, waiting: 0, fault: null });
  const text = readFileSync(join(archive.evidenceFolder, "journal.jsonl"), "utf8");
  expect(text.split("\n")).toHaveLength(5);
  expect(text).not.toContain("Okafor");
});

onBothDatabases("the journal, its folder and the keys are readable by their user alone", async ({ db }) => {
  const { evidenceFolder, keysFolder, ...archive } = freshArchive();
  await startWith(db, { evidenceFolder, keysFolder, ...archive });
  await addRecord(db);
  await writeOut(db, { evidenceFolder, keysFolder, ...archive });
  for (const file of [
    evidenceFolder,
    keysFolder,
    join(evidenceFolder, "journal.jsonl"),
    join(keysFolder, "evidence.key"),
    join(keysFolder, "evidence.pub"),
  ])
    expect(statSync(file).mode & 0o077, file).toBe(0);
});

onBothDatabases("writing out again, or twice at once, adds nothing", async ({ db }) => {
  const archive = freshArchive();
  const other = freshArchive(archive.folder);
  await startWith(db, archive);
  for (let at = 0; at < 3; at++) await addRecord(db);
  await Promise.all([writeOut(db, archive), writeOut(db, other), writeOut(db, archive)]);
  const size = archive.journal.size();
  await writeOut(db, other);
  expect(archive.journal.size()).toBe(size);
  expect(await verify(db, archive)).toMatchObject({ entries: 4, waiting: 0, fault: null });
});

onBothDatabases("records that are issued at once take a place each, in one order", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  const release = await publishSmall(db);
  const learners = [];
  for (let at = 0; at < 8; at++) learners.push(await addLearner(db, { release }));
  await Promise.all(learners.map((learner) => addRecord(db, { learner })));
  await writeOut(db, archive);
  expect(await verify(db, archive)).toMatchObject({ entries: 9, records: 8, fault: null });
});

onBothDatabases("records from before there was a log enter it in order of issue, marked so, once", async ({ db }) => {
  const archive = freshArchive();
  const release = await publishSmall(db);
  for (const minutes of [30, 10, 20]) {
    const { actor, enrolment } = await addLearner(db, { release });
    const row = {
      person_id: actor.id,
      course_id: release.courseId,
      cycle: 1,
      enrolment_id: enrolment.id,
      release_id: release.id,
    };
    const entry = `{"person":{"hash":"hash ${minutes}"}}`;
    const issued_at = later({ minutes }).toISOString();
    await db
      .insertInto("completion_record")
      .values({ ...row, id: `r${minutes}`, code: `c${minutes}`, issued_at, replaces: null, entry })
      .execute();
  }
  for (const _ of "twice") await startWith(db, archive, later({ minutes: 60 }));
  const entries = await db.selectFrom("evidence_entry").selectAll().orderBy("position").execute();
  expect(entries.map(({ kind, record_id }) => record_id ?? kind)).toEqual(["key", "r10", "r20", "r30"]);
  expect(JSON.parse(entries[1]?.body ?? "")).toMatchObject({
    earlier: true,
    issued: later({ minutes: 10 }).toISOString(),
  });
  const forged = { id: "forged", code: "x", issued_at: morning.toISOString(), replaces: "r10", entry: "{}" };
  const { id: _, ...holder } = await db
    .selectFrom("completion_record")
    .selectAll()
    .where("id", "=", "r10")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("completion_record")
    .values({ ...holder, ...forged })
    .execute();
  await startWith(db, archive, later({ minutes: 60 }));
  expect(await db.selectFrom("evidence_entry").selectAll().execute()).toHaveLength(4);
});

onBothDatabases(
  "while the clock stands behind the last entry nothing is issued, and the refusal says why",
  async ({ db }) => {
    const learner = await addLearner(db);
    await addRecord(db, { learner: await addLearner(db, { release: learner.release }), now: later({ minutes: 60 }) });
    await finishModules(db, learner);
    const confirmation = await nameOneself(db, learner);
    const sign = (minutes: number) => signAttestation(db, { ...learner, confirmation, url, now: later({ minutes }) });
    expect(await sign(54)).toEqual({ refused: "clock-set-back" });
    const own = db.selectFrom("attestation").selectAll().where("enrolment_id", "=", learner.enrolment.id);
    expect(await own.execute()).toEqual([]);
    expect(await sign(56)).toMatchObject({ record: expect.any(String) });
    const times = await db.selectFrom("evidence_entry").select("at").orderBy("position").execute();
    expect(times.map(({ at }) => at)).toEqual([
      later({ minutes: 60 }).toISOString(),
      later({ minutes: 60 }).toISOString(),
    ]);
  },
);

onBothDatabases(
  "a quiz that completes a course while the clock stands behind is taken; its record comes when the clock is right",
  async ({ db }) => {
    const completion = [{ kind: "quizzes-passed" as const }];
    const release = await publishSmall(
      db,
      smallRelease((course) => ({ ...course, completion })),
    );
    const learner = await addLearner(db, { release });
    await addRecord(db, { learner: await addLearner(db, { release }), now: later({ minutes: 60 }) });
    await readLessons(db, learner, ["lesson11", "lesson12"]);
    await sit(db, learner, "quiz0001", "right");
    await readLessons(db, learner, ["lesson21", "lesson22"]);
    const attempt = await open(db, learner, "quiz0002");
    await answer(db, learner, attempt, "right");
    const now = later({ minutes: 50 });
    expect(await submitAttempt(db, { ...learner, attemptId: attempt.id, url, now })).toEqual({ attempt: attempt.id });
    expect(await listRecords(db, learner.actor.id)).toEqual([]);
    const due = async (minutes: number) => {
      const effects = await takeDue(db, { now: later({ minutes }) });
      return effects.flatMap((effect) => (effect.kind === "late-record" ? [effect.payload] : []));
    };
    expect(await due(54)).toEqual([]);
    const [late] = await due(55);
    const enrolmentId = late?.enrolmentId ?? "";
    expect(enrolmentId).toBe(learner.enrolment.id);
    await expect(completeLate(db, { enrolmentId, url, now })).rejects.toThrow("still stands behind");
    for (const said of ["issued", "issued"])
      expect(await completeLate(db, { enrolmentId, url, now: later({ minutes: 55 }) })).toBe(said);
    const records = await listRecords(db, learner.actor.id);
    expect(records.map(({ issuedAt }) => issuedAt)).toEqual([later({ minutes: 60 }).toISOString()]);
  },
);

onBothDatabases("revoked, superseded and withdrawn are entries of their own, once each", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  const learner = await addLearner(db);
  const first = await addRecord(db, { learner });
  const second = await addRecord(db, { learner, name: "Ada Okafor-Lind", replaces: first });
  await endRecord(db, first);
  await expect(endRecord(db, first)).rejects.toThrow();
  const revoke = { facts: { kind: "revoke" as const, record: first, reason: "again" }, now: morning };
  await expect(transact(db, (db) => appendEntry(db, revoke))).rejects.toThrow();
  await transact(db, async (db) => {
    await appendEntry(db, { facts: { kind: "artifact", record: second, artifact: "pdf", hash: "x" }, now: morning });
  });
  expect(await findStanding(db, first)).toEqual({
    revoked: { at: morning.toISOString() },
    supersededBy: second,
    supersededAt: morning.toISOString(),
    withdrawn: false,
  });
  await writeOut(db, archive);
  for (const _ of "twice") await transact(db, (db) => withdrawPerson(db, { recordId: second, now: morning }));
  expect(await findStanding(db, second)).toMatchObject({ revoked: null, supersededBy: null, withdrawn: true });
  expect(await verify(db, archive)).toMatchObject({ records: 2, withdrawn: 1, waiting: 1, fault: null });
  await writeOut(db, archive);
  expect(archive.seals.lacking([first, second])).toEqual([second]);
  expect(await verify(db, archive)).toMatchObject({ entries: 6, withdrawn: 1, waiting: 0, fault: null });
});

onBothDatabases("the database lets nobody change or take away what the log rests on", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  await addRecord(db);
  await expect(db.updateTable("evidence_entry").set({ body: "{}" }).execute()).rejects.toThrow("never changed");
  await expect(db.deleteFrom("evidence_entry").execute()).rejects.toThrow("never deleted");
  await expect(db.updateTable("evidence_checkpoint").set({ note: "" }).execute()).rejects.toThrow("never changed");
  await expect(db.deleteFrom("evidence_checkpoint").execute()).rejects.toThrow("never deleted");
  await expect(db.updateTable("evidence_head").set({ size: 1 }).execute()).rejects.toThrow("only grows");
  await expect(db.deleteFrom("evidence_head").execute()).rejects.toThrow("only grows");
  await expect(db.deleteFrom("record_person").execute()).rejects.toThrow("withdrawal is in the log");
});

onBothDatabases(
  "a torn last line is cut off by one who had looked at the journal's end before it wrote",
  async ({ db }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    const file = join(archive.evidenceFolder, "journal.jsonl");
    appendFileSync(file, '{"before":"half of a li');
    // As a start does, to see whether there is a log; and as a server does beside one that died within a line.
    expect(archive.journal.end().entries).toBe(1);
    await addRecord(db);
    await writeOut(db, archive);
    expect(readFileSync(file, "utf8")).not.toContain("half of a li");
    expect(await verify(db, archive)).toMatchObject({ records: 1, fault: null });
  },
);

onBothDatabases("a torn last line is cut off at a start, and the entry is written again", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  const file = join(archive.evidenceFolder, "journal.jsonl");
  const whole = readFileSync(file, "utf8");
  appendFileSync(file, '{"before":"half a li');
  expect((await verify(db, archive)).fault).toEqual({
    where: "journal.jsonl, line 3",
    rule: "is torn: a start cuts it off",
  });
  await addRecord(db);
  expect(await startWith(db, archive)).toMatchObject({ torn: 20, restored: 0, nameless: 0 });
  expect(readFileSync(file, "utf8").startsWith(whole)).toBe(true);
  expect(await verify(db, archive)).toMatchObject({ entries: 2, waiting: 0, fault: null });
});

onBothDatabases("a journal that is gone is written anew from the database", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  for (let at = 0; at < 2; at++) await addRecord(db);
  await writeOut(db, archive);
  rmSync(archive.evidenceFolder, { recursive: true });
  const again = freshArchive(archive.folder);
  expect((await verify(db, again)).fault).toEqual({ where: "journal.jsonl", rule: "lacks entry 1" });
  await startWith(db, again);
  expect(await verify(db, again)).toMatchObject({ entries: 3, fault: null });
});

onBothDatabases(
  "an old copy of the database gets every record back from the journal, and nobody who was erased",
  async ({ db }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    const learner = await addLearner(db);
    const kept = await addRecord(db, { learner, name: "Kept Lind" });
    const superseding = await addRecord(db, { learner, name: "Kept Lind-Moss", replaces: kept });
    const erased = await addRecord(db, { name: "Erased Moss" });
    await writeOut(db, archive);
    const sealed = archive.seals.seal("", sealLabelOf(erased));
    await transact(db, (db) => withdrawPerson(db, { recordId: erased, now: morning }));
    await endRecord(db, kept);
    await writeOut(db, archive);
    const rows = async (from = db) => [
      await from.selectFrom("completion_record").selectAll().orderBy("id").execute(),
      await from.selectFrom("record_person").selectAll().orderBy("record_id").execute(),
      await from.selectFrom("record_revocation").selectAll().orderBy("record_id").execute(),
      await from.selectFrom("evidence_entry").selectAll().orderBy("position").execute(),
      await from.selectFrom("evidence_checkpoint").selectAll().orderBy("size").execute(),
      await from.selectFrom("evidence_head").selectAll().execute(),
    ];
    const all = await rows();

    const { db: old } = await freshDatabase("sqlite");
    expect(await startWith(old, archive)).toEqual({
      ...{ torn: 0, lacked: 0, restored: 3, nameless: 0 },
      ...{ revoked: 1, unnamed: 1, accounts: 0 },
    });
    expect(await rows(old)).toEqual(all);
    expect(JSON.stringify(await rows(old))).not.toContain("Erased");
    expect(sealed && archive.seals.open(sealed, sealLabelOf(erased))).toBeUndefined();
    expect(await verify(old, archive)).toMatchObject({ entries: 6, records: 3, withdrawn: 1, fault: null });
    expect((await findStanding(old, kept)).supersededBy).toBe(superseding);
  },
);

onBothDatabases("a copy from before an erasure does not bring the person back", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  const recordId = await addRecord(db, { name: "Erased Moss" });
  await writeOut(db, archive);
  // The copy: the same rows, and a journal that has gone on.
  const other = await freshDatabase("sqlite");
  await startWith(other.db, archive);
  expect(await other.db.selectFrom("record_person").select("name").execute()).toEqual([{ name: "Erased Moss" }]);
  await transact(db, (db) => withdrawPerson(db, { recordId, now: morning }));
  await writeOut(db, archive);
  await startWith(other.db, archive);
  expect(await other.db.selectFrom("record_person").selectAll().execute()).toEqual([]);
  expect(await verify(other.db, archive)).toMatchObject({ withdrawn: 1, fault: null });
});

onBothDatabases("a journal of another history is refused, and nothing is changed", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  await addRecord(db);
  await writeOut(db, archive);
  const { db: other } = await freshDatabase("sqlite");
  const elsewhere = freshArchive();
  await startWith(other, elsewhere);
  await addRecord(other);
  await writeOut(other, elsewhere);
  expect(await startWith(db, elsewhere)).toEqual({ refused: "another-history", line: 1 });
  expect(await verify(db, archive)).toMatchObject({ fault: null });
});

onBothDatabases(
  "at first sight the journal is whole, behind or ahead, and the key there, lost or another",
  async ({ db }) => {
    const archive = freshArchive();
    const look = async (from = archive, key = archive.keys.signing()?.key) => {
      const journal = { end: from.journal.end(), isTorn: from.journal.read().isTorn };
      return (await lookAtEvidence(db, { journal, signingKey: key })).ailments;
    };
    expect(await look()).toEqual([]);
    await startWith(db, archive);
    expect(await look()).toEqual([]);
    await addRecord(db);
    expect(await look()).toEqual([
      { kind: "journal-behind", entries: 1 },
      { kind: "unsigned", entries: 1 },
    ]);
    await writeOut(db, archive);
    expect(await look()).toEqual([]);
    const { ailments } = await lookAtEvidence(db, { journal: undefined, signingKey: undefined });
    expect(ailments).toEqual([{ kind: "journal-behind", entries: 2 }, { kind: "no-signing-key" }]);
    expect(await look(archive, "another+00000000+AQ==")).toEqual([{ kind: "strange-signing-key" }]);
    appendFileSync(join(archive.evidenceFolder, "journal.jsonl"), "half");
    expect(await look()).toEqual([{ kind: "torn" }]);
    const { db: old } = await freshDatabase("sqlite");
    const older = await lookAtEvidence(old, {
      journal: { end: archive.journal.end(), isTorn: false },
      signingKey: "x",
    });
    expect(older.ailments).toEqual([{ kind: "journal-ahead", entries: 2 }]);
  },
);

onBothDatabases("a lost signing key signs nothing, and the journal is kept all the same", async ({ db }) => {
  const archive = freshArchive();
  await startWith(db, archive);
  rmSync(join(archive.keysFolder, "evidence.key"));
  await addRecord(db);
  await expect(writeOut(db, archive)).rejects.toThrow("no signing key");
  expect(await verify(db, archive)).toMatchObject({ entries: 2, waiting: 1, fault: null });
  expect(archive.journal.end().entries).toBe(2);
});
