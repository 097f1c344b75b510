import { readFileSync } from "node:fs";
import { readCourses } from "#app/content/library.server.ts";
import { type Passage, passagesOf, passagesOfDrawing } from "#app/content/lint/passages.ts";
import { filesOf, readCourse, type WrittenCourse } from "#app/content/read/course.ts";
import { placeAt } from "#app/content/read/source.ts";

/*
 * Runs of eight words or more that a course shares with a text which it may use and not copy, each once:
 *
 *     node tests/content/shared-runs.ts FILE [FOLDER]
 *
 * Names, titles and what stands in `quoted` are left out.
 */

interface Word {
  word: string;
  offset: number;
}

interface Run {
  /** "02-stigma/01-x.md:31". */
  place: string;
  words: string[];
}

const usage = "node tests/content/shared-runs.ts FILE [FOLDER]";
const fewest = 8;

/** Lower case, one apostrophe, no other signs. */
function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase().replaceAll("’", "'"),
    offset: index,
  }));
}

/** Where in a text each run of eight begins. */
function indexOf(words: string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (let at = 0; at + fewest <= words.length; at++) {
    const key = words.slice(at, at + fewest).join(" ");
    index.set(key, [...(index.get(key) ?? []), at]);
  }
  return index;
}

function runsIn(passage: Passage, source: string[], index: Map<string, number[]>): Run[] {
  const text = passage.pieces.map((piece) => piece.text).join("");
  const words = wordsIn(text);
  const runs: Run[] = [];
  for (let at = 0; at + fewest <= words.length; ) {
    const starts = index.get(keyAt(words, at)) ?? [];
    const length = Math.max(0, ...starts.map((start) => sharedLength(words, at, source.slice(start))));
    const piece = pieceAt(passage, words[at]?.offset ?? 0);
    if (length > 0 && piece.exempt?.kind !== "name" && piece.exempt?.kind !== "quoted") {
      const { path, line } = placeAt(passage.source, piece.offset);
      runs.push({ place: `${path}:${line}`, words: words.slice(at, at + length).map(({ word }) => word) });
    }
    at += Math.max(1, length);
  }
  return runs;
}

function keyAt(words: Word[], at: number): string {
  return words
    .slice(at, at + fewest)
    .map(({ word }) => word)
    .join(" ");
}

function sharedLength(words: Word[], at: number, source: string[]): number {
  let length = 0;
  while (at + length < words.length && words[at + length]?.word === source[length]) length += 1;
  return length;
}

function pieceAt({ pieces }: Passage, offset: number): Passage["pieces"][number] {
  let end = 0;
  for (const piece of pieces) {
    end += piece.text.length;
    if (offset < end) return piece;
  }
  throw new Error("No piece is there.");
}

/** What carries over word for word: titles of sources, of modules and of the principles that they name. */
function namesIn({ references, modules }: WrittenCourse): string[] {
  const titles = references.flatMap(({ entry }) => [entry.title, entry["container-title"] ?? ""]);
  const own = modules.flatMap(({ module }) => [module?.fields?.title ?? "", module?.fields?.principle ?? ""]);
  return [...titles, ...own].map((name) => ` ${justWords(name)} `);
}

function justWords(text: string): string {
  return wordsIn(text)
    .map(({ word }) => word)
    .join(" ");
}

if (import.meta.main) {
  const [file, folder = "courses/affirming-care"] = process.argv.slice(2);
  const [course, ...more] = readCourses(folder);
  if (!file || !course || more.length > 0) {
    console.error(usage);
    process.exit(1);
  }
  const { written } = readCourse(course.sources);
  const source = wordsIn(readFileSync(file, "utf8")).map(({ word }) => word);
  const index = indexOf(source);
  const names = namesIn(written);
  const passages = [
    ...filesOf(written).flatMap(({ file: one }) => passagesOf(one)),
    ...written.media.flatMap(passagesOfDrawing),
  ];
  const runs = passages
    .flatMap((passage) => runsIn(passage, source, index))
    .filter(({ words }) => !names.some((name) => name.includes(` ${words.join(" ")} `)));
  console.log(`${runs.length} runs of ${fewest} words or more are shared with ${file}.`);
  for (const { place, words } of runs) console.log(`${place}  ${words.length}  ${words.join(" ")}`);
}
