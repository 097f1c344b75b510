import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { type Attempt, findAttempt, findQuizOf, openAttempt, submitAttempt } from "#app/domain/attempt.ts";
import { confirmName, signAttestation } from "#app/domain/completion.ts";
import type { Question } from "#app/domain/course/question.ts";
import { markRead } from "#app/domain/lesson.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { keyOf as idsOfKey, positionsOf } from "#app/domain/quiz/kinds.ts";
import type { Db } from "#db/open.ts";
import { type Learner, morning } from "./cast.ts";
import { markJournalled } from "./journalled.ts";

/** The public address that records of tests carry. */
export const url = "http://localhost:3000";

type Manner = "right" | "wrong";

/** Opens an attempt at a quiz, or takes up the open one. */
export async function open(db: Db, learner: Learner, quizId: string, now = morning): Promise<Attempt> {
  const opened = await openAttempt(db, { ...learner, quizId, key: crypto.randomUUID(), now });
  if (!opened || "refused" in opened) throw new Error(`Not opened: ${opened?.refused ?? "not there"}.`);
  return read(db, learner, opened.attempt);
}

export async function read(db: Db, { enrolment }: Learner, attemptId: string): Promise<Attempt> {
  const attempt = await findAttempt(db, { enrolment, attemptId });
  if (!attempt) throw new Error("The attempt is not there.");
  return attempt;
}

/** Answers every item of an attempt with exactly the right choices, or exactly the others. */
export async function answer(db: Db, learner: Learner, attempt: Attempt, manner: Manner, now = morning): Promise<void> {
  for (const [at] of attempt.drawn.entries()) await answerItem(db, learner, attempt, { item: at + 1, manner, now });
}

export async function answerItem(
  db: Db,
  learner: Learner,
  attempt: Attempt,
  { item, manner, now = morning }: { item: number; manner: Manner; now?: Date },
): Promise<void> {
  const choices = (await keyOf(db, learner, attempt, item))[manner];
  const saved = await saveAnswer(db, { ...learner, attemptId: attempt.id, item, choices, now });
  if (!saved || "refused" in saved) throw new Error(`Not saved: ${saved?.refused ?? "not there"}.`);
}

/** Opens an attempt, answers all of it one way and submits. */
export async function sit(db: Db, learner: Learner, quizId: string, manner: Manner, now = morning): Promise<Attempt> {
  const attempt = await open(db, learner, quizId, now);
  await answer(db, learner, attempt, manner, now);
  await submitAttempt(db, { ...learner, attemptId: attempt.id, url, now });
  return read(db, learner, attempt.id);
}

/** Presses the button at the end of each of these lessons. */
export async function readLessons(db: Db, learner: Learner, lessons: string[], now = morning): Promise<void> {
  for (const lessonId of lessons) {
    const { reads } = await findEvidence(db, learner.enrolment.id);
    const ordinal = (reads[lessonId]?.ordinal ?? 0) + 1;
    if (!(await markRead(db, { ...learner, lessonId, ordinal, url, now }))) throw new Error(`${lessonId} is not open.`);
  }
}

/** Does everything but the name and the attestation. */
export async function finishModules(db: Db, learner: Learner, now = morning): Promise<void> {
  await readLessons(db, learner, ["lesson11", "lesson12"], now);
  await sit(db, learner, "quiz0001", "right", now);
  await readLessons(db, learner, ["lesson21", "lesson22"], now);
  await sit(db, learner, "quiz0002", "right", now);
}

/** Confirms a name for the record; returns the confirmation's id. */
export async function nameOneself(db: Db, learner: Learner, name = "Ada N. Okafor", now = morning): Promise<string> {
  const key = crypto.randomUUID();
  const confirmed = await confirmName(db, { ...learner, key, name, licences: [], url, now });
  if ("refused" in confirmed) throw new Error(`Not confirmed: ${confirmed.refused}.`);
  return confirmed.confirmation;
}

/** Does all there is to do; returns the record's id. */
export async function complete(db: Db, learner: Learner, now = morning): Promise<string> {
  await finishModules(db, learner, now);
  const confirmation = await nameOneself(db, learner, undefined, now);
  const signed = await signAttestation(db, { ...learner, confirmation, url, now });
  if ("refused" in signed || !signed.record) throw new Error("No record was issued.");
  await markJournalled(db);
  return signed.record;
}

/** The positions that answer an item as it was drawn: wholly right, and with nothing right in it. */
async function keyOf(db: Db, { release }: Learner, attempt: Attempt, item: number): Promise<Record<Manner, number[]>> {
  const { quiz } = await findQuizOf(db, { attempt, release });
  const { item: itemId, choices: order = [] } = attempt.drawn[item - 1] ?? {};
  const question = quiz.items.find((candidate) => candidate.id === itemId);
  if (!question) throw new Error(`The attempt has no item ${item}.`);
  const key = idsOfKey(question);
  const at = (chosen: string[]) => positionsOf(question, { order, chosen });
  return { right: at(key), wrong: at(wrongIn(question, { key, order })) };
}

/** The choices that do not fit; or what belongs together or in order, each moved on by one. */
function wrongIn({ kind }: Question, { key, order }: { key: string[]; order: string[] }): string[] {
  if (kind === "matching" || kind === "ordering") return [...key.slice(1), ...key.slice(0, 1)];
  const wrong = order.filter((id) => !key.includes(id));
  return kind === "single" ? wrong.slice(0, 1) : wrong;
}
