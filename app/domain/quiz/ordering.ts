import type { OrderingQuestion } from "../course/question.ts";
import type { Node } from "../course/text.ts";
import type { Mixing } from "./mixing.ts";
import { type AnswerAt, isPosition } from "./positions.ts";

export interface ShownOrdering {
  kind: "ordering";
  steps: { position: number; text: Node[] }[];
}

export interface ExplainedOrdering {
  kind: "ordering";
  /** In the right order; `given` is the number that was given, from 1. */
  steps: { position: number; text: Node[]; given: number | null; correct: boolean; rationale: Node[] }[];
}

/**
 * The steps' ids mixed, also in a quiz that is not shuffled, and never in the right order while there are two of them:
 * where the mixing comes to that, it is done again, by another run of the seed, so that what is drawn after is the
 * same. They are mixed from the order of their words, so that nothing else of the right order shows.
 */
export function mixSteps({ steps }: OrderingQuestion, { mix, again }: Mixing): string[] {
  const right = steps.map(({ id }) => id);
  const byWords = [...steps].sort((a, b) => (JSON.stringify(a.text) < JSON.stringify(b.text) ? -1 : 1));
  let order = mix(byWords).map(({ id }) => id);
  while (right.length > 1 && order.every((id, at) => id === right[at])) order = again(order);
  return order;
}

export function showSteps({ steps }: OrderingQuestion, order: string[]): ShownOrdering {
  const texts = new Map(steps.map(({ id, text }) => [id, text]));
  return { kind: "ordering", steps: order.map((id, at) => ({ position: at + 1, text: texts.get(id) ?? [] })) };
}

/** Each step with its reason, in the right order. */
export function explainSteps({ steps }: OrderingQuestion, chosen: string[]): ExplainedOrdering {
  const explained = steps.map(({ id, text, rationale }, at) => {
    const given = chosen.indexOf(id) + 1;
    return { position: at + 1, text, given: given === 0 ? null : given, correct: chosen[at] === id, rationale };
  });
  return { kind: "ordering", steps: explained };
}

/**
 * The steps' ids by the number that each was given, "" where no step has it; none at all when no number was given.
 * `positions` holds a number for each step as shown, 0 for none. Refused while two have the same.
 */
export function stepsAt({ order, positions }: { order: string[]; positions: number[] }): AnswerAt {
  const given = positions.filter((number) => number !== 0);
  if (given.length === 0) return { chosen: [] };
  if (positions.length !== order.length) return { refused: "not-one-for-each" };
  if (!given.every((number) => isPosition(number, order.length))) return { refused: "no-such-choice" };
  if (new Set(given).size < given.length) return { refused: "number-twice" };
  return { chosen: order.map((_, at) => order[positions.indexOf(at + 1)] ?? "") };
}
