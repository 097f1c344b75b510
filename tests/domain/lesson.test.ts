import { expect } from "vitest";
import { findEnrolment } from "#app/domain/enrolment.ts";
import { markRead, savePlace } from "#app/domain/lesson.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { readLessons, sit, url } from "#tests/support/sitting.ts";

onBothDatabases(
  "a lesson is read when the button at its end was pressed, and the next step is answered",
  async ({ db }) => {
    const learner = await addLearner(db);
    expect(await press(db, learner, "lesson11", 1)).toMatchObject({
      next: { kind: "lesson", lesson: { id: "lesson12" } },
    });
    expect(await press(db, learner, "lesson12", 1)).toMatchObject({ next: { kind: "quiz", quiz: { id: "quiz0001" } } });
    expect((await findEvidence(db, learner.enrolment.id)).reads).toMatchObject({
      lesson11: { ordinal: 1 },
      lesson12: { ordinal: 1 },
    });
  },
);

onBothDatabases("fifty presses of one button are one reading, answered alike", async ({ db }) => {
  const learner = await addLearner(db);
  const answers = await Promise.all(Array.from({ length: 50 }, () => press(db, learner, "lesson11", 1)));
  expect(new Set(answers.map((answer) => answer?.next.kind)).size).toBe(1);
  expect(await db.selectFrom("lesson_read").selectAll().execute()).toHaveLength(1);
});

onBothDatabases("an old page's button does not read again, and no button skips a reading", async ({ db }) => {
  const learner = await addLearner(db);
  await press(db, learner, "lesson11", 1);
  await press(db, learner, "lesson11", 1, later({ minutes: 9 }));
  expect((await findEvidence(db, learner.enrolment.id)).reads.lesson11).toEqual({
    ordinal: 1,
    at: morning.toISOString(),
  });
  await press(db, learner, "lesson11", 9_000, later({ minutes: 10 }));
  expect((await findEvidence(db, learner.enrolment.id)).reads.lesson11?.ordinal).toBe(2);
});

onBothDatabases(
  "the next step lies ahead of the lesson, and behind it only when nothing is left ahead",
  async ({ db }) => {
    const learner = await addLearner(db);
    expect(await press(db, learner, "lesson12", 1)).toMatchObject({ next: { kind: "quiz" } });
    await sit(db, learner, "quiz0001", "right");
    expect(await press(db, learner, "lesson12", 2)).toMatchObject({
      next: { kind: "lesson", lesson: { id: "lesson11" } },
    });
  },
);

onBothDatabases("a locked lesson is not marked read and keeps no place, like one that is not there", async ({ db }) => {
  const learner = await addLearner(db);
  for (const lessonId of ["lesson21", "nowhere1"]) {
    expect(await press(db, learner, lessonId, 1)).toBeUndefined();
    expect(await savePlace(db, { ...learner, lessonId, anchor: null, now: morning })).toBeUndefined();
  }
  expect(await db.selectFrom("lesson_read").selectAll().execute()).toEqual([]);
  expect(await db.selectFrom("enrolment_place").selectAll().execute()).toEqual([]);
});

onBothDatabases("a place is one row, and an anchor that is not in the lesson is its beginning", async ({ db }) => {
  const learner = await addLearner(db);
  const keep = (anchor: string | null, minutes: number) =>
    savePlace(db, { ...learner, lessonId: "lesson11", anchor, now: later({ minutes }) });
  expect(await keep("a-pause", 1)).toEqual({ savedAt: later({ minutes: 1 }).toISOString() });
  expect(await placeOf(db, learner)).toMatchObject({ lessonId: "lesson11", anchor: "a-pause" });
  await keep('x"><script>', 2);
  expect(await placeOf(db, learner)).toEqual({
    lessonId: "lesson11",
    anchor: null,
    at: later({ minutes: 2 }).toISOString(),
  });
  expect(await db.selectFrom("enrolment_place").selectAll().execute()).toHaveLength(1);
});

onBothDatabases("marking read names the release that was read", async ({ db }) => {
  const learner = await addLearner(db);
  await readLessons(db, learner, ["lesson11"]);
  const row = await db.selectFrom("lesson_read").selectAll().executeTakeFirstOrThrow();
  expect(row.release_id).toBe(learner.release.id);
});

function press(db: Db, learner: Learner, lessonId: string, ordinal: number, now = morning) {
  return markRead(db, { ...learner, lessonId, ordinal, url, now });
}

async function placeOf(db: Db, { actor, release }: Learner) {
  return (await findEnrolment(db, { personId: actor.id, courseId: release.courseId }))?.place;
}
