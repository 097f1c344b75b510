import type { AnsweredItem } from "#app/domain/attempt/view.ts";
import type { Release } from "#app/domain/course.ts";
import type { Drawn, ExplainedQuestion, ShownQuestion } from "#app/domain/quiz.ts";
import type { Piece } from "../prose/pieces.ts";
import { renderedLine } from "../prose/rendered.server.ts";

/** A question as a page shows it: its texts ready, its choices by position. */
export type RenderedItem<Shown extends ShownQuestion> = Omit<Shown, "stem" | "choices"> & {
  stem: Piece[];
  choices: { position: number; text: Piece[] }[];
};

export interface RenderedExplanation extends Omit<RenderedItem<ExplainedQuestion>, "choices"> {
  choices: { position: number; text: Piece[]; chosen: boolean; correct: boolean; rationale: Piece[] }[];
}

/** The items of an open attempt with their texts ready; ids serve only to find a text again. */
export function renderItems(
  release: Release,
  { items, drawn }: { items: AnsweredItem[]; drawn: Drawn[] },
): RenderedItem<AnsweredItem>[] {
  return items.map((item, at) => ({ ...item, ...renderQuestion(release, item, drawn[at]) }));
}

/** The same for an attempt that may be explained. */
export function renderExplained(
  release: Release,
  { items, drawn }: { items: ExplainedQuestion[]; drawn: Drawn[] },
): RenderedExplanation[] {
  return items.map((item, at) => {
    const { stem, choices } = renderQuestion(release, item, drawn[at]);
    return {
      ...item,
      stem,
      choices: item.choices.map((choice, place) => ({
        ...choice,
        text: choices[place]?.text ?? [],
        rationale: renderedLine(release, nameOf(drawn[at], place, "why"), choice.rationale),
      })),
    };
  });
}

function renderQuestion(release: Release, { stem, choices }: ShownQuestion, drawn: Drawn | undefined) {
  return {
    stem: renderedLine(release, `${drawn?.item}/stem`, stem),
    choices: choices.map(({ position, text }, place) => {
      return { position, text: renderedLine(release, nameOf(drawn, place, "text"), text) };
    }),
  };
}

function nameOf(drawn: Drawn | undefined, place: number, part: string): string {
  return `${drawn?.item}/${drawn?.choices[place]}/${part}`;
}
