import fc from "fast-check";
import { expect, test } from "vitest";
import { signAttestation } from "#app/domain/completion.ts";
import type { Release } from "#app/domain/course.ts";
import { findEnrolment } from "#app/domain/enrolment.ts";
import { savePlace } from "#app/domain/lesson.ts";
import { type Evidence, findEvidence, listEvidence } from "#app/domain/progress/evidence.ts";
import { modulesOf, outlineForLearner } from "#app/domain/progress/outline.ts";
import { findReadable, findTakeable, type Next, nextAfter, type Progress, progressIn } from "#app/domain/progress.ts";
import type { Db } from "#db/open.ts";
import { addLearner, addPerson, type Learner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { endRecord } from "#tests/support/evidence.ts";
import { complete, finishModules, nameOneself, open, readLessons, sit, url } from "#tests/support/sitting.ts";

onBothDatabases("who has just enrolled has six steps before them and begins with the first lesson", async ({ db }) => {
  const progress = await progressOf(db, await addLearner(db));
  expect(progress).toMatchObject({ steps: { done: 0, total: 6 }, minutesLeft: 60 });
  expect(nameOf(progress.next)).toBe("lesson lesson11");
  expect(progress.modules.map(({ state }) => state)).toEqual(["open", "locked"]);
  expect(progress.modules[1]?.needs.map(({ id }) => id)).toEqual(["module01"]);
});

onBothDatabases(
  "continue leads through lessons, quizzes, the name and the attestation to the record",
  async ({ db }) => {
    const learner = await addLearner(db);
    const next = async () => nameOf((await progressOf(db, learner)).next);
    await readLessons(db, learner, ["lesson11"]);
    expect(await next()).toBe("lesson lesson12");
    await readLessons(db, learner, ["lesson12"]);
    expect(await next()).toBe("quiz quiz0001");
    const { id } = await open(db, learner, "quiz0001");
    expect(await next()).toBe(`attempt ${id}`);
    await sit(db, learner, "quiz0001", "right");
    expect(await next()).toBe("lesson lesson21");
    await readLessons(db, learner, ["lesson21", "lesson22"]);
    await sit(db, learner, "quiz0002", "right");
    expect(await next()).toBe("completion");
    const finished = await progressOf(db, learner);
    expect(finished).toMatchObject({ steps: { done: 6, total: 6 }, minutesLeft: 0 });
  },
);

onBothDatabases("an elective is neither a step nor a condition, and who reads one goes on in it", async ({ db }) => {
  const release = smallRelease((course) => ({
    ...course,
    modules: course.modules.map((module, at) =>
      at === 1 ? { ...module, elective: { minutes: 40, hours: 0.5 } } : module,
    ),
  }));
  const learner = await addLearner(db, { release: await publishSmall(db, release) });
  expect(await progressOf(db, learner)).toMatchObject({ steps: { done: 0, total: 3 }, minutesLeft: 30 });
  await readLessons(db, learner, ["lesson11", "lesson12"]);
  await sit(db, learner, "quiz0001", "right");
  const asked = await progressOf(db, learner);
  expect(nameOf(asked.next)).toBe("completion");
  expect(asked.conditions.map(({ met }) => met)).toEqual([true, true, false, false]);
  expect(nameOf(nextAfter(asked, "lesson12"))).toBe("completion");
  expect(nameOf(nextAfter(asked, "lesson21"))).toBe("lesson lesson22");
  const { electives } = modulesOf(outlineForLearner(learner.release.course, asked));
  expect(electives.map(({ id, electiveHours, state }) => [id, electiveHours, state])).toEqual([
    ["module02", 0.5, "open"],
  ]);
  const confirmation = await nameOneself(db, learner);
  await signAttestation(db, { ...learner, confirmation, url, now: morning });
  expect((await progressOf(db, learner)).record).not.toBeNull();
});

onBothDatabases("with the record there is nothing to continue but to see it", async ({ db }) => {
  const learner = await addLearner(db);
  const recordId = await complete(db, learner);
  const { next, conditions } = await progressOf(db, learner);
  expect(next).toEqual({ kind: "record", recordId, isRevoked: false });
  await endRecord(db, recordId);
  expect((await progressOf(db, learner)).next).toEqual({ kind: "record", recordId, isRevoked: true });
  expect(conditions.every(({ met }) => met)).toBe(true);
});

onBothDatabases("continue returns to the very heading where a lesson was left", async ({ db }) => {
  const learner = await addLearner(db);
  await savePlace(db, { ...learner, lessonId: "lesson12", anchor: "a-pause", now: later({ minutes: 5 }) });
  const { next } = await progressOf(db, learner);
  expect(next).toMatchObject({ kind: "lesson", lesson: { id: "lesson12" }, anchor: "a-pause" });
  await readLessons(db, learner, ["lesson12"]);
  expect(nameOf((await progressOf(db, learner)).next)).toBe("lesson lesson11");
});

onBothDatabases(
  "whoever was last in a quiz continues there, and whoever was last in a lesson there",
  async ({ db }) => {
    const learner = await addLearner(db);
    await savePlace(db, { ...learner, lessonId: "lesson11", anchor: null, now: morning });
    const { id } = await open(db, learner, "quiz0001");
    expect(nameOf((await progressOf(db, learner)).next)).toBe(`attempt ${id}`);
    await savePlace(db, { ...learner, lessonId: "lesson11", anchor: null, now: later({ minutes: 1 }) });
    expect(nameOf((await progressOf(db, learner)).next)).toBe("lesson lesson11");
  },
);

onBothDatabases("a lesson to read again is a step not done, until it is read again", async ({ db }) => {
  const learner = await addLearner(db);
  await readLessons(db, learner, ["lesson11", "lesson12"]);
  for (const _ of [1, 2, 3]) await sit(db, learner, "quiz0001", "wrong");
  const before = await progressOf(db, learner);
  expect(before.modules[0]?.lessons.map(({ state }) => state)).toEqual(["again", "again"]);
  expect(before.steps.done).toBe(0);
  expect(nameOf(before.next)).toBe("lesson lesson11");
  await readLessons(db, learner, ["lesson11", "lesson12"]);
  const after = await progressOf(db, learner);
  expect(after.modules[0]?.lessons.map(({ state }) => state)).toEqual(["read", "read"]);
  expect(nameOf(after.next)).toBe("quiz quiz0001");
});

onBothDatabases("a lesson that is not required is no step and is not asked for", async ({ db }) => {
  const optional = smallRelease((course) => ({
    ...course,
    modules: course.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson, at) => ({ ...lesson, required: at === 0 })),
    })),
  }));
  const learner = await addLearner(db, { release: await publishSmall(db, optional) });
  await readLessons(db, learner, ["lesson11"]);
  const progress = await progressOf(db, learner);
  expect(progress.steps).toEqual({ done: 1, total: 4 });
  expect(nameOf(progress.next)).toBe("quiz quiz0001");
  expect(progress.conditions[0]?.lessons.map(({ lesson }) => lesson.id)).toEqual(["lesson21"]);
});

