import type { Question } from "../course/question.ts";

/** A part of an answer that can be counted, and whether it is right. */
export interface AnswerPart {
  id: string;
  correct: boolean;
}

/**
 * What an answer says, part by part, each named once: the chosen choices; for a pair's left side the pair whose right
 * side it was given ("a=b"); for a step the place it was given ("a=2").
 */
export function partsChosen(question: Question, chosen: string[]): string[] {
  if (question.kind === "ordering") return chosen.map((id, at) => `${id}=${at + 1}`);
  if (question.kind !== "matching") return chosen;
  return question.pairs.flatMap(({ id }, at) => (chosen[at] ? [`${id}=${chosen[at]}`] : []));
}

/** The parts that are known before anybody answers, the right ones all among them. */
export function partsWritten(question: Question): AnswerPart[] {
  if (question.kind === "ordering")
    return question.steps.map(({ id }, at) => ({ id: `${id}=${at + 1}`, correct: true }));
  if (question.kind === "matching") return question.pairs.map(({ id }) => ({ id: `${id}=${id}`, correct: true }));
  return question.choices.map(({ id, correct }) => ({ id, correct }));
}
