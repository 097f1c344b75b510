import { expect } from "vitest";
import { findRecord, listRecords } from "#app/domain/completion-record.ts";
import type { Renewal } from "#app/domain/course.ts";
import { enrol, findEnrolled, leave, listEnrolled } from "#app/domain/enrolment.ts";
import { findEvidence, nothingDone } from "#app/domain/progress/evidence.ts";
import { notePresentCourses } from "#app/domain/release.ts";
import { renew } from "#app/domain/renewal.ts";
import { verifyCode } from "#app/domain/verification.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { complete } from "#tests/support/sitting.ts";

const yearly: Renewal = { every: 12, from: "completion", window: 2, minGap: 0 };
/** Completed on the morning of 2 March 2026, in UTC. */
const opens = new Date("2027-01-02T00:00:00.000Z");
const beforeItOpens = new Date("2027-01-01T23:59:59.999Z");
const longAfter = new Date("2029-06-01T09:00:00.000Z");

onBothDatabases("a record names its last day and when renewal opens, as its release had it", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  const { entry } = await onlyRecord(db, learner);
  expect(entry).toMatchObject({ format: 3, validity: { expiresOn: "2027-03-02", renewFrom: "2027-01-02" } });
});

onBothDatabases("the practice's zone decides the day that a record is completed on", async ({ db }) => {
  await db.updateTable("practice").set({ zone: "Pacific/Kiritimati" }).execute();
  const { entry } = await onlyRecord(db, await addHolderOf(db, yearly, new Date("2028-02-28T11:00:00.000Z")));
  expect(entry.validity?.expiresOn).toBe("2029-02-28");
  expect(entry.validity?.renewFrom).toBe("2028-12-28");
});

onBothDatabases("a record of a course without renewal never ends and is never renewed", async ({ db }) => {
  const learner = await addHolderOf(db, null);
  expect((await onlyRecord(db, learner)).entry.validity).toBeNull();
  expect(await renewBy(db, learner, longAfter)).toEqual({ refused: "no-end", opensOn: null });
});

onBothDatabases("before the window renewal is refused, with the day from which it opens", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  expect(await renewBy(db, learner, beforeItOpens)).toEqual({ refused: "too-early", opensOn: "2027-01-02" });
  expect(await cyclesOf(db, learner)).toEqual([1]);
});

onBothDatabases("nothing is renewed that was not completed, or that one was never in", async ({ db }) => {
  const release = await publishSmall(
    db,
    smallRelease((course) => ({ ...course, renewal: yearly })),
  );
  const learner = await addLearner(db, { release });
  expect(await renewBy(db, learner, longAfter)).toEqual({ refused: "not-completed", opensOn: null });
  expect(await renew(db, { personId: learner.actor.id, courseId: "nowhere0", now: longAfter })).toBeUndefined();
});

onBothDatabases("in the window the next cycle opens on the newest release with nothing done", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  const newest = await publishVersion(db, "2.0.0");
  const renewed = await renewBy(db, learner, opens);
  const next = await findEnrolled(db, placeOf(learner));
  expect(renewed).toEqual({ enrolment: next?.enrolment.id });
  expect(next?.enrolment).toMatchObject({ cycle: 2, releaseId: newest.id, leftAt: null, place: null });
  expect(await findEvidence(db, next?.enrolment.id ?? "")).toEqual(nothingDone());
});

onBothDatabases("what was done in the earlier cycle stays as it was", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  const before = await findEvidence(db, learner.enrolment.id);
  await renewBy(db, learner, opens);
  expect(await findEvidence(db, learner.enrolment.id)).toEqual(before);
  expect(before.attempts).toHaveLength(2);
  expect(before.record).not.toBeNull();
});

onBothDatabases("an expired record can be renewed for as long as one likes", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  expect(await renewBy(db, learner, longAfter)).toHaveProperty("enrolment");
  expect(await cyclesOf(db, learner)).toEqual([1, 2]);
});

onBothDatabases("twenty who renew at once open one cycle", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  const answers = await Promise.all(Array.from({ length: 20 }, () => renewBy(db, learner, opens)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await cyclesOf(db, learner)).toEqual([1, 2]);
});

