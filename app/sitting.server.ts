import { z } from "zod";
import { db } from "#db/db.server.ts";
import type { NotSaved } from "./domain/attempt/answer.ts";
import { type Attempt, findAttempt, findQuizOf } from "./domain/attempt.ts";
import type { Quiz } from "./domain/course/question.ts";
import type { ModuleProgress } from "./domain/progress/module.ts";
import { findTakeable } from "./domain/progress.ts";
import { orNotFound, type Refused, readForm } from "./http.ts";
import { type Learning, requireLearning } from "./learning.server.ts";
import { quizzes } from "./messages/quiz.ts";

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

/** The answer to one item as its form sends it, by positions from 1. */
export interface AnswerSent {
  intent: "save" | "continue";
  item: number;
  version: number;
  choices: number[];
}

/** Reads the form of one item: which item it is for, and the choices under that item's own name, and no other's. */
export async function readAnswer(request: Request): Promise<AnswerSent | Refused> {
  const read = await readForm(request, (fields) => formOf(fields.get("item")?.[0]));
  if ("errors" in read) return read;
  const { intent, item, version, ...values } = read.values;
  const { [`choice-${item}`]: sent = [] } = z.record(z.string(), chosen).parse(values);
  return { intent, item, version, choices: sent.map(Number) };
}

/** What has changed meanwhile is a conflict; what was never there cannot be taken. */
export function statusOf(refused: NotSaved): 409 | 422 {
  return refused === "closed" || refused === "older" ? 409 : 422;
}

const position = z.string().regex(/^\d{1,3}$/, quizzes.attempt.unreadable);
/** A part that is left open is sent empty. */
const chosen = z
  .array(position.or(z.literal("")))
  .max(50, quizzes.attempt.unreadable)
  .default([]);

/** More than any attempt draws. */
const mostItems = 200;

const common = {
  intent: z.enum(["save", "continue"], quizzes.attempt.unreadable),
  item: z.coerce.number(quizzes.attempt.unreadable).int(quizzes.attempt.unreadable).min(1).max(999),
  version: z.coerce.number(quizzes.attempt.unreadable).int(quizzes.attempt.unreadable).min(1).max(100_000),
};

const forms = Array.from({ length: mostItems + 1 }, (_, item) => z.object({ ...common, [`choice-${item}`]: chosen }));

/** The form of the item that is named, with no other's choices; what names none is refused by its own field. */
function formOf(item: string | undefined) {
  return forms[Number(item)] ?? z.object({ ...common, "choice-0": chosen });
}
