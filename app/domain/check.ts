import type { Check } from "./course/question.ts";
import type { Node } from "./course/text.ts";
import type { Lesson } from "./course.ts";

/** What came of an answer to a check: the reasons of each chosen choice and of each that fits. Places are from 0. */
export interface CheckAnswer {
  place: number;
  chosen: number[];
  result: "right" | "not-yet" | "nothing-chosen";
  explained: { place: number; fits: boolean; rationale: Node[] }[];
}

/**
 * Answers the check at a place in a lesson, and explains; nothing of it is kept. Undefined for a check or a choice
 * that is not there, and for two choices where one is asked for.
 */
export function answerCheck(
  lesson: Lesson,
  { place, chosen }: { place: number; chosen: number[] },
): CheckAnswer | undefined {
  const check = lesson.checks[place];
  if (!check || !isPossible(check, chosen)) return undefined;
  if (chosen.length === 0) return { place, chosen, result: "nothing-chosen", explained: [] };
  const explained = check.choices.flatMap(({ correct, rationale }, at) =>
    correct || chosen.includes(at) ? [{ place: at, fits: correct, rationale }] : [],
  );
  const isRight = check.choices.every(({ correct }, at) => correct === chosen.includes(at));
  return { place, chosen, result: isRight ? "right" : "not-yet", explained };
}

function isPossible({ kind, choices }: Check, chosen: number[]): boolean {
  const isThere = chosen.every((at) => at in choices);
  return isThere && (kind === "multiple" || new Set(chosen).size <= 1);
}
