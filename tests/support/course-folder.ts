import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { lintText } from "#app/content/lint/language.ts";
import { shortCourse } from "./short-course.ts";

/**
 * A courses/ folder of the test's own: the short course (the whole one in the long programme) with each file's text
 * changed. Answers with the folder to name in ATTUNE_COURSES; it goes when the test is over.
 */
export function courseFolder(change: (text: string, path: string) => string): string {
  const courses = shortCourse();
  onTestFinished(() => rmSync(courses, { recursive: true, force: true }));
  const course = join(courses, "affirming-care");
  for (const path of readdirSync(course, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".md")) continue;
    const file = join(course, path);
    writeFileSync(file, change(readFileSync(file, "utf8"), path));
  }
  return courses;
}

/** The same text in which other answers are right and every rationale reads differently. */
export function withOtherKeys(text: string): string {
  return text
    .replace(/\{% (check|item) [\s\S]*?\{% \/\1 %\}/g, turned)
    .replace(/\{% rationale %\}[\s\S]*?\{% \/rationale %\}/g, "{% rationale %}A different reason.{% /rationale %}");
}

/**
 * The same case in which every option is of another quality, and what comes of it, why, every scene but the first, every
 * ending and the debrief read differently: all that one learns only by choosing.
 */
export function withOtherOutcomes(text: string): string {
  // None becomes good whose words only a wrong option may use.
  const qualities: Record<string, string> = { good: "harmful", "too-warm": "harmful", harmful: "too-warm" };
  const words = (tag: string) => new RegExp(`(\\{% ${tag}\\b[^%]*%\\})[\\s\\S]*?(\\{% \\/${tag} %\\})`, "g");
  return text
    .replace(/quality="([\w-]+)"/g, (_, quality: string) => `quality="${qualities[quality]}"`)
    .replace(/(?<=\{% \/scene %\}\s*\{% scene id="\w+" %\}\n)[^\n]+/g, inOtherLetters)
    .replace(words("consequence"), inOtherLetters)
    .replace(words("feedback"), inOtherLetters)
    .replace(words("ending"), inOtherLetters)
    .replace(words("debrief"), inOtherLetters);
}

/** As many words, none of them the same: what is counted of a text stays. Tags are left as they are. */
function inOtherLetters(text: string): string {
  const next = (letter: string) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97);
  const parts = text.split(/(\{%[^%]*%\})/);
  return parts.map((part, at) => (at % 2 === 1 ? part : part.replace(/[a-z]/g, next))).join("");
}

/**
 * Each choice is as correct as one before it was, so that the longest is not the key where that can be; those whose
 * words only a wrong choice may use stay wrong: the course still passes its own rules. Each right side goes to the next
 * pair, each step's words to the next step.
 */
function turned(question: string): string {
  const choices = [...question.matchAll(/(\{% choice id="\w+")( correct=true)?( %\}[\s\S]*?\{% \/choice %\})/g)];
  const fair = choices.filter(([, , , rest = ""]) => lintText(rest).every(({ severity }) => severity === "info"));
  const lengthOf = ([, , , rest = ""]: RegExpMatchArray) => rest.split("{% rationale %}")[0]?.length ?? 0;
  const longest = Math.max(...choices.map(lengthOf));
  const shifts = fair.slice(1).map((_, at) => at + 1);
  const isTold = (shift: number) => fair.some((choice, at) => fair.at(at - shift)?.[2] && lengthOf(choice) === longest);
  const shift = shifts.find((shift) => !isTold(shift)) ?? 1;
  const marks = new Map(fair.map(([whole], at) => [whole, fair.at(at - shift)?.[2] ?? ""]));
  const marked = choices.reduce(
    (text, [whole, open, , rest]) => text.replace(whole, () => `${open}${marks.get(whole) ?? ""}${rest}`),
    question,
  );
  return movedOn(movedOn(marked, / right="[^"]*"/g), /(?<=\{% step id="\w+" %\}\n)[^{]*(?=\n)/g);
}

/** Each match with the words of the match before it. */
function movedOn(text: string, pattern: RegExp): string {
  const all = [...text.matchAll(pattern)].map(([words]) => words);
  let at = 0;
  return text.replace(pattern, () => all.at(at++ - 1) ?? "");
}
