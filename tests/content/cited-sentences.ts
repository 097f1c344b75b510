import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { formatReferences } from "#app/content/build/references.ts";
import { readCourses } from "#app/content/library.server.ts";
import { type AnyFile, filesOf, readCourse } from "#app/content/read/course.ts";
import { isTag, placeOfNode, type Written } from "#app/content/read/document.ts";
import { plainText } from "#app/content/words.ts";

/*
 * Sentences of a course that cite something, to be judged against what they cite: a sample by a seed, or all.
 *
 *     node tests/content/cited-sentences.ts SEED COUNT|all [FOLDER]
 *
 * The same seed draws the same sentences as long as their number stays.
 */

interface CitedSentence {
  /** "02-stigma/01-x.md:31", the line of the paragraph. */
  place: string;
  /** As it is read, with [B12, p. 3] where it cites. */
  text: string;
  refs: string[];
}

const usage = "node tests/content/cited-sentences.ts SEED COUNT|all [FOLDER]";
/** Stands for a citation while sentences are parted. */
const mark = "\uFFFC";
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
/** Ends that are no end. */
const abbreviated = /(?:\b(?:v|vs|p|pp|c|ca|cf|no|St|Dr|Mr|Ms|Mrs|e\.g|i\.e|et al|etc)|\b[A-Z])\.\s*$/;

function citedSentencesIn(file: AnyFile): CitedSentence[] {
  return file.document.nodes
    .filter(({ type }) => type === "inline")
    .flatMap((node) => {
      const cites: { ref: string; printed: string }[] = [];
      const text = wordsOf(node, cites).replace(/\s+/g, " ").trim();
      const { path, line } = placeOfNode(file.document, node);
      let used = 0;
      return sentencesOf(text).flatMap((sentence) => {
        const own = cites.slice(used, used + sentence.split(mark).length - 1);
        used += own.length;
        if (own.length === 0) return [];
        let next = 0;
        const words = sentence.replaceAll(mark, () => own[next++]?.printed ?? "").trim();
        return [{ place: `${path}:${line}`, text: words, refs: [...new Set(own.map(({ ref }) => ref))] }];
      });
    });
}

function wordsOf(node: Written, cites: { ref: string; printed: string }[]): string {
  if (node.type === "softbreak" || node.type === "hardbreak") return " ";
  if (isTag(node, "cite")) {
    const { ref, at } = node.attributes;
    cites.push({ ref: String(ref), printed: at === undefined ? `[${ref}]` : `[${ref}, ${at}]` });
    return mark;
  }
  const { content } = node.attributes;
  if (typeof content === "string") return content;
  return node.children.map((child) => wordsOf(child, cites)).join("");
}

/** A citation after the full stop belongs to what it follows. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = sentences.at(-1);
    const goesOn = last !== undefined && (abbreviated.test(last) || /^[\s\uFFFC.]+$/.test(segment));
    if (goesOn) sentences[sentences.length - 1] = last + segment;
    else sentences.push(segment);
  }
  return sentences;
}

/** So many of them by a seed, in the order of the text. */
function sampleOf<One>(all: One[], { seed, count }: { seed: number; count: number }): One[] {
  const generator = xoroshiro128plus(seed);
  const left = all.map((_, at) => at);
  const drawn = Array.from({ length: Math.min(count, all.length) }, () =>
    left.splice(uniformInt(generator, 0, left.length - 1), 1),
  ).flat();
  return drawn.sort((a, b) => a - b).flatMap((at) => all[at] ?? []);
}

if (import.meta.main) {
  const [seed, count, folder = "courses/affirming-care"] = process.argv.slice(2);
  const [course, ...more] = readCourses(folder);
  const wanted = count === "all" ? Number.POSITIVE_INFINITY : Number(count);
  if (!course || more.length > 0 || !Number.isSafeInteger(Number(seed)) || !(wanted >= 1)) {
    console.error(usage);
    process.exit(1);
  }
  const { written } = readCourse(course.sources);
  const references = new Map(
    formatReferences(written.references.map(({ entry }) => entry)).map((reference) => [reference.id, reference]),
  );
  const all = filesOf(written).flatMap(({ file }) => citedSentencesIn(file));
  const sample = sampleOf(all, { seed: Number(seed), count: wanted });
  console.log(`${sample.length} of ${all.length} cited sentences, seed ${seed}.`);
  for (const [at, { place, text, refs }] of sample.entries()) {
    console.log(`\n${at + 1}. ${place}\n   ${text}`);
    for (const ref of refs) {
      const reference = references.get(ref);
      console.log(`   ${ref}: ${reference ? plainText(reference.entry) : "not in references.json"}`);
      if (reference?.limits) console.log(`      ${reference.limits}`);
    }
  }
}
