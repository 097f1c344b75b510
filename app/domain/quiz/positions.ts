/** Why positions are no answer to a question. */
export type NotAnAnswer = "no-such-choice" | "one-choice-only" | "choice-twice" | "not-one-for-each" | "number-twice";

/** An answer as it is kept, or why it is none. */
export type AnswerAt = { chosen: string[] } | { refused: NotAnAnswer };

/** Whether a number is one of the positions from 1 to `most`. */
export function isPosition(number: number, most: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= most;
}
