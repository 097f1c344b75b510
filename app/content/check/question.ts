import { type Fault, type FaultId, faultAt } from "#app/content/faults.ts";
import { type Document, placeOfNode, type Written } from "#app/content/read/document.ts";
import {
  isOneParagraph,
  partsOf,
  readQuestion,
  type WrittenPart,
  type WrittenQuestion,
} from "#app/content/read/question.ts";
import { plainWritten } from "#app/content/words.ts";
import type { Question } from "#app/domain/course/question.ts";

type Report = (at: Written, id: FaultId, message: string) => void;

const fewestPairsOrSteps = 3;
const mostPairsOrSteps = 10;

/** Checks what makes a question one that can be asked: its stem, its parts, its key and every rationale. */
export function checkQuestion(document: Document, node: Written): Fault[] {
  const faults: Fault[] = [];
  const report: Report = (at, id, message) => faults.push(faultAt(placeOfNode(document, at), id, message));
  const question = readQuestion(node);
  if (plainWritten(question.stem) === "") report(node, "question-without-stem", `${named(question)} asks nothing`);
  for (const piece of question.astray) report(piece, "content-misplaced", "text stands after a choice, pair or step");
  checkKinds(question, report);
  if (question.kind === "matching") checkPairs(question, report);
  else if (question.kind === "ordering") checkSteps(question, report);
  else checkChoices(question, report);
  for (const part of partsOf(question)) checkRationale(part, report);
  return faults;
}

/** A part belongs to the kind of question that it stands in. */
function checkKinds({ kind, choices, pairs, steps }: WrittenQuestion, report: Report): void {
  const parts: Record<Question["kind"], WrittenPart[]> = {
    single: choices,
    multiple: choices,
    matching: pairs,
    ordering: steps,
  };
  for (const part of [...choices, ...pairs, ...steps]) {
    if (parts[kind].includes(part)) continue;
    report(part.node, "part-of-other-kind", `{% ${part.node.tag} %} stands in a ${kind} question`);
  }
}

function checkChoices(question: WrittenQuestion, report: Report): void {
  const { node, kind, choices } = question;
  const least = node.tag === "item" ? 3 : 2;
  const right = choices.filter((choice) => choice.correct).length;
  const marks = `${named(question)} marks ${right} of ${choices.length} choices correct`;
  if (choices.length < least) {
    report(node, "choices-too-few", `${named(question)} has too few choices (${choices.length})`);
  }
  if (kind === "single" && right !== 1) report(node, "key-not-single", marks);
  if (kind === "multiple" && (right < 2 || right === choices.length)) report(node, "key-not-multiple", marks);
  for (const { node, text } of choices) {
    const words = plainWritten(text);
    if (!isOneParagraph(text)) report(node, "not-one-paragraph", "a choice is not one paragraph");
    if (/^(true|false)\W*$/i.test(words)) report(node, "true-or-false", `the choice "${words}"`);
    if (/\b(all|none|any|both|neither) of (the )?(above|below)\b/i.test(words)) {
      report(node, "all-of-the-above", `the choice "${words}"`);
    }
  }
}

function checkPairs(question: WrittenQuestion, report: Report): void {
  const { pairs } = question;
  checkCount(question, { parts: pairs, called: "pairs" }, report);
  for (const side of ["left", "right"]) {
    const read = pairs.map(({ node }) => ({ node, words: String(node.attributes[side] ?? "") }));
    checkAlike(read, { called: `the ${side} side` }, report);
  }
}

function checkSteps(question: WrittenQuestion, report: Report): void {
  const { steps } = question;
  checkCount(question, { parts: steps, called: "steps" }, report);
  for (const { node, text } of steps) {
    if (!isOneParagraph(text)) report(node, "not-one-paragraph", "a step is not one paragraph");
  }
  const read = steps.map(({ node, text }) => ({ node, words: plainWritten(text) }));
  checkAlike(read, { called: "the step" }, report);
}

function checkCount(
  question: WrittenQuestion,
  { parts, called }: { parts: WrittenPart[]; called: string },
  report: Report,
): void {
  const says = `${named(question)} has ${parts.length} ${called}`;
  if (parts.length < fewestPairsOrSteps) report(question.node, "parts-too-few", says);
  if (parts.length > mostPairsOrSteps) report(question.node, "parts-too-many", says);
}

/** Whoever answers could not tell two parts that read the same, and one of the two would count as wrong. */
function checkAlike(read: { node: Written; words: string }[], { called }: { called: string }, report: Report): void {
  const seen = new Set<string>();
  for (const { node, words } of read) {
    const plain = words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    if (plain !== "" && seen.has(plain)) report(node, "parts-alike", `${called} "${words}" stands twice`);
    seen.add(plain);
  }
}

function checkRationale({ node, rationales }: WrittenPart, report: Report): void {
  const [rationale] = rationales;
  const called = `a ${node.tag}`;
  if (!rationale) report(node, "rationale-missing", `${called} has no rationale`);
  if (rationales.length > 1) report(node, "rationale-missing", `${called} has more than one rationale`);
  if (rationale && !isOneParagraph(rationale.children)) {
    report(rationale, "not-one-paragraph", "a rationale is not one paragraph");
  }
}

function named({ node }: WrittenQuestion): string {
  return `{% ${node.tag} %}`;
}
