import { expect } from "vitest";
import { submitAttempt } from "#app/domain/attempt.ts";
import { confirmName, findConfirmedName, signAttestation } from "#app/domain/completion.ts";
import { findRecord, hashPerson, listRecords } from "#app/domain/completion-record.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { progressIn } from "#app/domain/progress.ts";
import { addLearner, addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { answer, complete, finishModules, nameOneself, open, readLessons, sit, url } from "#tests/support/sitting.ts";

onBothDatabases("a learner who did all there is to do and signs holds one record", async ({ db }) => {
  const learner = await addLearner(db);
  const recordId = await complete(db, learner);
  const records = await listRecords(db, learner.actor.id);
  expect(records.map((record) => record.id)).toEqual([recordId]);
  expect(records[0]).toMatchObject({
    person: { name: "Ada N. Okafor", licences: [] },
    issuedAt: morning.toISOString(),
  });
});

onBothDatabases("the attestation cannot be signed while anything else is missing", async ({ db }) => {
  const learner = await addLearner(db);
  const sign = (confirmation = "none") => signAttestation(db, { ...learner, confirmation, url, now: morning });
  expect(await sign()).toEqual({ refused: "not-yet" });
  await readLessons(db, learner, ["lesson11", "lesson12"]);
  await sit(db, learner, "quiz0001", "right");
  await readLessons(db, learner, ["lesson21", "lesson22"]);
  expect(await sign()).toEqual({ refused: "not-yet" });
  expect(await db.selectFrom("attestation").selectAll().execute()).toEqual([]);
  await sit(db, learner, "quiz0002", "right");
  expect(await sign(await nameOneself(db, learner))).toHaveProperty("record", expect.any(String));
});

onBothDatabases("a name is not confirmed before its turn: all else is done and the evaluation sent", async ({ db }) => {
  const compiled = smallRelease((course) => ({
    ...course,
    completion: [{ kind: "evaluation-sent" }, ...course.completion],
  }));
  const learner = await addLearner(db, { release: await publishSmall(db, compiled) });
  const send = () =>
    confirmName(db, { ...learner, key: "early", name: "Ada N. Okafor", licences: [], url, now: morning });
  expect(await send()).toEqual({ refused: "not-yet" });
  await finishModules(db, learner);
  expect(await send()).toEqual({ refused: "not-yet" });
  expect(await findConfirmedName(db, learner.enrolment.id)).toBeUndefined();
  await db.insertInto("evaluation_sent").values({ enrolment_id: learner.enrolment.id }).execute();
  expect(await send()).toHaveProperty("confirmation", expect.any(String));
});

onBothDatabases("signing without a confirmed name is refused", async ({ db }) => {
  const learner = await addLearner(db);
  await finishModules(db, learner);
  expect(await signAttestation(db, { ...learner, confirmation: "none", url, now: morning })).toEqual({
    refused: "not-yet",
  });
});

onBothDatabases("a name that changed since the page was shown is not signed for", async ({ db }) => {
  const learner = await addLearner(db);
  await finishModules(db, learner);
  const confirmation = await nameOneself(db, learner, "Ada Okafor");
  await nameOneself(db, learner, "Ada N. Okafor", later({ minutes: 1 }));
  const signed = await signAttestation(db, { ...learner, confirmation, url, now: later({ minutes: 2 }) });
  expect(signed).toEqual({ refused: "name-changed" });
});

onBothDatabases("the name is frozen once the attestation is signed", async ({ db }) => {
  const learner = await addLearner(db);
  const recordId = await complete(db, learner);
  const again = { ...learner, key: "another", name: "Somebody Else", licences: [], url, now: later({ minutes: 1 }) };
  expect(await confirmName(db, again)).toEqual({ refused: "signed" });
  const record = await findRecord(db, { personId: learner.actor.id, recordId });
  expect(record?.person?.name).toBe("Ada N. Okafor");
});

onBothDatabases("a name form sent twice is one confirmation", async ({ db }) => {
  const learner = await addLearner(db);
  await finishModules(db, learner);
  const send = (name: string) => confirmName(db, { ...learner, key: "once", name, licences: [], url, now: morning });
  const first = await send("Ada Okafor");
  expect(await send("Ada Okafor")).toEqual(first);
  expect(await db.selectFrom("name_confirmation").selectAll().execute()).toHaveLength(1);
  expect(await findConfirmedName(db, learner.enrolment.id)).toMatchObject({ name: "Ada Okafor" });
});

onBothDatabases("fifty who sign at once are one record with one code", async ({ db }) => {
  const learner = await addLearner(db);
  await finishModules(db, learner);
  const confirmation = await nameOneself(db, learner);
  const sign = () => signAttestation(db, { ...learner, confirmation, url, now: morning });
  const answers = await Promise.all(Array.from({ length: 50 }, sign));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await db.selectFrom("completion_record").selectAll().execute()).toHaveLength(1);
  expect(await db.selectFrom("record_person").selectAll().execute()).toHaveLength(1);
});

