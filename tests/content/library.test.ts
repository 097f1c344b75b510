import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { hashSources } from "#app/content/hash.ts";
import { readCourses } from "#app/content/library.server.ts";
import type { Sources } from "#app/content/read/source.ts";

test("each folder is a course, with its files by path and a hash of them", () => {
  const folder = withFiles({ "b/course.md": "B", "a/course.md": "A", "a/01-x/module.md": "M", "LICENSE.md": "L" });
  const read = readCourses(folder);
  expect(read.map(({ slug, faults }) => [slug, faults])).toEqual([
    ["a", []],
    ["b", []],
  ]);
  expect(Object.keys(read[0]?.sources ?? {})).toEqual(["01-x/module.md", "course.md"]);
  expect(read[0]?.hash).toBe(hashSources({ "course.md": "A", "01-x/module.md": "M" }));
});

test("a folder that holds course.md is itself the course", () => {
  const folder = withFiles({ "bees/course.md": "A" });
  expect(readCourses(join(folder, "bees")).map(({ slug }) => slug)).toEqual(["bees"]);
});

test("what editors and systems leave behind is passed over", () => {
  const droppings = [
    "course.md~",
    ".course.md.swp",
    "course.md.bak",
    "#course.md#",
    ".DS_Store",
    "Thumbs.db",
    ".git/config",
  ];
  const folder = withFiles({ "a/course.md": "A", ...Object.fromEntries(droppings.map((name) => [`a/${name}`, "x"])) });
  expect(readCourses(folder).map(({ sources, faults }) => [Object.keys(sources), faults])).toEqual([
    [["course.md"], []],
  ]);
});

test("a link or a file over 1 MB refuses the whole course, so that no part of it is published", () => {
  const folder = withFiles({ "a/course.md": "A", "a/glossary.md": "x".repeat(1_000_001), "b/course.md": "B" });
  symlinkSync(join(folder, "b"), join(folder, "a", "01-linked"));
  const [a, b] = readCourses(folder);
  expect(a?.sources).toEqual({});
  expect(a?.faults.map(({ path, id }) => `${path} ${id}`)).toEqual([
    "01-linked file-is-link",
    "glossary.md file-too-large",
  ]);
  expect(b?.faults).toEqual([]);
});

test("a hash changes with a byte, a path, or where one file ends and the next begins", () => {
  const courses: Sources[] = [
    { a: "xy", b: "z" },
    { a: "x", b: "yz" },
    { a: "xy", bz: "" },
    { ab: "xyz" },
    { a: "xy", c: "z" },
    { a: "xy", b: "Z" },
    {},
  ];
  const hashes = courses.map(hashSources);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hashSources({ b: "z", a: new TextEncoder().encode("xy") })).toBe(hashes[0]);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
});

function withFiles(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "attune-courses-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
