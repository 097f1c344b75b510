import { expect, test } from "vitest";
import { compileCourse, inspectCourse } from "#app/content/compile.ts";
import { writeIds } from "#app/content/write-ids.ts";
import { beesOfEveryKind, beesWith, quiz, smoke } from "./bees.ts";

test("matching and ordering items and a self-assessment compile without a fault", () => {
  const { course, faults } = inspectCourse(beesOfEveryKind());
  expect(faults).toEqual([]);
  const items = course?.modules[0]?.quiz?.items ?? [];
  expect(items.find(({ id }) => id === "beematch")).toEqual({
    id: "beematch",
    kind: "matching",
    objective: "O1",
    stem: [{ name: "p", children: ["Which part does which work?"] }],
    pairs: [
      {
        id: "a",
        left: "Floor",
        right: "Lets bees in",
        rationale: ["The entrance is in the floor ", { name: "cite", attributes: { ref: "seeley2010" } }, "."],
      },
      { id: "b", left: "Box", right: "Holds the combs", rationale: ["Combs hang in boxes."] },
      { id: "c", left: "Roof", right: "Keeps the rain out", rationale: ["It is the one part that rain meets."] },
    ],
    lesson: "beeles01",
    principle: "Looking First",
    difficulty: 1,
    author: "A. Keeper",
    reviewed: null,
  });
  expect(items.find(({ id }) => id === "beeorder")).toMatchObject({
    kind: "ordering",
    steps: [
      { id: "a", text: ["Smoke the entrance"], rationale: ["Smoke comes before any light."] },
      { id: "b", text: ["Lift the roof"], rationale: ["Nothing else can be reached before."] },
      { id: "c", text: ["Take out a comb"], rationale: ["It hangs under the roof."] },
    ],
  });
});

test("a self-assessment is text of its lesson, with its scales and its guide in it", () => {
  const [, lesson] = inspectCourse(beesOfEveryKind()).course?.modules[0]?.lessons ?? [];
  expect(lesson?.body).toHaveLength(1);
  expect(lesson?.body[0]).toMatchObject({
    kind: "static",
    nodes: expect.arrayContaining([
      {
        name: "self-assessment",
        attributes: { id: "beeself1" },
        children: [
          { name: "p", children: ["How calm are you at the hive?"] },
          { name: "scale", attributes: { id: "a", labels: "Never / Sometimes / Always" }, children: expect.any(Array) },
          { name: "scale", attributes: { id: "b", labels: "Never / Always" }, children: expect.any(Array) },
          { name: "band", attributes: { from: 0, to: 1 }, children: expect.any(Array) },
          { name: "band", attributes: { from: 2, to: 3 }, children: expect.any(Array) },
        ],
      },
    ]),
  });
});

test("missing ids of pairs, steps, scales and self-assessments are written", () => {
  const sources = [
    [quiz, 'item id="beematch"', "item"],
    [quiz, 'pair id="b"', "pair"],
    [quiz, 'step id="a"', "step"],
    [smoke, 'self-assessment id="beeself1"', "self-assessment"],
    [smoke, 'scale id="b"', "scale"],
  ].reduce((all, [path = "", from = "", to = ""]) => beesWith(path, from, to, all), beesOfEveryKind());
  expect(inspectCourse(sources).faults.map(({ id }) => id)).toEqual(Array.from({ length: 5 }, () => "id-missing"));
  let next = 0;
  const written = writeIds(sources, (below) => next++ % below);
  expect(inspectCourse({ ...sources, ...written }).faults).toEqual([]);
  expect(written[quiz]).toContain('pair id="b" left="Box"');
  expect(written[quiz]).toContain('step id="a" %}');
  expect(written[smoke]).toContain('scale id="b" labels');
});

test.each([
  ['left="Floor"', 'left="Box!"', "parts-alike"],
  ['right="Lets bees in"', 'right="holds the combs."', "parts-alike"],
  ['kind="matching" objective="O1"', 'kind="ordering" objective="O1"', "part-of-other-kind"],
  ['kind="ordering"', 'kind="single"', "part-of-other-kind"],
  ["{% rationale %}Combs hang in boxes.{% /rationale %}", "Combs hang in boxes.", "rationale-missing"],
  ["{% rationale %}Combs hang in boxes.{% /rationale %}", "Combs hang.", "content-misplaced"],
  ["Lift the roof\n", "Lift the roof\n\nslowly\n", "not-one-paragraph"],
  ["Lift the roof\n", "Lift [the roof](https://bees.example)\n", "content-misplaced"],
  ['left="Box" right', 'left="A substance abuser" right', "language-error"],
])("%j written as %j is %s", (from, to, fault) => {
  const found = inspectCourse(beesWith(quiz, from, to, beesOfEveryKind())).faults.map(({ id }) => id);
  expect(found).toContain(fault);
});

test.each([
  ['labels="Never / Always"', 'labels="Never"', "attribute-invalid"],
  ["I wear a veil.", "I wear a veil.\n\nAlways.", "not-one-paragraph"],
  ["to=3", "to=4", "bands-incomplete"],
  ["from=2", "from=3", "bands-incomplete"],
  ["{% band from=0", "Then.\n\n{% band from=0", "content-misplaced"],
  ['scale id="b"', 'scale id="a"', "id-repeated"],
  ['self-assessment id="beeself1"', 'self-assessment id="beeitm01"', "id-repeated"],
])("in a self-assessment, %j written as %j is %s", (from, to, fault) => {
  const found = inspectCourse(beesWith(smoke, from, to, beesOfEveryKind())).faults.map(({ id }) => id);
  expect(found).toContain(fault);
});

test("a self-assessment without a guide is rated and not counted", () => {
  const bands = /\n\{% band[\s\S]*?\{% \/band %\}\n/g;
  const sources = beesOfEveryKind();
  const text = String(sources[smoke]).replace(bands, "");
  expect(inspectCourse({ ...sources, [smoke]: text }).faults).toEqual([]);
});

test("a quiz that draws by principle takes an item's own, else its module's, and asks for so many of each right", () => {
  const named = beesWith(quiz, 'beeitm01"', 'beeitm01" principle="Asking"');
  const two = beesWith(quiz, 'beeitm02"', 'beeitm02" principle="Asking"', named);
  const draw = "drawPerPrinciple: 2\nperPrinciple: 1";
  const compiled = compileCourse(beesWith(quiz, "draw: { O1: 1, O2: 1, O3: 1, O4: 1 }", draw, two));
  const course = "course" in compiled ? compiled.course : undefined;
  expect(course?.modules[0]?.quiz).toMatchObject({
    perPrinciple: 1,
    draw: [
      { by: "principle", of: "Asking", count: 2 },
      { by: "principle", of: "Looking First", count: 2 },
    ],
  });
  expect("warnings" in compiled && compiled.warnings.map(({ message }) => message)).toEqual([
    '"Asking" draws 2 of 2 items',
  ]);
});
