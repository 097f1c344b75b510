import { expect, test } from "vitest";
import { compileCourse, inspectCourse } from "#app/content/compile.ts";
import { bees, beesAnd, beesWith, lesson, spring } from "./bees.ts";

const visit = "02-the-year/tool-visit.md";

test("a practice tool compiles to its sheet and stands where its lesson places it", () => {
  const { tools, body, words } = springOf(bees());
  expect(body.at(-1)).toEqual({ kind: "tool", id: "beetool1" });
  expect(tools).toMatchObject([
    { id: "beetool1", title: "Before a visit", pages: 1, reviewed: null, cites: ["seeley2010"] },
  ]);
  expect(tools[0]?.body.filter((node) => typeof node !== "string" && ["blank", "tick"].includes(node.name))).toEqual([
    { name: "blank", attributes: { label: "What the forecast says", lines: 1 } },
    { name: "tick", attributes: { label: "It stays dry" } },
    { name: "tick", attributes: { label: "I have told the neighbours" } },
    { name: "blank", attributes: { label: "Notes", lines: 6 } },
  ]);
  expect(words, "a sheet is no reading time").toBe(4);
});

test("places to write and to tick stand on a tool alone, and a tool holds nothing that is kept", () => {
  expect(faultsOf(beesAnd(lesson, '{% blank label="Notes" /%}'))).toEqual(["tag-misplaced"]);
  expect(faultsOf(beesAnd(lesson, '{% tick label="Dry" /%}'))).toEqual(["tag-misplaced"]);
  expect(faultsOf(beesAnd(visit, '{% reflection id="beeref09" %}\nWhy?\n{% /reflection %}'))).toContain(
    "tag-misplaced",
  );
});

test("a place to write has one line to twelve, and a tool one page or two", () => {
  expect(faultsOf(beesWith(visit, "lines=6", "lines=13"))).toEqual(["attribute-invalid"]);
  expect(faultsOf(beesWith(visit, "pages: 1", "pages: 3"))).toEqual(["frontmatter-invalid"]);
});

test("the words on a tool are read by the language lint", () => {
  expect(faultsOf(beesWith(visit, "It stays dry", "No substance abuser is near"))).toEqual(["language-error"]);
});

function springOf(sources: ReturnType<typeof bees>) {
  const compiled = compileCourse(sources);
  const found = "course" in compiled ? compiled.course.modules[1]?.lessons[0] : undefined;
  if (!found) throw new Error(`${spring} is gone.`);
  return found;
}

function faultsOf(sources: ReturnType<typeof bees>): string[] {
  return inspectCourse(sources).faults.map(({ id }) => id);
}
