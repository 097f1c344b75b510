import { expect } from "vitest";
import { enrol, findEnrolled, findEnrolment, leave, listEnrolled } from "#app/domain/enrolment.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { notePresentCourses } from "#app/domain/release.ts";
import { addLearner, addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { readLessons } from "#tests/support/sitting.ts";

const courseId = "course01";

onBothDatabases("a person enrols in an open course at its newest release, in the first cycle", async ({ db }) => {
  await publishSmall(db);
  const newest = await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "1.10.0" })),
  );
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "1.11.0", id: "course02" })),
  );
  const { id: personId } = await addPerson(db);
  const enrolled = await enrol(db, { personId, courseId, now: morning });
  expect(enrolled).toMatchObject({
    enrolment: { personId, cycle: 1, releaseId: newest.id, leftAt: null, place: null },
  });
  expect(await findEnrolment(db, { personId, courseId })).toEqual("enrolment" in enrolled && enrolled.enrolment);
});

onBothDatabases("fifty who enrol one person at once make one enrolment", async ({ db }) => {
  await publishSmall(db);
  const { id: personId } = await addPerson(db);
  const answers = await Promise.all(Array.from({ length: 50 }, () => enrol(db, { personId, courseId, now: morning })));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await db.selectFrom("enrolment").selectAll().execute()).toHaveLength(1);
});

onBothDatabases("whoever is enrolled stays on their release when a newer one comes", async ({ db }) => {
  const learner = await addLearner(db);
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "2.0.0" })),
  );
  const again = await enrol(db, { personId: learner.actor.id, courseId, now: later({ minutes: 1 }) });
  expect(again).toMatchObject({ enrolment: { releaseId: learner.release.id } });
});

onBothDatabases(
  "leaving sets an end, and returning takes up the same enrolment with all that was done",
  async ({ db }) => {
    const learner = await addLearner(db);
    const personId = learner.actor.id;
    await readLessons(db, learner, ["lesson11"]);
    await leave(db, { enrolment: learner.enrolment, now: later({ minutes: 1 }) });
    expect(await findEnrolment(db, { personId, courseId })).toMatchObject({
      leftAt: later({ minutes: 1 }).toISOString(),
    });
    expect(await findEnrolled(db, { personId, courseId })).toBeUndefined();
    expect(await findEnrolled(db, { personId, courseId, orLeft: true })).toBeDefined();
    expect(await listEnrolled(db, personId)).toEqual([]);

    const back = await enrol(db, { personId, courseId, now: later({ minutes: 2 }) });
    expect(back).toMatchObject({
      enrolment: { id: learner.enrolment.id, leftAt: null, enrolledAt: morning.toISOString() },
    });
    expect((await findEvidence(db, learner.enrolment.id)).reads).toHaveProperty("lesson11");
  },
);

onBothDatabases("leaving twice is leaving once", async ({ db }) => {
  const { enrolment } = await addLearner(db);
  await leave(db, { enrolment, now: later({ minutes: 1 }) });
  await leave(db, { enrolment, now: later({ minutes: 2 }) });
  const { personId } = enrolment;
  expect(await findEnrolment(db, { personId, courseId })).toMatchObject({
    leftAt: later({ minutes: 1 }).toISOString(),
  });
  const entries = await db.selectFrom("audit_entry").selectAll().where("act", "=", "leave course").execute();
  expect(entries).toHaveLength(1);
});

onBothDatabases("a course by assignment and one that is not there take nobody", async ({ db }) => {
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, enrolment: "assigned" })),
  );
  const { id: personId } = await addPerson(db);
  expect(await enrol(db, { personId, courseId, now: morning })).toEqual({ refused: "by-assignment" });
  expect(await enrol(db, { personId, courseId: "nowhere1", now: morning })).toEqual({ refused: "no-such-course" });
});

onBothDatabases("a course gone from its folder takes no new enrolments, and all else stays", async ({ db }) => {
  const learner = await addLearner(db);
  await notePresentCourses(db, { present: [], now: morning });
  const { id: personId } = await addPerson(db, "Bo Lind");
  expect(await enrol(db, { personId, courseId, now: morning })).toEqual({ refused: "taking-none" });
  await readLessons(db, learner, ["lesson11"]);
  await leave(db, { enrolment: learner.enrolment, now: later({ minutes: 1 }) });
  const back = await enrol(db, { personId: learner.actor.id, courseId, now: later({ minutes: 2 }) });
  expect(back).toMatchObject({ enrolment: { leftAt: null } });

  await notePresentCourses(db, { present: [courseId], now: later({ minutes: 3 }) });
  expect(await enrol(db, { personId, courseId, now: later({ minutes: 3 }) })).toHaveProperty("enrolment");
});

onBothDatabases("enrolling, leaving and returning are told in the audit trail", async ({ db }) => {
  const { enrolment } = await addLearner(db);
  await leave(db, { enrolment, now: later({ minutes: 1 }) });
  await enrol(db, { personId: enrolment.personId, courseId, now: later({ minutes: 2 }) });
  const entries = await db
    .selectFrom("audit_entry")
    .select("act")
    .where("subject_id", "=", enrolment.id)
    .orderBy("at")
    .execute();
  expect(entries.map(({ act }) => act)).toEqual(["enrol", "leave course", "return to course"]);
});
