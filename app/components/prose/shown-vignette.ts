import type { Quality } from "#app/domain/course/vignette.ts";
import type { ShownReference } from "./lesson-references.tsx";
import type { Fill, Piece } from "./pieces.ts";

/** A case as its reader stands in it. */
export interface ShownVignette {
  id: string;
  title: string;
  minutes: number;
  contentNote: string | null;
  standing: ShownStanding;
}

export interface ShownStanding {
  path: number[];
  last: ShownChosen | null;
  text: Piece[];
  options: Piece[][];
  debrief: Piece[] | null;
  references: ShownReference[];
}

export interface ShownChosen {
  option: Piece[];
  quality: Quality;
  consequence: Piece[];
  feedback: Piece[];
}

export interface VignetteProps {
  vignette: ShownVignette;
  /** The case's own address, where its forms are sent. */
  to: string;
  /** When it was finished, in words. */
  finishedOn?: string;
  /** Why the last choice was not taken. */
  error?: string;
  fill: Fill;
}

/** Where a case stands in its page. */
export function sectionId({ id }: Pick<ShownVignette, "id">): string {
  return `vignette_${id}`;
}
