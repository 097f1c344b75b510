import { learn } from "#app/messages/learn.ts";
import type { Fill, Piece } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Disclosure } from "../ui/disclosure.tsx";

/** A module's opening as a page shows it, with how far its evidence reaches. */
export interface ShownOpening {
  pieces: Piece[];
  evidenceLimits: string;
}

interface ModuleOpeningProps {
  opening: ShownOpening;
  fill: Fill;
  isOpen: boolean;
}

/** What a module is about, what one can do after it, and what its evidence can carry. */
export function ModuleOpening({ opening: { pieces, evidenceLimits }, fill, isOpen }: ModuleOpeningProps) {
  return (
    <Disclosure summary={learn.module.about} open={isOpen}>
      <Prose pieces={pieces} fill={fill} />
      <p>
        <strong>{learn.module.evidence}</strong> {evidenceLimits}
      </p>
    </Disclosure>
  );
}
