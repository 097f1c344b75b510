import { type AnsweredCheck, CheckForm, type ShownCheck } from "./check-form.tsx";
import { LessonReferences, type ShownReference } from "./lesson-references.tsx";
import type { Fill, Piece } from "./pieces.ts";
import { Prose } from "./prose.tsx";
import type { ShownVignette } from "./shown-vignette.ts";
import { VignetteSection } from "./vignette-section.tsx";

export type ShownBlock =
  | { kind: "static"; pieces: Piece[] }
  | { kind: "check"; check: ShownCheck }
  | { kind: "vignette"; vignette: ShownVignette };

/** A lesson ready to be shown to anyone who may read it. */
export interface ShownLesson {
  blocks: ShownBlock[];
  references: ShownReference[];
}

interface LessonBodyProps {
  lesson: ShownLesson;
  fill: Fill;
  /** The one check that was just answered. */
  answered?: AnsweredCheck;
  /** Where the lesson's cases are gone through, and when each was finished, in words. */
  vignettes?: { address(id: string): string; finishedOn?(id: string): string | undefined };
}

/** A lesson's text with its checks, and what it cites. */
export function LessonBody({ lesson, fill, answered, vignettes }: LessonBodyProps) {
  return (
    <>
      {lesson.blocks.map((block, index) =>
        block.kind === "static" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a release never change their order
          <Prose key={index} pieces={block.pieces} fill={fill} />
        ) : block.kind === "vignette" ? (
          <VignetteSection
            key={block.vignette.id}
            vignette={block.vignette}
            to={vignettes?.address(block.vignette.id) ?? ""}
            finishedOn={vignettes?.finishedOn?.(block.vignette.id)}
            fill={fill}
          />
        ) : (
          <CheckForm
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a release never change their order
            key={index}
            check={block.check}
            answered={answered?.place === block.check.place ? answered : undefined}
            fill={fill}
          />
        ),
      )}
      <LessonReferences references={lesson.references} fill={fill} />
    </>
  );
}
