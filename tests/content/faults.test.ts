import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { inspectCourse } from "#app/content/compile.ts";
import { faultIds, printFault } from "#app/content/faults.ts";
import { bees, beesAnd, beesWith, lesson, quiz } from "./bees.ts";
import { breakages } from "./breakages.ts";

const folder = "tests/fixtures/faults";

test("the course that the others are broken from has no fault", () => {
  expect(inspectCourse(bees(), { now: new Date("2026-11-23T09:00:00.000Z") }).faults).toEqual([]);
});

test.each(faultIds)("%s is found where it stands and says how to mend it", async (id) => {
  const faults = breakages[id]();
  expect(faults.map((fault) => fault.id)).toContain(id);
  await expect(`${faults.map(printFault).join("\n")}\n`).toMatchFileSnapshot(`../fixtures/faults/${id}.golden.txt`);
});

test("every fault has a golden file, and no golden file is left of a fault that is gone", () => {
  const golden = readdirSync(folder).map((name) => name.replace(".golden.txt", ""));
  expect(golden.sort()).toEqual([...faultIds].sort());
});

test("all faults of a course are told at once, by path, line and column", () => {
  const broken = beesWith(
    lesson,
    'kind="care"',
    'kind="loud"',
    beesAnd(quiz, "Stray.", beesAnd(lesson, "# One\n\n<b>two</b> {% $three %}")),
  );
  const faults = inspectCourse(broken).faults.map(({ path, line, column, id }) => `${path}:${line}:${column} ${id}`);
  expect(faults).toEqual([
    "01-the-hive/01-parts.md:33:12 attribute-invalid",
    "01-the-hive/01-parts.md:77:1 heading-level-one",
    "01-the-hive/01-parts.md:79:1 raw-html",
    "01-the-hive/01-parts.md:79:12 unknown-variable",
    "01-the-hive/quiz.md:158:1 content-misplaced",
  ]);
});

test("a warning stops no course", () => {
  const { course, faults } = inspectCourse(beesAnd(lesson, "Read the trigger warning."));
  expect(faults.map(({ level }) => level)).toEqual(["warning"]);
  expect(course?.id).toBe("beecours");
});
