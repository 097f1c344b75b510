import { expect, test } from "vitest";
import { inspectCourse } from "#app/content/compile.ts";
import { isFoundBy, lintText } from "#app/content/lint/language.ts";
import { rules } from "#app/content/lint/rules.ts";
import { beesAnd, beesWith, hive, lesson, quiz, swarm } from "./bees.ts";

const examples = rules.flatMap((rule) => [
  ...rule.hit.map((text) => ({ rule, text, found: true })),
  ...rule.miss.map((text) => ({ rule, text, found: false })),
]);

test("the list has its seventy-five rules, each with examples", () => {
  expect(rules.map(({ id }) => id)).toEqual(
    Array.from({ length: 75 }, (_, at) => `T${String(at + 1).padStart(2, "0")}`),
  );
  expect(examples.length).toBeGreaterThanOrEqual(150);
});

test.each(examples)("$rule.id: “$text” is found: $found", ({ rule, text, found }) => {
  expect(isFoundBy(rule, text)).toBe(found);
});

test("of words that overlap the longer is kept, unless the shorter is graver", () => {
  expect(idsIn("prostituted women")).toEqual(["T03"]);
  expect(idsIn("an ex-prostitute")).toEqual(["T09"]);
  // T63 (a warning) is longer than T62 (an error) within it.
  expect(idsIn("Pt admits to prostitution, denies coercion")).toEqual(["T63", "T62"]);
});

test("rules for objectives and for choices alone are not tried on other words", () => {
  expect(idsIn("Explore the course. All of the above.")).toEqual([]);
});

test("words are found through emphasis and over a line's end, where they stand", () => {
  const { faults } = inspectCourse(beesAnd(lesson, "The drone has a *real\njob* now, and a trigger warning."));
  expect(faults.map(({ id, line, column }) => `${id} ${line}:${column}`)).toEqual([
    "language-error 77:18",
    "language-warning 78:17",
  ]);
});

test("titles, summaries, objectives, attributes and the glossary are read too", () => {
  const sources = [
    [lesson, "summary: A", "summary: A real job. A"],
    [lesson, 'title="Stings"', 'title="A real job"'],
    [hive, "title: The hive", "title: A real job"],
    [hive, "text: a queen", "text: a real job"],
    [quiz, "They calm down.", "A real job."],
    ["glossary.md", "A bee that", "A real job that"],
  ].reduce((all, [path = "", from = "", to = ""]) => beesWith(path, from, to, all), beesAnd(lesson, "Fine."));
  expect(inspectCourse(sources).faults.map(({ path, id, line, column }) => `${path}:${line}:${column} ${id}`)).toEqual([
    "01-the-hive/01-parts.md:7:12 language-error",
    "01-the-hive/01-parts.md:33:33 language-error",
    "01-the-hive/module.md:3:10 language-error",
    "01-the-hive/module.md:9:39 language-error",
    "01-the-hive/quiz.md:16:18 language-error",
    "glossary.md:11:3 language-error",
  ]);
});

test("wrong choices, what to avoid, speech, quotations and names are passed over and counted; rationales are not", () => {
  const sources = [
    [lesson, "The roof\n", "A real job\n"],
    [lesson, '"Open it."', '"Get a real job."'],
    [lesson, "Slowly, please.", "A real job."],
    [lesson, "Bees will be bees.", "A real job."],
    [swarm, "How wonderful for you!", "A real job, even for you!"],
    [swarm, "You shake the branch.", "You say: get a real job."],
    [lesson, 'name="Bee Line"', 'name="Real Jobs"'],
    ["course.md", "name: The beekeepers", "name: The Real Jobs"],
    ["references.json", "Honeybee Democracy", "A Real Job"],
  ].reduce((all, [path = "", from = "", to = ""]) => beesWith(path, from, to, all), beesAnd(lesson, "Fine."));
  const { faults, lint } = inspectCourse(sources);
  expect(faults).toEqual([]);
  expect(lint.passedOver).toEqual({
    "wrong choice": 1,
    "too-warm option": 1,
    "harmful option": 1,
    avoid: 1,
    dialogue: 1,
    quoted: 1,
    name: 2,
    reference: 1,
  });
  expect(lint.overrides).toContainEqual({
    place: { path: lesson, line: 37, column: 1 },
    reason: "a slogan",
    words: ["real job"],
  });
  const inRationale = beesWith(lesson, "It lies on top", "A real job");
  expect(inspectCourse(inRationale).faults.map(({ id }) => id)).toEqual(["language-error"]);
  const ofOptions = beesWith(
    swarm,
    "Nothing was ready.",
    "A real job.",
    beesWith(swarm, "rises, and", "gets a real job,"),
  );
  expect(inspectCourse(ofOptions).faults.map(({ id }) => id)).toEqual(["language-error", "language-error"]);
  const good = beesWith(swarm, "You hold a box under it", "You get a real job");
  expect(inspectCourse(good).faults.map(({ id }) => id)).toEqual(["language-error"]);
  const right = beesWith(lesson, "The floor\n", "A real job\n");
  expect(inspectCourse(right).faults.map(({ id }) => id)).toEqual(["language-error"]);
});

test("words half within a quotation are not passed over", () => {
  const half = beesAnd(lesson, 'Find a {% quoted reason="a slogan" %}real{% /quoted %} job.');
  expect(inspectCourse(half).faults.map(({ id }) => id)).toEqual(["language-error"]);
});

test("a note is told to the author and is no fault", () => {
  const { faults, lint } = inspectCourse(beesAnd(lesson, "A brothel is a place."));
  expect(faults).toEqual([]);
  expect(lint.notes.map(({ place, hit }) => `${place.line}:${place.column} ${hit.rule}`)).toEqual(["77:3 T54"]);
});

function idsIn(text: string): string[] {
  return lintText(text).map(({ rule }) => rule);
}