onBothDatabases("nothing of a locked module can be read or taken, like what is not there", async ({ db }) => {
  const learner = await addLearner(db);
  const progress = await progressOf(db, learner);
  expect(findReadable(progress, "lesson21")).toBeUndefined();
  expect(findReadable(progress, "nowhere1")).toBeUndefined();
  expect(findTakeable(progress, "quiz0002")).toBeUndefined();
  await readLessons(db, learner, ["lesson11", "lesson12"]);
  await sit(db, learner, "quiz0001", "right");
  expect(findReadable(await progressOf(db, learner), "lesson21")).toBeDefined();
});

onBothDatabases("the evidence of many enrolments is told apart", async ({ db }) => {
  const ada = await addLearner(db);
  const bo = await addLearner(db, { name: "Bo Lind" });
  await readLessons(db, ada, ["lesson11"]);
  await finishModules(db, bo);
  await nameOneself(db, bo);
  const all = await listEvidence(db, [ada.enrolment.id, bo.enrolment.id]);
  expect(Object.keys(all.get(ada.enrolment.id)?.reads ?? {})).toEqual(["lesson11"]);
  expect(all.get(bo.enrolment.id)?.attempts.map(({ passed }) => passed)).toEqual([true, true]);
  expect(all.get(bo.enrolment.id)?.name).not.toBeNull();
  expect(await listEvidence(db, [])).toEqual(new Map());
});

onBothDatabases("a person who is not enrolled has no enrolment to progress in", async ({ db }) => {
  await publishSmall(db);
  const { id: personId } = await addPerson(db);
  expect(await findEnrolment(db, { personId, courseId: "course01" })).toBeUndefined();
});

const { course } = smallRelease();
const lessonIds = course.modules.flatMap(({ lessons }) => lessons.map(({ id }) => id));
const quizIds = course.modules.flatMap(({ quiz }) => (quiz ? [quiz.id] : []));

test("progress never exceeds the whole, and equals a plain recount", () => {
  const sitting = fc.record({ quizId: fc.constantFrom(...quizIds), passed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lessonIds)), fc.array(sitting, { maxLength: 8 }), (read, sittings) => {
      const evidence = evidenceOf(read, sittings);
      const { steps, minutesLeft, ...of } = progressIn({ course, evidence });
      const passed = quizIds.filter((id) => sittings.some((one) => one.quizId === id && one.passed));
      expect([of.read.done, of.passed.done]).toEqual([new Set(read).size, passed.length]);
      expect(steps.done).toBe(new Set(read).size + passed.length);
      expect(steps.done).toBeLessThanOrEqual(steps.total);
      expect(minutesLeft).toBe(60 - 10 * steps.done);
    }),
  );
});

/** Evidence in which nothing was missed, so that nothing is to be read again. */
function evidenceOf(read: string[], sittings: { quizId: string; passed: boolean }[]): Evidence {
  const at = morning.toISOString();
  return {
    reads: Object.fromEntries(read.map((id) => [id, { ordinal: 1, at }])),
    attempts: sittings.map((sitting, index) => {
      return { ...sitting, id: `${index}`, ordinal: index + 1, openedAt: at, submittedAt: at, missed: null };
    }),
    granted: [],
    vignettes: {},
    isEvaluated: false,
    signOff: null,
    name: null,
    attestation: null,
    record: null,
    kept: [],
  };
}

async function progressOf(db: Db, { actor, release }: Learner): Promise<Progress> {
  const enrolment = await findEnrolment(db, { personId: actor.id, courseId: release.courseId });
  if (!enrolment) throw new Error("Not enrolled.");
  return progressFor(release, await findEvidence(db, enrolment.id), enrolment.place);
}

function progressFor({ course }: Release, evidence: Evidence, place: Parameters<typeof progressIn>[0]["place"]) {
  return progressIn({ course, evidence, place });
}

function nameOf(next: Next): string {
  if (next.kind === "lesson") return `lesson ${next.lesson.id}`;
  if (next.kind === "quiz") return `quiz ${next.quiz.id}`;
  return next.kind === "attempt" ? `attempt ${next.attemptId}` : next.kind;
}
