import { randomUUID } from "node:crypto";
import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { findAttempt, openAttempt, submitAttempt } from "#app/domain/attempt.ts";
import { confirmName, findConfirmedName, signAttestation } from "#app/domain/completion.ts";
import type { Vignette } from "#app/domain/course/vignette.ts";
import { findQuiz } from "#app/domain/course.ts";
import { type Acting, enrol, findEnrolled } from "#app/domain/enrolment.ts";
import { asksForEvaluation, questionsOf } from "#app/domain/evaluation/questions.ts";
import { sendEvaluation } from "#app/domain/evaluation.ts";
import { markRead } from "#app/domain/lesson.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { type Next, type Progress, progressIn } from "#app/domain/progress.ts";
import { keyOf, positionsOf } from "#app/domain/quiz/kinds.ts";
import { chooseOption } from "#app/domain/vignette.ts";
import type { Db } from "../open.ts";

interface Studying extends Acting {
  name: string;
  url: string;
}

/** Far more steps than any course has; a demo that needs more is going round in circles. */
const mostSteps = 500;

/**
 * Enrols a person and takes one step after another, as the course itself says what comes next, with right answers to
 * its quizzes, until they are where the demo wants them. Called again, it goes on from where they are.
 */
export async function study(db: Db, { personId, courseId, name, until, url, now }: Study): Promise<void> {
  if ("refused" in (await enrol(db, { personId, courseId, now }))) return;
  const enrolled = await findEnrolled(db, { personId, courseId });
  if (!enrolled) return;
  for (let step = 0; step < mostSteps; step++) {
    const evidence = await findEvidence(db, enrolled.enrolment.id);
    const progress = progressIn({ course: enrolled.release.course, evidence });
    if (until(progress)) return;
    await takeStep(db, progress.next, { ...enrolled, name, url, now });
  }
  throw new Error("The demo does not get on with the course.");
}

interface Study {
  personId: string;
  courseId: string;
  name: string;
  until(progress: Progress): boolean;
  url: string;
  now: Date;
}

/** In a module with something done and something to do, beyond the first where there is another. */
export function isMidModule({ modules, next }: Progress): boolean {
  if (next.kind !== "lesson" && next.kind !== "vignette" && next.kind !== "quiz") return next.kind !== "attempt";
  const at = modules.findIndex(({ module }) => module.id === next.module.id);
  const begun = modules[at]?.lessons.some(({ state }) => state === "read") ?? false;
  return begun && (at > 0 || modules.length === 1);
}

export function isComplete({ record, next }: Progress): boolean {
  return record !== null || next.kind === "nothing";
}

async function takeStep(db: Db, next: Next, studying: Studying): Promise<void> {
  if (next.kind === "lesson") await markRead(db, { ...studying, lessonId: next.lesson.id, ordinal: 1 });
  if (next.kind === "vignette") await goThrough(db, next.vignette, studying);
  if (next.kind === "quiz") await openAttempt(db, { ...studying, quizId: next.quiz.id, key: randomUUID() });
  if (next.kind === "attempt") await answerRightly(db, next.attemptId, studying);
  if (next.kind === "completion") await attest(db, studying);
}

/** Takes the good option of each scene, as far as there is one that leads on. */
async function goThrough(db: Db, vignette: Vignette, studying: Studying): Promise<void> {
  const path: number[] = [];
  for (let scene = vignette.scenes[0]; scene && scene.options.length > 0; ) {
    const good = scene.options.findIndex(({ quality }) => quality === "good");
    const choice = Math.max(0, good);
    const { to } = scene.options[choice] ?? {};
    await chooseOption(db, { ...studying, vignette, path, choice });
    path.push(choice);
    scene = path.length > vignette.scenes.length ? undefined : vignette.scenes.find(({ id }) => id === to);
  }
}

async function answerRightly(db: Db, attemptId: string, studying: Studying): Promise<void> {
  const attempt = await findAttempt(db, { enrolment: studying.enrolment, attemptId });
  const quiz = attempt && findQuiz(studying.release.course, attempt.quizId)?.quiz;
  for (const [at, drawn] of (attempt?.drawn ?? []).entries()) {
    const item = quiz?.items.find(({ id }) => id === drawn.item);
    const choices = item ? positionsOf(item, { order: drawn.choices, chosen: keyOf(item) }) : [];
    await saveAnswer(db, { ...studying, attemptId, item: at + 1, choices });
  }
  await submitAttempt(db, { ...studying, attemptId });
}

async function attest(db: Db, studying: Studying): Promise<void> {
  const { enrolment, release, name } = studying;
  if (asksForEvaluation(release.course)) {
    const ratings = Object.fromEntries(questionsOf(release.course).map(({ id }) => [id, 5 as const]));
    await sendEvaluation(db, { ...studying, ratings, comment: "" });
  }
  if (!(await findConfirmedName(db, enrolment.id))) {
    await confirmName(db, { ...studying, key: randomUUID(), name, licences: [] });
  }
  const confirmed = await findConfirmedName(db, enrolment.id);
  if (confirmed) await signAttestation(db, { ...studying, confirmation: confirmed.id });
}
