import type { AnswerPart } from "./parts.ts";
import { discriminationOf, facilityOf, type Tally } from "./tally.ts";

/** What an author might look at, the most pressing first. `choices` are the alternatives it is about. */
export interface Advice {
  kind: AdviceKind;
  choices: string[];
}

export type AdviceKind = (typeof pressing)[number];

const pressing = [
  "check-key",
  "wrong-choice-draws",
  "nearly-none-right",
  "tells-little",
  "nearly-all-right",
  "never-chosen",
] as const;

/** Where the words of the figures change. A discrimination under 0.2 is poor by the usual rule (Ebel and Frisbie). */
const bounds = { nearlyAll: 0.95, nearlyNone: 0.3, poor: 0.2, fewestChoosers: 5 };

/** What an item's figures suggest; nothing where they are as they should be. */
export function adviseOn(tally: Tally, choices: AnswerPart[]): Advice[] {
  const facility = facilityOf(tally);
  const discrimination = discriminationOf(tally);
  const isMiddling = facility > bounds.nearlyNone && facility < bounds.nearlyAll;
  const wrong = choices.filter(({ correct }) => !correct).map(({ id }) => id);
  const drawing = wrong.filter((id) => drawsTheAble(tally, id));
  const unused = wrong.filter((id) => !tally.chosen[id]);
  const found: Record<AdviceKind, boolean> = {
    "check-key": discrimination !== null && discrimination < 0,
    "wrong-choice-draws": drawing.length > 0,
    "nearly-none-right": facility <= bounds.nearlyNone,
    "tells-little": isMiddling && discrimination !== null && discrimination >= 0 && discrimination < bounds.poor,
    "nearly-all-right": facility >= bounds.nearlyAll,
    "never-chosen": unused.length > 0,
  };
  const about: Partial<Record<AdviceKind, string[]>> = { "wrong-choice-draws": drawing, "never-chosen": unused };
  return pressing.filter((kind) => found[kind]).map((kind) => ({ kind, choices: about[kind] ?? [] }));
}

/** How pressing the first advice is, from 0; the last place for none. */
export function urgencyOf(advice: Advice[]): number {
  const [first] = advice;
  return first ? pressing.indexOf(first.kind) : pressing.length;
}

/** Whether those who chose it did better on the rest than all did; told only of five or more of them. */
function drawsTheAble({ attempts, rest, chosen }: Tally, id: string): boolean {
  const { times, rest: theirs } = chosen[id] ?? { times: 0, rest: 0 };
  return times >= bounds.fewestChoosers && theirs * attempts > rest * times;
}
