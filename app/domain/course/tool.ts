import type { Node } from "./text.ts";

/** A practice tool: a sheet to fill in on paper or on the page. Nothing that is written on it is sent or kept. */
export interface Tool {
  id: string;
  title: string;
  /** One sentence: when to use it. */
  summary: string;
  /** How many A4 pages it prints on. */
  pages: 1 | 2;
  /** When someone else last reviewed it. */
  reviewed: string | null;
  /** With the elements `blank` and `tick` beside what a lesson has. */
  body: Node[];
  /** Ids of the references cited, in the order of first citation. */
  cites: string[];
}