onBothDatabases(
  "where nothing needs signing, the last quiz issues the record in its own transaction",
  async ({ db }) => {
    const compiled = smallRelease((course) => ({
      ...course,
      completion: [{ kind: "lessons-read" }, { kind: "quizzes-passed" }],
    }));
    const learner = await addLearner(db, { name: "Bo Lind", release: await publishSmall(db, compiled) });
    await readLessons(db, learner, ["lesson11", "lesson12"]);
    await sit(db, learner, "quiz0001", "right");
    await readLessons(db, learner, ["lesson21", "lesson22"]);
    const attempt = await open(db, learner, "quiz0002");
    await answer(db, learner, attempt, "right");
    expect(await listRecords(db, learner.actor.id)).toEqual([]);
    const submit = () => submitAttempt(db, { ...learner, attemptId: attempt.id, url, now: morning });
    await Promise.all(Array.from({ length: 50 }, submit));
    const records = await listRecords(db, learner.actor.id);
    expect(records).toHaveLength(1);
    expect(records[0]?.person).toEqual({ name: "Bo Lind", licences: [] });
  },
);

onBothDatabases("the entry names nobody, and its hash is that of the person's part", async ({ db }) => {
  const learner = await addLearner(db);
  const licences = [{ type: "LMFT", number: "12345", jurisdiction: "California" }];
  await finishModules(db, learner);
  const named = { ...learner, key: "k", name: "Ada N. Okafor", licences, url, now: morning };
  const confirmed = await confirmName(db, named);
  const confirmation = "confirmation" in confirmed ? confirmed.confirmation : "";
  await signAttestation(db, { ...learner, confirmation, url, now: morning });
  const row = await db.selectFrom("completion_record").selectAll().executeTakeFirstOrThrow();
  const part = await db.selectFrom("record_person").selectAll().executeTakeFirstOrThrow();
  for (const secret of ["Okafor", "12345", learner.actor.id, learner.enrolment.id, part.salt]) {
    expect(row.entry).not.toContain(secret);
  }
  expect(JSON.parse(row.entry).person.hash).toBe(hashPerson({ name: "Ada N. Okafor", licences }, part.salt));
});

onBothDatabases("the entry holds what a certificate must and nothing that it must not", async ({ db }) => {
  const learner = await addLearner(db);
  const recordId = await complete(db, learner);
  const record = await findRecord(db, { personId: learner.actor.id, recordId });
  expect(record?.entry).toMatchObject({
    course: {
      title: "Listening Well",
      version: "1.0.0",
      hash: learner.release.hash,
      deliveryFormat: expect.stringContaining("self-paced"),
    },
    provider: { address: url },
    approvals: [],
    statement: expect.stringMatching(/^This course has not been approved .* Hours shown are learning time\.$/),
    completedAt: morning.toISOString(),
    zone: "UTC",
    credit: { hours: 1, category: "general", estimate: true, worksheet: { method: "mergener", words: 14434 } },
    assessment: "Post-test passed (80% or above)",
    attestation: { signedAt: morning.toISOString(), text: expect.stringContaining("Hearing; Answering") },
    keep: { years: 8 },
  });
  expect(JSON.stringify(record?.entry)).not.toMatch(/"(score|attempts|answers|ordinal)"|CEU/);
  expect(record?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
});

onBothDatabases("another's record is not there", async ({ db }) => {
  const learner = await addLearner(db);
  const recordId = await complete(db, learner);
  const other = await addPerson(db, "Bo Lind");
  expect(await findRecord(db, { personId: other.id, recordId })).toBeUndefined();
  expect(await listRecords(db, other.id)).toEqual([]);
});

onBothDatabases("a record is neither changed nor deleted", async ({ db }) => {
  await complete(db, await addLearner(db));
  await expect(db.updateTable("completion_record").set({ code: "x" }).execute()).rejects.toThrow(/never changed/);
  await expect(db.deleteFrom("completion_record").execute()).rejects.toThrow(/never deleted/);
});

onBothDatabases("completing is told in the audit trail by ids alone", async ({ db }) => {
  const learner = await addLearner(db);
  const recordId = await complete(db, learner);
  const entries = await db.selectFrom("audit_entry").selectAll().where("subject_id", "=", recordId).execute();
  expect(entries).toMatchObject([
    { act: "complete course", actor_id: learner.actor.id, subject_kind: "completion-record" },
  ]);
});

onBothDatabases("every condition is told with its state and what it still asks for", async ({ db }) => {
  const learner = await addLearner(db);
  await readLessons(db, learner, ["lesson11"]);
  const evidence = await findEvidence(db, learner.enrolment.id);
  const { conditions } = progressIn({ course: learner.release.course, evidence });
  expect(conditions.map(({ condition, met }) => [condition, met])).toEqual([
    ["lessons-read", false],
    ["quizzes-passed", false],
    ["name-confirmed", false],
    ["attestation-signed", false],
  ]);
  expect(conditions[0]?.lessons.map(({ lesson }) => lesson.id)).toEqual(["lesson12", "lesson21", "lesson22"]);
  expect(conditions[1]?.quizzes.map(({ quiz }) => quiz.id)).toEqual(["quiz0001", "quiz0002"]);
});
