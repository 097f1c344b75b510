import MiniSearch from "minisearch";
import type { Release } from "./course.ts";

/** A section of a lesson that holds what was searched for. */
export interface Hit {
  moduleTitle: string;
  lessonId: string;
  lessonTitle: string;
  /** Null before a lesson's first heading. */
  anchor: string | null;
  heading: string;
  /** A little of the text, in parts; those that matched are marked. */
  excerpt: { text: string; isMatch: boolean }[];
}

interface Section extends Omit<Hit, "excerpt"> {
  id: string;
  text: string;
}

/** How many hits are shown; all are counted. */
const shown = 20;

/** Finds words in the lessons that a learner may read; others are left out before anything is counted. */
export function searchLessons(
  release: Release,
  { words, readable }: { words: string; readable: Set<string> },
): { count: number; hits: Hit[] } {
  const { index, sections } = indexOf(release);
  const results = index.search(words, {
    combineWith: "AND",
    prefix: (term) => term.length >= 3,
    boost: { lessonTitle: 3, heading: 2 },
    filter: ({ id }) => readable.has(sections.get(id)?.lessonId ?? ""),
  });
  const hits = results.slice(0, shown).flatMap(({ id, terms }) => {
    const section = sections.get(id);
    return section ? [toHit(section, terms)] : [];
  });
  return { count: results.length, hits };
}

interface Index {
  index: MiniSearch<Section>;
  sections: Map<unknown, Section>;
}

/** By content hash: made when a release is first searched in this process. */
const indexes = new Map<string, Index>();

function indexOf({ hash, course }: Release): Index {
  const known = indexes.get(hash);
  if (known) return known;
  const sections = course.modules.flatMap((module) =>
    module.lessons.flatMap((lesson) =>
      lesson.sections.map((section, at) => ({
        id: `${lesson.id}/${at}`,
        moduleTitle: module.title,
        lessonId: lesson.id,
        lessonTitle: lesson.title,
        ...section,
      })),
    ),
  );
  const index = new MiniSearch<Section>({ fields: ["lessonTitle", "heading", "text"], processTerm: plain });
  index.addAll(sections);
  const made = { index, sections: new Map(sections.map((section) => [section.id, section])) };
  indexes.set(hash, made);
  return made;
}

/** Lower case without accents, as long as before, so that places in the plain text are places in the text. */
function plain(text: string): string {
  const letters = [...text].map((letter) => (letter.length > 1 ? letter : letter.normalize("NFD").charAt(0)));
  return letters
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join("");
}

function toHit({ id: _, text, ...section }: Section, terms: string[]): Hit {
  const places = matchesIn(text, terms);
  const start = startOfExcerpt(text, places[0]?.at ?? 0);
  const end = endOfExcerpt(text, start + 220);
  const inside = places.filter(({ at, length }) => at >= start && at + length <= end);
  const excerpt = inside.flatMap(({ at, length }, index) => {
    const before = inside[index - 1];
    const from = before ? before.at + before.length : start;
    return [
      { text: text.slice(from, at), isMatch: false },
      { text: text.slice(at, at + length), isMatch: true },
    ];
  });
  const last = inside.at(-1);
  const rest = { text: text.slice(last ? last.at + last.length : start, end), isMatch: false };
  const parts = [...excerpt, rest].filter((part) => part.text !== "");
  return { ...section, excerpt: withEllipses(parts, { cutBefore: start > 0, cutAfter: end < text.length }) };
}

function matchesIn(text: string, terms: string[]): { at: number; length: number }[] {
  const words = plain(text).matchAll(/[\p{L}\p{N}]+/gu);
  return [...words]
    .filter(([word]) => terms.includes(word))
    .map((word) => ({ at: word.index, length: word[0].length }));
}

/** A word's beginning, some way before the first match. */
function startOfExcerpt(text: string, match: number): number {
  if (match < 80) return 0;
  return text.lastIndexOf(" ", match - 60) + 1;
}

/** A word's end, before the text goes on. */
function endOfExcerpt(text: string, limit: number): number {
  return limit >= text.length ? text.length : text.lastIndexOf(" ", limit);
}

function withEllipses(parts: Hit["excerpt"], { cutBefore, cutAfter }: { cutBefore: boolean; cutAfter: boolean }) {
  const ellipsis = { text: "…", isMatch: false };
  return [...(cutBefore ? [ellipsis] : []), ...parts, ...(cutAfter ? [ellipsis] : [])];
}
