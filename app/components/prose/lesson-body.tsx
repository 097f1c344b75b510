import { addresses } from "#app/components/addresses.ts";
import { type AnsweredCheck, CheckForm, type ShownCheck } from "./check-form.tsx";
import { LessonReferences, type ShownReference } from "./lesson-references.tsx";
import type { Fill, Piece } from "./pieces.ts";
import { type KeptPlaces, PlaceRow, PlacesForm } from "./place-row.tsx";
import { Prose } from "./prose.tsx";
import { ReflectionPrompt, type ShownReflection } from "./reflection-prompt.tsx";
import type { ShownVignette } from "./shown-vignette.ts";
import { type ShownTool, ToolCard } from "./tool-card.tsx";
import { VignetteSection } from "./vignette-section.tsx";

export type ShownBlock =
  | { kind: "static"; pieces: Piece[] }
  /** The end of a heading, where its place can be kept. */
  | { kind: "place"; anchor: string; heading: string }
  | { kind: "check"; check: ShownCheck }
  | { kind: "vignette"; vignette: ShownVignette }
  | { kind: "reflection"; reflection: ShownReflection }
  | { kind: "tool"; tool: ShownTool };

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
  /** Where the sheet of a practice tool is. */
  toolAddress: (id: string) => string;
  /** What its reader keeps in it; without it, as in a preview, nothing can be kept. */
  kept?: KeptPlaces;
}

/** A lesson's text with its checks, cases and prompts, and what it cites. */
export function LessonBody({ lesson, fill, answered, vignettes, toolAddress, kept }: LessonBodyProps) {
  return (
    <>
      {kept ? <PlacesForm /> : null}
      {lesson.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a release never change their order
        <LessonBlock key={index} {...{ block, fill, answered, vignettes, toolAddress, kept }} />
      ))}
      <LessonReferences references={lesson.references} fill={fill} />
    </>
  );
}

function LessonBlock({
  block,
  fill,
  answered,
  vignettes,
  toolAddress,
  kept,
}: Omit<LessonBodyProps, "lesson"> & { block: ShownBlock }) {
  switch (block.kind) {
    case "static":
      return <Prose pieces={block.pieces} fill={fill} />;
    case "place":
      return kept ? <PlaceRow kept={kept} anchor={block.anchor} heading={block.heading} /> : null;
    case "check": {
      const { check } = block;
      return <CheckForm check={check} answered={answered?.place === check.place ? answered : undefined} fill={fill} />;
    }
    case "vignette": {
      const { vignette } = block;
      const to = vignettes?.address(vignette.id) ?? "";
      return (
        <VignetteSection vignette={vignette} to={to} finishedOn={vignettes?.finishedOn?.(vignette.id)} fill={fill} />
      );
    }
    case "reflection": {
      const { reflection } = block;
      const to = kept && addresses.reflection(kept.courseId, reflection.id);
      return <ReflectionPrompt reflection={reflection} fill={fill} to={to} />;
    }
    case "tool":
      return <ToolCard tool={block.tool} to={toolAddress(block.tool.id)} />;
  }
}
