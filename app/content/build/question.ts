import type { Written } from "#app/content/read/document.ts";
import { readQuestion, type WrittenChoice, type WrittenPart } from "#app/content/read/question.ts";
import { choice } from "#app/content/tags/choice.ts";
import { pair } from "#app/content/tags/pair.ts";
import { step } from "#app/content/tags/step.ts";
import type { Check, Choice, Pair, Question, Step } from "#app/domain/course/question.ts";
import type { Node } from "#app/domain/course/text.ts";
import { elementsOf, type Links, wordsOf } from "./elements.ts";

/** An item's question with its key: what only the server keeps. */
export function questionOf(node: Written, links: Links): Question {
  const { kind, pairs, steps } = readQuestion(node);
  if (kind === "matching") return { ...asked(node, links), kind, pairs: pairs.map((part) => pairOf(part, links)) };
  if (kind === "ordering") return { ...asked(node, links), kind, steps: steps.map((part) => stepOf(part, links)) };
  return checkOf(node, links);
}

/** A check, or an item with choices, with its key. */
export function checkOf(node: Written, links: Links): Check {
  const { kind, choices } = readQuestion(node);
  const called = kind === "multiple" ? kind : "single";
  return { ...asked(node, links), kind: called, choices: choices.map((part) => choiceOf(part, links)) };
}

function asked(node: Written, links: Links) {
  const { id, objective } = node.attributes;
  return { id: String(id), objective: String(objective), stem: elementsOf(readQuestion(node).stem, links) };
}

function choiceOf(part: WrittenChoice, links: Links): Choice {
  const { id = "", "keep-last": keepLast } = choice.attributes.parse(part.node.attributes);
  const { correct } = part;
  return { id, text: wordsOf(part.text, links), correct, rationale: rationaleOf(part, links), keepLast };
}

function pairOf(part: WrittenPart, links: Links): Pair {
  const { id = "", left, right } = pair.attributes.parse(part.node.attributes);
  return { id, left, right, rationale: rationaleOf(part, links) };
}

function stepOf(part: WrittenPart, links: Links): Step {
  const { id = "" } = step.attributes.parse(part.node.attributes);
  return { id, text: wordsOf(part.text, links), rationale: rationaleOf(part, links) };
}

function rationaleOf({ rationales }: WrittenPart, links: Links): Node[] {
  return wordsOf(
    rationales.flatMap(({ children }) => children),
    links,
  );
}
