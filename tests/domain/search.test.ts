import { expect, test } from "vitest";
import type { Release } from "#app/domain/course.ts";
import { readableGlossary } from "#app/domain/glossary.ts";
import { findEvidence } from "#app/domain/progress/evidence.ts";
import { findReadable, progressIn, readableLessons } from "#app/domain/progress.ts";
import { searchLessons } from "#app/domain/search.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner } from "#tests/support/cast.ts";
import { smallRelease, wordOf } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { readLessons, sit } from "#tests/support/sitting.ts";

onBothDatabases("a word that stands only in a locked lesson is in no answer until the lesson opens", async ({ db }) => {
  const learner = await addLearner(db);
  const word = wordOf("lesson21");
  const locked = await answersTo(db, learner, word);
  expect(locked.search).toEqual({ count: 0, hits: [] });
  expect(JSON.stringify(locked)).not.toContain(word);
  expect(locked.terms).toEqual(["Pause"]);

  await readLessons(db, learner, ["lesson11", "lesson12"]);
  await sit(db, learner, "quiz0001", "right");
  const opened = await answersTo(db, learner, word);
  expect(opened.search.count).toBe(1);
  expect(opened.terms).toEqual(["Pause", "Echo"]);
});

onBothDatabases("counts and hits of a common word leave locked lessons out", async ({ db }) => {
  const learner = await addLearner(db);
  const { search } = await answersTo(db, learner, "someone hears");
  expect(search.count).toBe(2);
  expect(search.hits.map(({ lessonId }) => lessonId).sort()).toEqual(["lesson11", "lesson12"]);
});

const release: Release = {
  id: "release",
  courseId: "course01",
  version: "1.0.0",
  hash: "search-test",
  publishedAt: "",
  course: smallRelease().course,
};
const all = new Set(release.course.modules.flatMap(({ lessons }) => lessons.map(({ id }) => id)));

test("a hit leads to its section and shows the words in their place", () => {
  const { hits } = searchLessons(release, { words: "hears", readable: new Set(["lesson11"]) });
  expect(hits).toEqual([
    {
      moduleTitle: "Hearing",
      lessonId: "lesson11",
      lessonTitle: "Lesson 1.1",
      anchor: "a-pause",
      heading: "A pause",
      excerpt: [
        { text: "Someone ", isMatch: false },
        { text: "hears", isMatch: true },
        { text: " it. So it is said.", isMatch: false },
      ],
    },
  ]);
});

test("every word must be found, in any case and by its beginning", () => {
  const count = (words: string) => searchLessons(release, { words, readable: all }).count;
  expect(count("SOMEONE hear")).toBe(4);
  expect(count("someone unheard")).toBe(0);
  expect(count("")).toBe(0);
  expect(count("* \" ' -- % ( OR [")).toBe(0);
});

test("a long text is cut around the match, and no mark falls outside its word", () => {
  const text = `${"wandering ".repeat(60)}Café finally ${"onwards ".repeat(60)}`;
  const course = smallRelease((course) => ({
    ...course,
    modules: course.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) => ({
        ...lesson,
        sections: [{ anchor: null, heading: "", text: `🌂 ${text}` }],
      })),
    })),
  })).course;
  const long = { ...release, hash: "search-test-long", course };
  const { hits } = searchLessons(long, { words: "cafe", readable: new Set(["lesson11"]) });
  const excerpt = hits[0]?.excerpt ?? [];
  expect(excerpt.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(["Café"]);
  expect(excerpt[0]).toEqual({ text: "…", isMatch: false });
  expect(excerpt.map(({ text }) => text).join("").length).toBeLessThan(240);
});

test("a term leads to the lessons that use it, of those one may read; one that no lesson uses stands alone", () => {
  const course = {
    ...release.course,
    glossary: [...release.course.glossary, { anchor: "calm", term: "Calm", definition: [] }],
  };
  const glossary = readableGlossary(course, new Set(["lesson11"]));
  expect(glossary.map(({ term, lessons }) => [term, lessons.map(({ id }) => id)])).toEqual([
    ["Pause", ["lesson11"]],
    ["Calm", []],
  ]);
});

async function answersTo(db: Db, { enrolment, release }: Learner, words: string) {
  const progress = progressIn({ course: release.course, evidence: await findEvidence(db, enrolment.id) });
  const readable = readableLessons(progress);
  expect(readable.has("lesson21")).toBe(findReadable(progress, "lesson21") !== undefined);
  const glossary = readableGlossary(release.course, readable);
  return { search: searchLessons(release, { words, readable }), glossary, terms: glossary.map(({ term }) => term) };
}
