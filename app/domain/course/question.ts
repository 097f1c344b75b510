import type { Node } from "./text.ts";

/** A question: `choices` as the author wrote them. Keys and rationales never leave through anything but `forLearner`. */
export interface Question {
  id: string;
  kind: "single" | "multiple";
  objective: string;
  stem: Node[];
  choices: Choice[];
}

export type Check = Question;

export interface Choice {
  id: string;
  text: Node[];
  correct: boolean;
  rationale: Node[];
  /** Stays at the end when choices are shuffled. */
  keepLast: boolean;
}

export interface Item extends Question {
  lesson: string;
  principle: string | null;
  difficulty: number;
  author: string;
  reviewed: string | null;
}

export interface Quiz {
  id: string;
  title: string;
  /** Per cent, 70 to 100. */
  passMark: number;
  /** How many items are drawn of each objective, or of each principle, in the author's order. */
  draw: { by: "objective" | "principle"; of: string; count: number }[];
  /** Attempts before lessons must be read again; null is without limit. */
  attempts: number | null;
  /** Minutes between a submitted attempt and the next. */
  wait: number;
  shuffle: boolean;
  items: Item[];
}
