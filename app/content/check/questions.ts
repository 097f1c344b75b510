import { type Fault, faultAt } from "#app/content/faults.ts";
import { type AnyFile, filesOf, promptsIn, questionsIn, type WrittenCourse } from "#app/content/read/course.ts";
import { isTag, placeOfNode } from "#app/content/read/document.ts";
import { keyIsLongest, readQuestion } from "#app/content/read/question.ts";
import { plainWritten } from "#app/content/words.ts";
import { checkQuestion } from "./question.ts";
import { checkSelfAssessments } from "./self-assessments.ts";

/** Each check and item can be asked; no quiz gives its keys away by their length; each comparison has two sides, each prompt words. */
export function checkQuestions(written: WrittenCourse): Fault[] {
  return filesOf(written)
    .map(({ file }) => file)
    .filter(({ document }) => document.sound)
    .flatMap((file) => [
      ...questionsIn(file).flatMap((node) => checkQuestion(file.document, node)),
      ...checkKeyLengths(file),
      ...checkKeyPositions(file),
      ...checkComparisons(file),
      ...checkPrompts(file),
      ...checkSelfAssessments(file),
    ]);
}

/** The share of a quiz's items with choices, from 0 to 1, whose length alone gives the key away. */
export function shareOfLongKeys(file: AnyFile): number {
  const questions = questionsIn(file).filter((node) => isTag(node, "item"));
  const items = questions.map(readQuestion).filter(({ kind }) => kind === "single" || kind === "multiple");
  const long = items.filter(keyIsLongest);
  return items.length === 0 ? 0 : long.length / items.length;
}

/** How many single items of a quiz have their key first, second and so on, as written. */
export function keyPositions(file: AnyFile): number[] {
  const items = questionsIn(file)
    .filter((node) => isTag(node, "item"))
    .map(readQuestion)
    .filter(({ kind }) => kind === "single");
  const counts: number[] = [];
  for (const { choices } of items) {
    const at = choices.findIndex(({ correct }) => correct);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return Array.from(counts, (count) => count ?? 0);
}

function checkKeyLengths(file: AnyFile): Fault[] {
  const share = shareOfLongKeys(file);
  if (share <= 0.25) return [];
  const message = `the key is the longest choice in ${Math.round(100 * share)} % of the items`;
  return [faultAt(file.keyAt(["draw"]), share > 0.4 ? "key-longest-over-40" : "key-longest", message)];
}

/** So few single items are no pattern that anybody could learn. */
const fewestForPattern = 10;

function checkKeyPositions(file: AnyFile): Fault[] {
  const positions = keyPositions(file);
  const all = positions.reduce((sum, count) => sum + count, 0);
  const most = Math.max(0, ...positions);
  if (all < fewestForPattern || most <= 0.4 * all) return [];
  const letter = String.fromCharCode(97 + positions.indexOf(most));
  const message = `the key is the ${letter} in ${most} of ${all} single items`;
  return [faultAt(file.keyAt(["draw"]), "key-position", message)];
}

function checkComparisons({ document }: AnyFile): Fault[] {
  return document.nodes
    .filter((node) => isTag(node, "compare"))
    .filter(({ children }) => children.length !== 2 || children[0]?.tag !== "avoid" || children[1]?.tag !== "prefer")
    .map((node) =>
      faultAt(placeOfNode(document, node), "compare-incomplete", "has not one side to avoid and one to prefer"),
    );
}

function checkPrompts(file: AnyFile): Fault[] {
  return promptsIn(file)
    .filter(({ children }) => plainWritten(children) === "")
    .map((node) => faultAt(placeOfNode(file.document, node), "reflection-without-prompt", "asks nothing"));
}
