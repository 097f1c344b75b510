import type { ChoiceQuestion } from "../course/question.ts";
import type { Node } from "../course/text.ts";
import type { Mixing } from "./mixing.ts";
import { type AnswerAt, isPosition } from "./positions.ts";

export interface ShownChoices {
  kind: ChoiceQuestion["kind"];
  choices: { position: number; text: Node[] }[];
}

export interface ExplainedChoices {
  kind: ChoiceQuestion["kind"];
  choices: { position: number; text: Node[]; chosen: boolean; correct: boolean; rationale: Node[] }[];
}

/** Mixed, where the quiz is; a choice that stays last stays last. */
export function mixChoices({ choices }: ChoiceQuestion, { mix, asWritten }: Mixing): string[] {
  const free = choices.filter((choice) => !choice.keepLast);
  const inOrder = asWritten ? free : mix(free);
  return [...inOrder, ...choices.filter((choice) => choice.keepLast)].map(({ id }) => id);
}

export function showChoices({ kind, choices }: ChoiceQuestion, order: string[]): ShownChoices {
  return { kind, choices: order.map((id, at) => ({ position: at + 1, text: choiceOf(choices, id).text })) };
}

/** Each choice with its reason, chosen or not, in the order shown. */
export function explainChoices(
  { kind, choices }: ChoiceQuestion,
  { order, chosen }: { order: string[]; chosen: string[] },
): ExplainedChoices {
  const explained = order.map((id, at) => {
    const { text, correct, rationale } = choiceOf(choices, id);
    return { position: at + 1, text, chosen: chosen.includes(id), correct, rationale };
  });
  return { kind, choices: explained };
}

/** The chosen choices' ids in the order shown; refused for one that is not there, or twice, or a second of a single. */
export function choicesAt(
  { kind }: ChoiceQuestion,
  { order, positions }: { order: string[]; positions: number[] },
): AnswerAt {
  if (!positions.every((position) => isPosition(position, order.length))) return { refused: "no-such-choice" };
  if (new Set(positions).size < positions.length) return { refused: "choice-twice" };
  if (kind === "single" && positions.length > 1) return { refused: "one-choice-only" };
  return { chosen: order.filter((_, at) => positions.includes(at + 1)) };
}

function choiceOf(choices: ChoiceQuestion["choices"], id: string) {
  const choice = choices.find((candidate) => candidate.id === id);
  if (!choice) throw new Error(`An item has no choice ${id}.`);
  return choice;
}
