import { expect, test } from "vitest";
import { isWarning } from "#app/content/faults.ts";
import { breakages } from "./breakages.ts";

/** What the curriculum's builders may get wrong, each as one fault where it stands. */
test.each([
  ["a citation without a reference", "unknown-reference", "01-the-hive/01-parts.md:"],
  ["a reference never cited", "reference-not-cited", "references.json:23:"],
  ["an objective without items", "objective-without-items", "01-the-hive/module.md:11:"],
  ["an item without a rationale", "rationale-missing", "01-the-hive/quiz.md:"],
  ["a case without an ending", "case-without-ending", "02-the-year/vignette-swarm.md:"],
  ["a branch that no way leads to an ending from", "scene-without-ending", "02-the-year/vignette-swarm.md:"],
  ["a practice tool that no lesson places", "tool-not-placed", "02-the-year/tool-visit.md:"],
] as const)("%s is a fault with its place", (_, id, place) => {
  const found = breakages[id]().filter((fault) => fault.id === id);
  expect(found.length).toBeGreaterThan(0);
  for (const { path, line, column } of found) expect(`${path}:${line}:${column}`).toContain(place);
  // A source that nothing cites is printed nowhere.
  expect(isWarning(id)).toBe(id === "reference-not-cited");
});

test("a review whose day has passed is a warning at its date", () => {
  const [overdue] = breakages["review-overdue"]();
  expect(overdue).toMatchObject({ id: "review-overdue", level: "warning", path: "01-the-hive/module.md", line: 14 });
});
