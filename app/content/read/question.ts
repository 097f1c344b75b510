import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { plainWritten } from "#app/content/words.ts";
import { type Document, isTag, placeOfNode, type Written } from "./document.ts";

/** A check or an item as it was written, its parts told apart whatever is wrong with them. */
export interface WrittenQuestion {
  node: Written;
  multiple: boolean;
  stem: Written[];
  choices: WrittenChoice[];
  /** What stands between or after the choices. */
  astray: Written[];
}

export interface WrittenChoice {
  node: Written;
  id: unknown;
  correct: boolean;
  text: Written[];
  rationales: Written[];
}

export function readQuestion(node: Written): WrittenQuestion {
  const isChoice = (child: Written) => isTag(child, "choice");
  const first = node.children.findIndex(isChoice);
  const stemEnd = first < 0 ? node.children.length : first;
  return {
    node,
    multiple: node.attributes.kind === "multiple",
    stem: node.children.slice(0, stemEnd),
    choices: node.children.filter(isChoice).map(readChoice),
    astray: node.children.slice(stemEnd).filter((child) => !isChoice(child)),
  };
}

/** Checks what makes a question one that can be asked: its stem, its choices, its key and every rationale. */
export function checkQuestion(document: Document, node: Written): Fault[] {
  const question = readQuestion(node);
  const { multiple, stem, choices, astray } = question;
  const named = `{% ${node.tag} %}`;
  const fault = (at: Written, id: FaultId, message: string) => faultAt(placeOfNode(document, at), id, message);
  const least = node.tag === "item" ? 3 : 2;
  const right = choices.filter((choice) => choice.correct).length;
  return [
    ...(plainWritten(stem) === "" ? [fault(node, "question-without-stem", `${named} asks nothing`)] : []),
    ...astray.map((piece) => fault(piece, "content-misplaced", "text stands after a choice")),
    ...(choices.length < least
      ? [fault(node, "choices-too-few", `${named} has too few choices (${choices.length})`)]
      : []),
    ...(!multiple && right !== 1
      ? [fault(node, "key-not-single", `${named} marks ${right} of ${choices.length} choices correct`)]
      : []),
    ...(multiple && (right < 2 || right === choices.length)
      ? [fault(node, "key-not-multiple", `${named} marks ${right} of ${choices.length} choices correct`)]
      : []),
    ...choices.flatMap((choice) => checkChoice(choice, fault)),
  ];
}

/**
 * Whether length alone gives the key away: the correct choice of a single question is longer than every wrong one; in
 * a multiple one, each correct choice is.
 */
export function keyIsLongest({ choices }: WrittenQuestion): boolean {
  const lengths = (correct: boolean) =>
    choices.filter((choice) => choice.correct === correct).map((choice) => plainWritten(choice.text).length);
  const [right, wrong] = [lengths(true), lengths(false)];
  return right.length > 0 && wrong.length > 0 && Math.min(...right) > Math.max(...wrong);
}

function readChoice(node: Written): WrittenChoice {
  return {
    node,
    id: node.attributes.id,
    correct: node.attributes.correct === true,
    text: node.children.filter((child) => !isTag(child, "rationale")),
    rationales: node.children.filter((child) => isTag(child, "rationale")),
  };
}

function checkChoice(
  { node, text, rationales }: WrittenChoice,
  fault: (at: Written, id: FaultId, message: string) => Fault,
): Fault[] {
  const words = plainWritten(text);
  const [rationale] = rationales;
  return [
    ...(isOneParagraph(text) ? [] : [fault(node, "not-one-paragraph", "a choice is not one paragraph")]),
    ...(/^(true|false)\W*$/i.test(words) ? [fault(node, "true-or-false", `the choice "${words}"`)] : []),
    ...(/\b(all|none|any|both|neither) of (the )?(above|below)\b/i.test(words)
      ? [fault(node, "all-of-the-above", `the choice "${words}"`)]
      : []),
    ...(rationales.length === 1
      ? []
      : [
          fault(
            node,
            "rationale-missing",
            rationales.length === 0 ? "a choice has no rationale" : "a choice has more than one rationale",
          ),
        ]),
    ...(rationale && !isOneParagraph(rationale.children)
      ? [fault(rationale, "not-one-paragraph", "a rationale is not one paragraph")]
      : []),
  ];
}

export function isOneParagraph(nodes: Written[]): boolean {
  return nodes.length === 1 && nodes[0]?.type === "paragraph" && plainWritten(nodes) !== "";
}
