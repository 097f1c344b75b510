import type { Question } from "../course/question.ts";

/** A part of an answer that can be counted, and whether it is right. */
export interface AnswerPart {
  id: string;
  correct: boolean;
}

/** What an answer says, part by part, each named once: of an item with choices, the chosen ones. */
export function partsChosen(_question: Question, chosen: string[]): string[] {
  return chosen;
}

/** The parts that are known before anybody answers, the right ones all among them: the choices as written. */
export function partsWritten({ choices }: Question): AnswerPart[] {
  return choices.map(({ id, correct }) => ({ id, correct }));
}
