import { expect, test } from "vitest";
import { inspectCourse } from "#app/content/compile.ts";
import { printFault } from "#app/content/faults.ts";
import { readCourses } from "#app/content/library.server.ts";
import { reportOn } from "#app/content/report.ts";
import type { Item } from "#app/domain/course/question.ts";

const folder = readCourses("courses").find(({ slug }) => slug === "affirming-care");
const inspection = inspectCourse(folder?.sources ?? {});
const { course, lint } = inspection;
const modules = course?.modules ?? [];
const lessons = modules.flatMap((module) =>
  module.lessons.map((lesson) => ({ name: `${module.title}: ${lesson.title}`, lesson })),
);

test("the shipped course compiles without a fault, and no word of it is on the list", () => {
  expect(inspection.faults.map(printFault)).toEqual([]);
  expect([lint.errors, lint.warnings]).toEqual([0, 0]);
});

test("it has an orientation, the five principles word for word, and a capstone, each of the full measure", () => {
  expect(modules.map(({ principle }) => principle)).toEqual([
    null,
    "Respecting Autonomy and Boundaries",
    "Challenging Stigma and Misconceptions",
    "Affirming Consent and Empowerment",
    "Advocating for Rights and Dignity",
    "Supporting Holistic Well-being",
    null,
  ]);
  for (const { title, lessons, quiz, objectives, contentNote, evidenceLimits } of modules) {
    const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
    expect([title, lessons.length >= 4 && lessons.length <= 5]).toEqual([title, true]);
    const words = sum(lessons.map((lesson) => lesson.words));
    expect([title, words >= 5_000 && words <= 6_000]).toEqual([title, true]);
    expect(sum(lessons.map(({ checks }) => checks.length)), title).toBeGreaterThanOrEqual(8);
    expect(quiz?.items.length, title).toBeGreaterThanOrEqual(16);
    expect([title, objectives.length]).toEqual([title, 6]);
    expect([contentNote, evidenceLimits].every(Boolean), title).toBe(true);
    const options = lessons.flatMap(({ vignettes }) =>
      vignettes.flatMap(({ scenes }) => scenes.flatMap(({ options }) => options)),
    );
    expect(
      options.map(({ quality }) => quality),
      title,
    ).toContain("too-warm");
    expect(sum(lessons.map(({ reflections }) => reflections.length)), title).toBe(1);
    expect(sum(lessons.map(({ tools }) => tools.length)), title).toBeGreaterThanOrEqual(1);
    expect(
      lessons.some(({ body }) => JSON.stringify(body).includes('"figure"')),
      title,
    ).toBe(true);
  }
  const [orientation, ...others] = modules;
  expect(orientation?.credit).toBe(false);
  const ids = modules.map(({ id }) => id);
  for (const module of others.slice(0, 5)) expect([module.credit, module.needs]).toEqual([true, [orientation?.id]]);
  expect(others[5]).toMatchObject({ credit: true, needs: ids.slice(0, 6) });
});

test("the capstone draws two of four or more for each principle and asks for one of each", () => {
  const { items = [], draw = [], perPrinciple } = modules[6]?.quiz ?? {};
  const principles = modules.flatMap(({ principle }) => principle ?? []);
  const drawn = draw.map(({ by, of, count }) => `${count} by ${by}: ${of}`);
  expect(drawn.sort()).toEqual(principles.map((of) => `2 by principle: ${of}`).sort());
  expect(perPrinciple).toBe(1);
  for (const principle of principles) {
    expect(items.filter((item) => item.principle === principle).length).toBeGreaterThanOrEqual(4);
  }
});

test.each(lessons)("$name has 900 to 1,500 words, three headings, two checks and three sources", ({ lesson }) => {
  expect(lesson.words).toBeGreaterThanOrEqual(900);
  expect(lesson.words).toBeLessThanOrEqual(1_500);
  expect(lesson.checks.length).toBeGreaterThanOrEqual(2);
  expect(lesson.checks.map(({ kind }) => kind)).toContain("single");
  expect(lesson.cites.length).toBeGreaterThanOrEqual(3);
  expect(lesson.sections.filter(({ anchor }) => anchor).length).toBeGreaterThanOrEqual(3);
});

test.each(
  modules,
)("$title has banks of at least twice the draw, four choices, pairs or steps an item, and few keys told by length", (module) => {
  const { items = [], draw = [] } = module.quiz ?? {};
  for (const { by, of, count } of draw) {
    expect(items.filter((item) => item[by] === of).length).toBeGreaterThanOrEqual(2 * count);
  }
  const assessed = new Set(items.map(({ objective }) => objective));
  expect([...assessed].sort()).toEqual(module.objectives.map(({ id }) => id).sort());
  for (const item of items) expect(countParts(item)).toBeGreaterThanOrEqual(4);
  const { keyLongest } = reportOn(inspection).course?.modules.find(({ id }) => id === module.id) ?? { keyLongest: 100 };
  expect(keyLongest).toBeLessThanOrEqual(25);
});

test("items name a lesson of their own module, and the key does not always stand in one place", () => {
  for (const { title, lessons, quiz } of modules) {
    const own = lessons.map(({ id }) => id);
    const items = quiz?.items ?? [];
    expect(items.filter((item) => !own.includes(item.lesson)).map(({ id }) => `${title} ${id}`)).toEqual([]);
    const places = items.flatMap((item) => {
      return item.kind === "single" ? [item.choices.findIndex(({ correct }) => correct)] : [];
    });
    const most = Math.max(...[0, 1, 2, 3].map((place) => places.filter((one) => one === place).length));
    expect(most / places.length, title).toBeLessThanOrEqual(0.5);
  }
});

test("its hours are those of its worksheet, an estimate while there is no pilot", () => {
  expect(course?.hours).toMatchObject({ method: "mergener", difficulty: 2, ratedBy: null, pilot: null });
  expect(course?.hours.hours).toBeGreaterThan(0);
  const words = modules
    .filter(({ credit }) => credit)
    .flatMap(({ lessons }) =>
      lessons.flatMap((lesson) => [lesson.words, ...lesson.vignettes.map((vignette) => vignette.words)]),
    );
  expect(course?.hours.words).toBe(words.reduce((sum, one) => sum + one, 0));
});

test("every reference it keeps is cited, and says how far it reaches where the bibliography does", () => {
  expect(course?.references.length).toBeGreaterThan(40);
  for (const { short, entry } of course?.references ?? []) {
    expect(short).toMatch(/,”? (ca\. )?(\d{4}[a-z]?|n\.d\.(-[a-z])?)$/);
    expect(entry.length).toBeGreaterThan(0);
  }
});

test("its quizzes hold questions of every kind", () => {
  const kinds = modules.flatMap(({ quiz }) => quiz?.items.map(({ kind }) => kind) ?? []);
  expect([...new Set(kinds)].sort()).toEqual(["matching", "multiple", "ordering", "single"]);
});

/** How many choices, pairs or steps an item has. */
function countParts(item: Item): number {
  if (item.kind === "matching") return item.pairs.length;
  return item.kind === "ordering" ? item.steps.length : item.choices.length;
}
