import { expect, test } from "vitest";
import { inspectCourse } from "#app/content/compile.ts";
import { writeIds } from "#app/content/write-ids.ts";
import { bees, beesAnd, beesWith, lesson, quiz, textOf, year } from "./bees.ts";

test("a course that has all its ids is left alone", () => {
  expect(writeIds(bees(), chance())).toEqual({});
});

test("missing ids are written into frontmatter and tags, and nothing else is touched", () => {
  const sources = [
    [year, "id: beemod02\n", ""],
    [lesson, 'check id="beechk01"', "check"],
    [quiz, 'item id="beeitm03" objective', "item objective"],
    [quiz, 'choice id="b" correct=true %}\nWait', "choice correct=true %}\nWait"],
  ].reduce((all, [path = "", from = "", to = ""]) => beesWith(path, from, to, all), bees());
  const changed = writeIds(sources, chance());
  expect(Object.keys(changed).sort()).toEqual([lesson, quiz, year].sort());
  expect(inspectCourse({ ...sources, ...changed }).faults).toEqual([]);
  const lines = (path: string) => (changed[path] ?? "").split("\n");
  const before = (path: string) => textOf(sources, path).split("\n");
  expect(lines(year).filter((line) => !before(year).includes(line))).toEqual(["id: qrabcdef"]);
  expect(lines(lesson).filter((line) => !before(lesson).includes(line))).toEqual([
    '{% check id="abcdefgh" objective="O1" %}',
  ]);
  expect(lines(quiz).length).toBe(before(quiz).length);
  expect(changed[quiz]).toContain('{% choice id="b" correct=true %}\nWait');
});

test("a prompt without an id is given one of eight", () => {
  const smoke = "01-the-hive/02-smoke.md";
  const changed = writeIds(beesAnd(smoke, "{% reflection %}\nWhy?\n{% /reflection %}"), chance());
  expect(Object.keys(changed)).toEqual([smoke]);
  expect(changed[smoke]).toContain('{% reflection id="abcdefgh" %}');
});

test("an id that the course holds already is not written again", () => {
  const taken = beesWith(lesson, "A floor\n", "A floor abcdefgh\n", beesWith(year, "id: beemod02\n", ""));
  expect(writeIds(taken, chance())[year]).toContain("id: ijklmnop\n");
});

test("line ends and a byte-order mark stay as they are", () => {
  const windows = `\uFEFF${textOf(bees(), year).replace("id: beemod02\n", "").replaceAll("\n", "\r\n")}`;
  const written = writeIds({ [year]: windows }, chance())[year] ?? "";
  expect(written).toBe(windows.replace("---\r\n", "---\r\nid: abcdefgh\r\n"));
});

test("a frontmatter that is no YAML, or is not there, is left alone", () => {
  expect(writeIds({ "a.md": "---\na: b: c\n---\n", "b.md": "Text.\n", "c.json": "[]" }, chance())).toEqual({});
});

/** One letter after the other. */
function chance() {
  let next = 0;
  return (below: number) => next++ % Math.min(below, 18);
}
