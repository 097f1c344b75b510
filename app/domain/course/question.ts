import type { Node } from "./text.ts";

/** What every question has. Keys and rationales never leave through anything but `forLearner`. */
interface Asked {
  id: string;
  objective: string;
  stem: Node[];
}

/** `choices` as the author wrote them. */
export interface ChoiceQuestion extends Asked {
  kind: "single" | "multiple";
  choices: Choice[];
}

/** Each left side belongs to the right side of its own pair: as they stand, the pairs are the key. */
export interface MatchingQuestion extends Asked {
  kind: "matching";
  pairs: Pair[];
}

/** The steps in their right order, which is the key. */
export interface OrderingQuestion extends Asked {
  kind: "ordering";
  steps: Step[];
}

export type Question = ChoiceQuestion | MatchingQuestion | OrderingQuestion;

export type Check = ChoiceQuestion;

export interface Choice {
  id: string;
  text: Node[];
  correct: boolean;
  rationale: Node[];
  /** Stays at the end when choices are shuffled. */
  keepLast: boolean;
}

/** The right side is plain text, as it stands in a list to choose from; no two in a question read the same. */
export interface Pair {
  id: string;
  left: string;
  right: string;
  rationale: Node[];
}

export interface Step {
  id: string;
  text: Node[];
  rationale: Node[];
}

export type Item = Question & {
  lesson: string;
  principle: string | null;
  difficulty: number;
  author: string;
  reviewed: string | null;
};

export interface Quiz {
  id: string;
  title: string;
  /** Per cent, 70 to 100. */
  passMark: number;
  /** How many items are drawn of each objective, or of each principle, in the author's order. */
  draw: { by: "objective" | "principle"; of: string; count: number }[];
  /** How many items of each principle drawn must be fully right, beside the pass mark; null where none is asked. */
  perPrinciple: number | null;
  /** Attempts before lessons must be read again; null is without limit. */
  attempts: number | null;
  /** Minutes between a submitted attempt and the next. */
  wait: number;
  shuffle: boolean;
  items: Item[];
}

/** Every text of a question that its author wrote as such, rationales last. */
export function textsOf(question: Question): Node[] {
  const explained = question.kind === "matching" ? question.pairs : partsOf(question);
  const shown = question.kind === "matching" ? [] : partsOf(question).flatMap(({ text }) => text);
  return [...question.stem, ...shown, ...explained.flatMap(({ rationale }) => rationale)];
}

function partsOf(question: ChoiceQuestion | OrderingQuestion): { text: Node[]; rationale: Node[] }[] {
  return question.kind === "ordering" ? question.steps : question.choices;
}
