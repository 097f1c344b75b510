import type { Node } from "./text.ts";

/** A branching case: one begins at the first scene, and each option leads to another, until an ending. */
export interface Vignette {
  id: string;
  title: string;
  /** What going through it once takes. */
  minutes: number;
  /** What one should know before beginning. */
  contentNote: string | null;
  /** When someone else last reviewed it. */
  reviewed: string | null;
  /** Scenes and endings, the first scene first. */
  scenes: Scene[];
  /** What is said after any ending, with questions for group supervision. */
  debrief: Node[];
  /** The words of the shortest way to an ending: what everyone has read who brought it to one. */
  words: number;
}

/** A scene with options, or an ending, which has none. */
export interface Scene {
  /** Its own within the case. */
  id: string;
  text: Node[];
  options: Option[];
}

/** What a clinician may say or do. Quality and feedback stay on the server until the option is chosen. */
export interface Option {
  /** Its own within the scene. */
  id: string;
  text: Node[];
  /** The scene or ending it leads to. */
  to: string;
  quality: Quality;
  consequence: Node[];
  feedback: Node[];
}

/** `too-warm` is the wrong answer that sounds kindest: reassurance, praise, curiosity. */
export type Quality = "good" | "too-warm" | "harmful";
