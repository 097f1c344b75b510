import { expect, test } from "vitest";
import { inspectCourse } from "#app/content/compile.ts";
import type { Sources } from "#app/content/read/source.ts";
import { writeIds } from "#app/content/write-ids.ts";
import { bees, beesWith, swarm } from "./bees.ts";

const lesson = (sources: Sources = bees()) => {
  const { course, faults } = inspectCourse(sources);
  if (!course) throw new Error(`The bees have faults: ${faults.map(({ id }) => id)}.`);
  return { course, lesson: course.modules[1]?.lessons[0] };
};

test("a case compiles to its scenes, each option with where it leads, and stands where the lesson places it", () => {
  const { lesson: spring } = lesson();
  const [vignette] = spring?.vignettes ?? [];
  expect(spring?.body.map(({ kind }) => kind)).toEqual(["static", "vignette", "tool"]);
  expect(spring?.body[1]).toEqual({ kind: "vignette", id: "beevig01" });
  expect(vignette).toMatchObject({
    id: "beevig01",
    title: "Ada's swarm",
    minutes: 3,
    contentNote: "A sting is mentioned.",
  });
  expect(
    vignette?.scenes.map(({ id, options }) => [id, options.map(({ id, to, quality }) => `${id} ${to} ${quality}`)]),
  ).toEqual([
    ["a", ["a b good", "b b too-warm", "c c harmful"]],
    ["b", ["a c harmful", "b d good"]],
    ["c", []],
    ["d", []],
  ]);
  expect(vignette?.scenes[0]?.options[2]).toMatchObject({
    text: ["You shake the branch."],
    consequence: [{ name: "p", children: ["The swarm rises, and Ada is stung."] }],
    feedback: [{ name: "p", children: ["Nothing was ready."] }],
  });
  expect(vignette?.debrief).toHaveLength(2);
});

test("no section of a lesson holds a word of its case, nor does the lesson count its words or cite what it cites", () => {
  const { lesson: spring, course } = lesson();
  expect(JSON.stringify(spring?.sections)).not.toMatch(/swarm|pear tree/i);
  expect([spring?.words, spring?.cites]).toEqual([4, []]);
  expect(course.references.map(({ id }) => id)).toContain("seeley2010");
});

test("a case has the words of its shortest way: all that everyone has read", () => {
  const [vignette] = lesson().lesson?.vignettes ?? [];
  // Scene a with its options, "You shake the branch" with what came of it, ending c, and the debrief.
  const scene = "A swarm hangs in Ada's pear tree. Will you take it?";
  const options = '"First tell me how long it has hung there." "How wonderful for you!" You shake the branch.';
  const came = "The swarm rises, and Ada is stung. Nothing was ready. The swarm is gone.";
  const debrief = "Ask in your group: What would you have asked Ada first? Who was in a hurry, and why?";
  expect(vignette?.words).toBe([scene, options, came, debrief].join(" ").split(" ").length);
});

test("cases count towards hours only where they must be finished", () => {
  const credited = beesWith("02-the-year/module.md", "credit: false", "credit: true");
  const words = (sources: Sources) => inspectCourse(sources).course?.hours.words ?? Number.NaN;
  const asked = beesWith("course.md", "quizzes-passed", "quizzes-passed, vignettes-finished", credited);
  const [vignette] = lesson().lesson?.vignettes ?? [];
  expect(words(asked) - words(credited)).toBe(vignette?.words);
});

test("a case may lead back, and its shortest way is still found", () => {
  const round = beesWith(swarm, 'option id="a" to="c" quality="harmful"', 'option id="a" to="a" quality="harmful"');
  expect(lesson(round).lesson?.vignettes[0]?.words).toBe(lesson().lesson?.vignettes[0]?.words);
});

test("a case is known in its own module alone, and its file's name is made as others are", () => {
  const elsewhere = beesWith("01-the-hive/02-smoke.md", "---\n\n", '---\n\n{% vignette case="swarm" /%}\n\n');
  expect(inspectCourse(elsewhere).faults.map(({ path, id }) => `${path} ${id}`)).toEqual([
    "01-the-hive/02-smoke.md unknown-case",
  ]);
  const odd = inspectCourse({ ...bees(), "02-the-year/vignette-The Storm.md": "x" });
  expect(odd.faults.map(({ id }) => id)).toEqual(["file-unknown"]);
});

test("missing ids of a case are written: its own, and the next free letters of scenes, endings and options", () => {
  const bare = [
    ["id: beevig01\n", ""],
    ['option id="c" to="c"', 'option to="c"'],
    ['ending id="d"', "ending"],
  ].reduce((all, [from = "", to = ""]) => beesWith(swarm, from, to, all), bees());
  const changed = writeIds(bare, (below) => 7 % below);
  expect(Object.keys(changed)).toEqual([swarm]);
  expect(changed[swarm]).toMatch(/^---\nid: [a-z][a-z0-9]{7}\n/);
  expect(changed[swarm]).toContain('{% option id="c" to="c" quality="harmful" %}');
  expect(changed[swarm]).toContain('{% ending id="d" %}');
  expect(inspectCourse({ ...bare, ...changed }).faults).toEqual([]);
});

test("a lesson without a case has none", () => {
  const { course } = lesson();
  expect(course.modules[0]?.lessons.map(({ vignettes }) => vignettes)).toEqual([[], []]);
});
