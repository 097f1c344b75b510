import { quizzes } from "#app/messages/quiz.ts";
import type { Piece } from "../prose/pieces.ts";
import type { RenderedExplanation } from "./rendered-items.server.ts";

/** One choice, pair or step of an explained question: what was answered and why, in words. */
export interface Reason {
  position: number;
  label: string | null;
  text: Piece[];
  /** choice: fits the question; pair or step: was put where it belongs. */
  correct: boolean;
  verdict: string;
  rationale: Piece[];
}

type OfKind<Kind> = Extract<RenderedExplanation, { kind: Kind }>;

const words = quizzes.outcome;

/** Each part of an explained question with its verdict; steps with their right number. */
export function reasonsIn(item: RenderedExplanation): Reason[] {
  switch (item.kind) {
    case "matching":
      return item.pairs.map((pair) => ({ ...pair, label: null, verdict: verdictOnPair(pair) }));
    case "ordering":
      return item.steps.map((step) => ({ ...step, label: words.step(step.position), verdict: verdictOnStep(step) }));
    default:
      return item.choices.map((choice) => ({ ...choice, label: null, verdict: verdictOnChoice(choice) }));
  }
}

function verdictOnChoice({ chosen, correct }: OfKind<"single" | "multiple">["choices"][number]): string {
  if (chosen) return correct ? words.chosenFits : words.chosenDoesNot;
  return correct ? words.alsoFits : words.fitsNot;
}

function verdictOnPair({ chosen, right, correct }: OfKind<"matching">["pairs"][number]): string {
  if (correct) return words.matched(right);
  return `${chosen === null ? words.notMatched : words.mismatched(chosen)} ${words.belongs(right)}`;
}

function verdictOnStep({ given, correct }: OfKind<"ordering">["steps"][number]): string {
  if (correct) return words.inPlace;
  return given === null ? words.notPlaced : words.outOfPlace(given);
}
