import { type Fraction, scoreOf } from "../attempt/scoring.ts";
import type { Question } from "../course/question.ts";
import type { Node } from "../course/text.ts";
import {
  choicesAt,
  type ExplainedChoices,
  explainChoices,
  mixChoices,
  type ShownChoices,
  showChoices,
} from "./choices.ts";
import {
  type ExplainedMatching,
  explainMatching,
  matchesAt,
  mixRights,
  type ShownMatching,
  showMatching,
} from "./matching.ts";
import type { Mixing } from "./mixing.ts";
import { type ExplainedOrdering, explainSteps, mixSteps, type ShownOrdering, showSteps, stepsAt } from "./ordering.ts";
import type { AnswerAt } from "./positions.ts";

/** A question as its learner sees it until it is graded: positions from 1, and text. */
export type ShownQuestion = { position: number; stem: Node[] } & (ShownChoices | ShownMatching | ShownOrdering);

/** A question once it may be explained. */
export type ExplainedQuestion = { position: number; stem: Node[]; score: Fraction } & (
  | ExplainedChoices
  | ExplainedMatching
  | ExplainedOrdering
);

/** The ids of what is shown in a changing order: choices, right sides or steps. What a sitting keeps of an item. */
export function orderOf(question: Question, mixing: Mixing): string[] {
  if (question.kind === "matching") return mixRights(question, mixing);
  return question.kind === "ordering" ? mixSteps(question, mixing) : mixChoices(question, mixing);
}

/** A question for its learner: no author's ids, no key, no rationale. */
export function showQuestion(question: Question, order: string[], position: number): ShownQuestion {
  const asked = { position, stem: question.stem };
  if (question.kind === "matching") return { ...asked, ...showMatching(question, order) };
  return { ...asked, ...(question.kind === "ordering" ? showSteps(question, order) : showChoices(question, order)) };
}

/** A question with each part explained and what was answered; for nobody before it may be. */
export function explainQuestion(
  question: Question,
  { position, order, chosen }: { position: number; order: string[]; chosen: string[] },
): ExplainedQuestion {
  const asked = { position, stem: question.stem, score: scoreOf(question, chosen) };
  if (question.kind === "matching") return { ...asked, ...explainMatching(question, chosen) };
  if (question.kind === "ordering") return { ...asked, ...explainSteps(question, chosen) };
  return { ...asked, ...explainChoices(question, { order, chosen }) };
}

/**
 * An answer as it is kept, from positions as a form sends them: the chosen choices; for each left side a right side,
 * 0 for none; or for each step shown its number, 0 for none.
 */
export function answerAt(question: Question, { order, positions }: { order: string[]; positions: number[] }): AnswerAt {
  if (question.kind === "matching") return matchesAt(question, { order, positions });
  return question.kind === "ordering" ? stepsAt({ order, positions }) : choicesAt(question, { order, positions });
}

/** A kept answer as positions again: what `answerAt` takes. */
export function positionsOf(question: Question, { order, chosen }: { order: string[]; chosen: string[] }): number[] {
  if (question.kind === "ordering") return order.map((id) => chosen.indexOf(id) + 1);
  if (question.kind === "matching") return question.pairs.map((_, at) => order.indexOf(chosen[at] ?? "") + 1);
  return chosen.map((id) => order.indexOf(id) + 1);
}

/** The answer that earns the whole mark, as it is kept. */
export function keyOf(question: Question): string[] {
  if (question.kind === "matching") return question.pairs.map(({ id }) => id);
  if (question.kind === "ordering") return question.steps.map(({ id }) => id);
  return question.choices.filter(({ correct }) => correct).map(({ id }) => id);
}

/** Whether a kept answer leaves nothing open. */
export function isAnswered(chosen: string[] | undefined): boolean {
  return chosen !== undefined && chosen.length > 0 && !chosen.includes("");
}
