import type { Fraction } from "#app/domain/attempt/scoring.ts";
import type { AnsweredItem } from "#app/domain/attempt/view.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Release } from "#app/domain/course.ts";
import type { ExplainedQuestion } from "#app/domain/quiz/kinds.ts";
import type { Drawn } from "#app/domain/quiz.ts";
import type { Piece } from "../prose/pieces.ts";
import { curled } from "../prose/quotation.ts";
import { renderedLine } from "../prose/rendered.server.ts";

/** A part of a question with its text ready, by position from 1. */
export interface RenderedPart {
  position: number;
  text: Piece[];
}

/** A question of an open attempt as a page shows it. */
export type RenderedItem = { position: number; stem: Piece[]; chosen: number[]; answered: boolean; version: number } & (
  | { kind: "single" | "multiple"; choices: RenderedPart[] }
  | { kind: "matching"; lefts: RenderedPart[]; rights: { position: number; text: string }[] }
  | { kind: "ordering"; steps: RenderedPart[] }
);

interface ExplainedPart extends RenderedPart {
  correct: boolean;
  rationale: Piece[];
}

/** A question that is explained; its steps in the right order. */
export type RenderedExplanation = { position: number; stem: Piece[]; score: Fraction } & (
  | { kind: "single" | "multiple"; choices: (ExplainedPart & { chosen: boolean })[] }
  | { kind: "matching"; pairs: (ExplainedPart & { chosen: string | null; right: string })[] }
  | { kind: "ordering"; steps: (ExplainedPart & { given: number | null })[] }
);

/** The items of an open attempt with their texts ready; ids serve only to find a text again. */
export function renderItems(
  release: Release,
  { items, drawn }: { items: AnsweredItem[]; drawn: Drawn[] },
): RenderedItem[] {
  return items.map((item, at) => renderItem(item, linesOf(release, drawn[at])));
}

/** The same for an attempt that may be explained. */
export function renderExplained(
  release: Release,
  { items, drawn }: { items: ExplainedQuestion[]; drawn: Drawn[] },
): RenderedExplanation[] {
  return items.map((item, at) => renderExplanation(item, linesOf(release, drawn[at])));
}

function renderItem(item: AnsweredItem, line: Line): RenderedItem {
  const { position, chosen, answered, version } = item;
  const asked = { position, chosen, answered, version, stem: line("stem", item.stem) };
  const mixed = (part: { position: number; text: Node[] }) => ({
    position: part.position,
    text: line(`text ${line.idAt(part.position)}`, part.text),
  });
  switch (item.kind) {
    case "matching": {
      const lefts = item.lefts.map(({ position, text }) => ({ position, text: line(`left ${position}`, [text]) }));
      const rights = item.rights.map(({ position, text }) => ({ position, text: curled(text) }));
      return { ...asked, kind: item.kind, lefts, rights };
    }
    case "ordering":
      return { ...asked, kind: item.kind, steps: item.steps.map(mixed) };
    default:
      return { ...asked, kind: item.kind, choices: item.choices.map(mixed) };
  }
}

function renderExplanation(item: ExplainedQuestion, line: Line): RenderedExplanation {
  const asked = { position: item.position, score: item.score, stem: line("stem", item.stem) };
  switch (item.kind) {
    case "matching": {
      const pairs = item.pairs.map(({ left, chosen, right, rationale, ...pair }) => ({
        ...pair,
        text: line(`left ${pair.position}`, [left]),
        chosen: chosen === null ? null : curled(chosen),
        right: curled(right),
        rationale: line(`left ${pair.position} why`, rationale),
      }));
      return { ...asked, kind: item.kind, pairs };
    }
    case "ordering": {
      // By their place in the right order, which is not the one shown before.
      const steps = item.steps.map((step) => ({
        ...step,
        text: line(`step ${step.position}`, step.text),
        rationale: line(`step ${step.position} why`, step.rationale),
      }));
      return { ...asked, kind: item.kind, steps };
    }
    default: {
      const choices = item.choices.map((choice) => ({
        ...choice,
        text: line(`text ${line.idAt(choice.position)}`, choice.text),
        rationale: line(`why ${line.idAt(choice.position)}`, choice.rationale),
      }));
      return { ...asked, kind: item.kind, choices };
    }
  }
}

/** Renders a line of one item, remembered under its name in the release; what is mixed is named by its id. */
interface Line {
  (part: string, nodes: Node[]): Piece[];
  idAt(position: number): string;
}

function linesOf(release: Release, drawn: Drawn | undefined): Line {
  const line = (part: string, nodes: Node[]) => renderedLine(release, `${drawn?.item}/${part}`, nodes);
  return Object.assign(line, { idAt: (position: number) => drawn?.choices[position - 1] ?? "" });
}
