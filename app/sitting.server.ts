import { db } from "#db/db.server.ts";
import { type Attempt, findAttempt, findQuizOf } from "./domain/attempt.ts";
import type { Quiz } from "./domain/course/question.ts";
import type { ModuleProgress } from "./domain/progress/module.ts";
import { findTakeable } from "./domain/progress.ts";
import { orNotFound } from "./http.ts";
import { type Learning, requireLearning } from "./learning.server.ts";

/** A visitor's own attempt, with its quiz as the attempt's release has it. */
export interface Sitting extends Learning {
  attempt: Attempt;
  quiz: Quiz;
  module: ModuleProgress;
  /** Whether any attempt has passed the quiz. */
  quizPassed: boolean;
}

/** The visitor's own attempt in this course; another's is not there, nor is one in a module that is locked. */
export async function requireSitting(
  request: Request,
  params: { course?: string; attempt?: string },
): Promise<Sitting> {
  const learning = await requireLearning(request, params.course);
  const { enrolment, release, progress } = learning;
  const attempt = orNotFound(await findAttempt(db, { enrolment, attemptId: orNotFound(params.attempt) }));
  const { quiz } = await findQuizOf(db, { attempt, release });
  const found = orNotFound(findTakeable(progress, attempt.quizId));
  return { ...learning, attempt, quiz, module: found.module, quizPassed: found.quiz.passed !== null };
}
