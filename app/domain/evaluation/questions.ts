import type { Condition, Course } from "../course.ts";

/** What every evaluation asks after the course's own objectives (CE-24). */
const fixedQuestions = [
  "accuracy",
  "usefulness",
  "authors",
  "format",
  "access",
  "level",
  "relevance",
  "independence",
] as const;

export type FixedQuestion = (typeof fixedQuestions)[number];

/** One thing to rate: an objective of the course, or one of the fixed ones. */
export type EvaluationQuestion =
  | { id: string; objective: Course["objectives"][number] }
  | { id: FixedQuestion; objective: null };

/** From 1, not at all, to 5, fully. */
export const ratings = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof ratings)[number];

/** By question. */
export type Ratings = Record<string, Rating>;

/**
 * Evaluations are told in steps of so many of a release, so that what one more person said cannot be read off. A page
 * shows what was told at the last step and nothing of what came since.
 */
export const stepOfEvaluations = 5;

/** What the evaluation of a release asks: each of the course's objectives, then what every course is asked. */
export function questionsOf({ objectives }: Course): EvaluationQuestion[] {
  return [
    ...objectives.map((objective, at) => ({ id: `objective-${at + 1}`, objective })),
    ...fixedQuestions.map((id) => ({ id, objective: null })),
  ];
}

/** Whether a release asks for an evaluation. */
export function asksForEvaluation({ completion }: Course): boolean {
  return completion.some(({ kind }) => kind === "evaluation-sent");
}

/** Whether nothing is missing but what comes with the evaluation and after it. */
export function isReadyToEvaluate(conditions: { condition: Condition; met: boolean }[]): boolean {
  return conditions.every(({ condition, met }) => met || isLastStep(condition));
}

/** The steps at the end of a course, on its page of last steps. */
function isLastStep(condition: Condition): boolean {
  return (
    condition === "signed-off" ||
    condition === "evaluation-sent" ||
    condition === "name-confirmed" ||
    condition === "attestation-signed"
  );
}