onBothDatabases("whoever left the cycle that they had opened comes back to it", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  const first = await renewBy(db, learner, opens);
  const next = await findEnrolled(db, placeOf(learner));
  if (!next) throw new Error("There is no next cycle.");
  await leave(db, { ...next, now: opens });
  expect(await renewBy(db, learner, longAfter)).toEqual(first);
  expect((await findEnrolled(db, placeOf(learner)))?.enrolment).toMatchObject({ cycle: 2, leftAt: null });
  await leave(db, { ...next, now: opens });
  expect(await enrol(db, { ...placeOf(learner), now: longAfter })).toMatchObject({ enrolment: { cycle: 2 } });
});

onBothDatabases("a course that is gone is not renewed, and its records stay", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  await notePresentCourses(db, { present: [], now: opens });
  expect(await renewBy(db, learner, opens)).toEqual({ refused: "taking-none", opensOn: null });
  expect(await listRecords(db, learner.actor.id)).toHaveLength(1);
});

onBothDatabases("each cycle has one record, and both verify as they stand", async ({ db }) => {
  const learner = await addHolderOf(db, { ...yearly, from: "expiry" });
  const second = await completeAgain(db, learner, new Date("2027-02-01T09:00:00.000Z"));
  const records = await listRecords(db, learner.actor.id);
  expect(records.map(({ id }) => id)).toContain(second);
  expect(records.map(({ entry }) => entry.validity?.expiresOn).sort()).toEqual(["2027-03-02", "2028-03-02"]);
  const standing = async (at: string) => {
    const all = records.map(({ code }) => verifyCode(db, { code, ip: "192.0.2.1", now: new Date(at) }));
    return (await Promise.all(all)).map((found) => ("verified" in found ? found.verified.state : found.refused)).sort();
  };
  expect(await standing("2027-03-02T23:00:00.000Z")).toEqual(["valid", "valid"]);
  expect(await standing("2027-03-03T00:00:00.000Z")).toEqual(["expired", "valid"]);
  expect(await standing("2028-03-03T00:00:00.000Z")).toEqual(["expired", "expired"]);
});

onBothDatabases("My learning and every page of the course follow the newest cycle", async ({ db }) => {
  const learner = await addHolderOf(db, yearly);
  await renewBy(db, learner, opens);
  const listed = await listEnrolled(db, learner.actor.id);
  expect(listed.map(({ enrolment }) => enrolment.cycle)).toEqual([2]);
});

async function addHolderOf(db: Db, renewal: Renewal | null, now = morning): Promise<Learner> {
  const release = await publishSmall(
    db,
    smallRelease((course) => ({ ...course, renewal })),
  );
  const learner = await addLearner(db, { release });
  await complete(db, learner, now);
  return learner;
}

async function completeAgain(db: Db, learner: Learner, now: Date): Promise<string> {
  await renewBy(db, learner, now);
  const next = await findEnrolled(db, placeOf(learner));
  if (!next) throw new Error("There is no next cycle.");
  return complete(db, { actor: learner.actor, ...next }, now);
}

function publishVersion(db: Db, version: string) {
  return publishSmall(
    db,
    smallRelease((course) => ({ ...course, renewal: yearly, version })),
  );
}

function renewBy(db: Db, learner: Learner, now: Date) {
  return renew(db, { ...placeOf(learner), now });
}

function placeOf({ actor, release }: Learner) {
  return { personId: actor.id, courseId: release.courseId };
}

async function cyclesOf(db: Db, { actor }: Learner): Promise<number[]> {
  const rows = await db.selectFrom("enrolment").select("cycle").where("person_id", "=", actor.id).execute();
  return rows.map(({ cycle }) => cycle).sort();
}

async function onlyRecord(db: Db, { actor }: Learner) {
  const [record] = await listRecords(db, actor.id);
  const found = record && (await findRecord(db, { personId: actor.id, recordId: record.id }));
  if (!found) throw new Error("There is no record.");
  return found;
}
