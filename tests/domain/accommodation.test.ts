import { expect } from "vitest";
import { may } from "#app/domain/access.ts";
import { grantAttempts, listAccommodations, listGrantable } from "#app/domain/accommodation.ts";
import type { PersonActor } from "#app/domain/actor.ts";
import { standingIn } from "#app/domain/attempt/policy.ts";
import { openAttempt } from "#app/domain/attempt.ts";
import { listAudit } from "#app/domain/audit.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { open, readLessons, sit } from "#tests/support/sitting.ts";

const quizId = "quiz0001";

onBothDatabases("more attempts hold at once where they are used up, without reading again", async ({ db }) => {
  const learner = await addLearner(db);
  for (const day of [1, 2, 3]) await sit(db, learner, quizId, "wrong", later({ minutes: day }));
  const held = await openAttempt(db, { ...learner, quizId, key: "a", now: later({ minutes: 4 }) });
  expect(held).toEqual({ refused: "read-again" });
  await grant(db, learner, { attempts: 2, now: later({ minutes: 5 }) });
  expect(await standing(db, learner)).toMatchObject({ left: 2, granted: 2, again: [] });
  await sit(db, learner, quizId, "wrong", later({ minutes: 6 }));
  expect(await standing(db, learner)).toMatchObject({ left: 1, again: [] });
  await sit(db, learner, quizId, "wrong", later({ minutes: 7 }));
  const { left, again } = await standing(db, learner);
  expect([left, again.length > 0]).toEqual([0, true]);
});

onBothDatabases("an attempt won by reading again takes nothing from what is granted after it", async ({ db }) => {
  const learner = await addLearner(db);
  for (const _ of [1, 2, 3]) await sit(db, learner, quizId, "wrong");
  await readLessons(db, learner, ["lesson11", "lesson12"]);
  expect(await standing(db, learner)).toMatchObject({ left: 1, granted: 0 });
  await sit(db, learner, quizId, "wrong");
  expect((await standing(db, learner)).left).toBe(0);
  await grant(db, learner, { attempts: 1 });
  expect(await standing(db, learner)).toMatchObject({ left: 1, again: [] });
  await open(db, learner, quizId);
  expect(await standing(db, learner)).toMatchObject({ left: 0, again: [] });
});

onBothDatabases("what is granted after the clock was set back is neither lost nor had twice", async ({ db }) => {
  const learner = await addLearner(db);
  for (const _ of [1, 2, 3]) await sit(db, learner, quizId, "wrong");
  await readLessons(db, learner, ["lesson11", "lesson12"]);
  await sit(db, learner, quizId, "wrong", later({ minutes: 60 }));
  await grant(db, learner, { attempts: 1, now: later({ minutes: 30 }) });
  expect(await standing(db, learner)).toMatchObject({ left: 1, again: [] });
  await sit(db, learner, quizId, "wrong", later({ minutes: 10 }));
  const { left, again } = await standing(db, learner);
  expect([left, again.length > 0]).toEqual([0, true]);
});

onBothDatabases("a grant for another quiz, or to another person, changes nothing here", async ({ db }) => {
  const learner = await addLearner(db);
  const bo = await addLearner(db, { name: "Bo Lind" });
  await grant(db, learner, { quizId: "quiz0002" });
  await grant(db, bo, { quizId: null });
  expect(await standing(db, learner)).toMatchObject({ left: 3, granted: 0 });
  expect(await standing(db, bo)).toMatchObject({ left: 4, granted: 1 });
});

onBothDatabases("a form sent twice is one grant, and a wrong place is no place", async ({ db }) => {
  const learner = await addLearner(db);
  const bo = await addLearner(db, { name: "Bo Lind" });
  for (const _ of [1, 2]) expect(await grant(db, learner, { key: "same" })).toEqual({ granted: true });
  expect(await standing(db, learner)).toMatchObject({ granted: 1 });
  expect(await grant(db, learner, { quizId: "nowhere1" })).toBeUndefined();
  expect(await grant(db, { ...learner, actor: bo.actor }, {})).toBeUndefined();
  expect(await listAccommodations(db, bo.actor.id)).toEqual([]);
  expect((await listAudit(db, { limit: 50 })).lines.filter(({ act }) => act === "grant attempts")).toHaveLength(1);
});

onBothDatabases("the reason is for administrators: no trail, no evidence and no other role has it", async ({ db }) => {
  const learner = await addLearner(db);
  await grant(db, learner, { reason: "Canary: reads with a screen reader" });
  expect(await listAccommodations(db, learner.actor.id)).toMatchObject([
    { attempts: 1, reason: expect.stringContaining("Canary") },
  ]);
  const trail = (await listAudit(db, { limit: 50 })).lines;
  const [line] = trail.filter(({ act }) => act === "grant attempts");
  expect(line).toMatchObject({ subjectKind: "accommodation", subjectName: null, reason: null });
  expect(JSON.stringify(line)).not.toContain(learner.actor.id);
  expect(JSON.stringify([trail, await findEvidence(db, learner.enrolment.id)])).not.toContain("Canary");
  for (const role of ["supervisor", "author", "auditor", "reviewer"] as const) {
    expect(may({ kind: "person", id: "x", roles: [role] }, "grant attempts")).toBe(false);
  }
  await db.deleteFrom("accommodation_reason").execute();
  expect(await listAccommodations(db, learner.actor.id)).toMatchObject([{ attempts: 1, reason: null }]);
  expect(await standing(db, learner)).toMatchObject({ granted: 1 });
});

onBothDatabases("only quizzes that count attempts are offered", async ({ db }) => {
  const learner = await addLearner(db);
  const [place] = await listGrantable(db, learner.actor.id);
  expect(place).toMatchObject({ enrolmentId: learner.enrolment.id, quizzes: [{ id: quizId, module: 1 }, {}] });
});

const administrator: PersonActor["roles"] = ["administrator"];

interface Granted {
  attempts?: number;
  quizId?: string | null;
  reason?: string;
  key?: string;
  now?: Date;
}

async function grant(
  db: Db,
  { actor, enrolment }: Learner,
  { attempts = 1, quizId: quiz = quizId, reason = "Agreed", key = crypto.randomUUID(), now = morning }: Granted,
) {
  const granting = { personId: actor.id, enrolmentId: enrolment.id, quizId: quiz, attempts, reason, key, now };
  return grantAttempts(db, { actor: { ...actor, roles: administrator }, ...granting });
}

async function standing(db: Db, { enrolment, release }: Learner) {
  const quiz = release.course.modules.find((module) => module.quiz?.id === quizId)?.quiz;
  if (!quiz) throw new Error("The course has a quiz.");
  return standingIn({ quiz, evidence: await findEvidence(db, enrolment.id) });
}
