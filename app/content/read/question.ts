import { plainWritten } from "#app/content/words.ts";
import type { Question } from "#app/domain/course/question.ts";
import { isTag, type Written } from "./document.ts";

/** A check or an item as it was written, its parts told apart whatever is wrong with them. */
export interface WrittenQuestion {
  node: Written;
  kind: Question["kind"];
  stem: Written[];
  choices: WrittenChoice[];
  pairs: WrittenPart[];
  steps: WrittenPart[];
  /** What stands between or after the parts. */
  astray: Written[];
}

export interface WrittenPart {
  node: Written;
  /** What stands in it beside its rationales. */
  text: Written[];
  rationales: Written[];
}

export interface WrittenChoice extends WrittenPart {
  correct: boolean;
}

const partTags = ["choice", "pair", "step"];

export function readQuestion(node: Written): WrittenQuestion {
  const first = node.children.findIndex(isPart);
  const stemEnd = first < 0 ? node.children.length : first;
  const partsCalled = (name: string) => node.children.filter((child) => isTag(child, name)).map(readPart);
  return {
    node,
    kind: kindOf(node.attributes.kind),
    stem: node.children.slice(0, stemEnd),
    choices: partsCalled("choice").map((part) => ({ ...part, correct: part.node.attributes.correct === true })),
    pairs: partsCalled("pair"),
    steps: partsCalled("step"),
    astray: node.children.slice(stemEnd).filter((child) => !isPart(child)),
  };
}

/** The choices, pairs and steps of a question, by the kind that they are of. */
export function partsOf({ choices, pairs, steps }: WrittenQuestion): WrittenPart[] {
  return [...choices, ...pairs, ...steps];
}

/**
 * Whether length alone gives the key away: the correct choice of a single question is longer than every wrong one; in
 * a multiple one, each correct choice is. Never where there are no choices.
 */
export function keyIsLongest({ choices }: WrittenQuestion): boolean {
  const lengths = (correct: boolean) =>
    choices.filter((choice) => choice.correct === correct).map((choice) => plainWritten(choice.text).length);
  const [right, wrong] = [lengths(true), lengths(false)];
  return right.length > 0 && wrong.length > 0 && Math.min(...right) > Math.max(...wrong);
}

export function isOneParagraph(nodes: Written[]): boolean {
  return nodes.length === 1 && nodes[0]?.type === "paragraph" && plainWritten(nodes) !== "";
}

function isPart(node: Written): boolean {
  return partTags.some((name) => isTag(node, name));
}

function readPart(node: Written): WrittenPart {
  return {
    node,
    text: node.children.filter((child) => !isTag(child, "rationale")),
    rationales: node.children.filter((child) => isTag(child, "rationale")),
  };
}

function kindOf(written: unknown): Question["kind"] {
  return written === "multiple" || written === "matching" || written === "ordering" ? written : "single";
}
