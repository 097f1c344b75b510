import type { MatchingQuestion } from "../course/question.ts";
import type { Node } from "../course/text.ts";
import type { Mixing } from "./mixing.ts";
import { type AnswerAt, isPosition } from "./positions.ts";

/** Left sides in the author's order, right sides mixed. */
export interface ShownMatching {
  kind: "matching";
  lefts: { position: number; text: string }[];
  rights: { position: number; text: string }[];
}

export interface ExplainedMatching {
  kind: "matching";
  /** `chosen` is the right side that was put to this left one, and `right` the one that belongs to it. */
  pairs: {
    position: number;
    left: string;
    chosen: string | null;
    right: string;
    correct: boolean;
    rationale: Node[];
  }[];
}

/**
 * The right sides' ids, mixed also in a quiz that is not shuffled: beside the left sides their author's order is the
 * key. They are mixed from the order of their words, so that nothing of the pairs shows in the order.
 */
export function mixRights({ pairs }: MatchingQuestion, { mix }: Mixing): string[] {
  return mix([...pairs].sort((a, b) => (a.right < b.right ? -1 : 1))).map(({ id }) => id);
}

export function showMatching({ pairs }: MatchingQuestion, order: string[]): ShownMatching {
  return {
    kind: "matching",
    lefts: pairs.map(({ left }, at) => ({ position: at + 1, text: left })),
    rights: order.map((id, at) => ({ position: at + 1, text: rightOf(pairs, id) ?? "" })),
  };
}

/** Each pair with its reason, in the author's order. */
export function explainMatching({ pairs }: MatchingQuestion, chosen: string[]): ExplainedMatching {
  const explained = pairs.map(({ id, left, right, rationale }, at) => {
    const put = rightOf(pairs, chosen[at] ?? "") ?? null;
    return { position: at + 1, left, chosen: put, right, correct: chosen[at] === id, rationale };
  });
  return { kind: "matching", pairs: explained };
}

/**
 * For each left side the id of the right side at that position, "" for 0; none at all when all are 0. The same right
 * side may stand twice, as it does while somebody makes up their mind.
 */
export function matchesAt(
  { pairs }: MatchingQuestion,
  { order, positions }: { order: string[]; positions: number[] },
): AnswerAt {
  if (positions.every((position) => position === 0)) return { chosen: [] };
  if (positions.length !== pairs.length) return { refused: "not-one-for-each" };
  const isThere = positions.every((position) => position === 0 || isPosition(position, order.length));
  return isThere ? { chosen: positions.map((at) => order[at - 1] ?? "") } : { refused: "no-such-choice" };
}

function rightOf(pairs: MatchingQuestion["pairs"], id: string): string | undefined {
  return pairs.find((pair) => pair.id === id)?.right;
}
