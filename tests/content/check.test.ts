import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { authorsReference } from "#app/content/authors-reference.ts";
import { check } from "../../cli/check.ts";

test("the check prints a table of each course and ends well", () => {
  const { lines, code } = checked(["tests/fixtures/courses"]);
  expect(code).toBe(0);
  expect(lines).toContain("tests/fixtures/courses/bees: Keeping Bees 1.2.0");
  expect(lines).toMatch(
    /module +lessons +objectives +words +minutes +worksheet +grade +checks +items +per objective +drawn +key longest +keys +cites/,
  );
  expect(lines).toMatch(/The hive +2 +4 +\d+ +18 +0 +\d+(\.\d)? +1 +8 +2\/2\/2\/2 +4 +0 % +0\/7 +2/);
  expect(lines).toContain(
    "quoted tests/fixtures/courses/bees/01-the-hive/01-parts.md:37:1 a slogan: nothing that the list names",
  );
  expect(lines).toContain("none tests/fixtures/courses/bees/course.md: hours.pilot");
  expect(lines).toContain("none tests/fixtures/courses/bees/01-the-hive/quiz.md: reviewed, of 8 of 8 items");
  expect(lines).toContain("none tests/fixtures/courses/bees/02-the-year/module.md: lastReviewed");
  expect(lines).not.toContain("none tests/fixtures/courses/bees/01-the-hive/02-smoke.md");
  expect(lines).toContain("0 errors, 0 warnings.");
});

test("the check prints every fault as one would click it, and ends with 1", () => {
  const folder = brokenBees();
  const { lines, code } = checked([folder]);
  expect(code).toBe(1);
  expect(lines).toMatch(/bees\/02-the-year\/module\.md:2:1 id-missing 02-the-year\/module\.md has no id; run/);
  expect(lines).toContain("1 error, 0 warnings.");
  expect(checked([join(folder, "bees")]).code).toBe(1);
});

test("the same is written as JSON where one asks for it", () => {
  const folder = brokenBees();
  const file = join(folder, "found.json");
  checked([folder, "--json", file]);
  const found = JSON.parse(readFileSync(file, "utf8"));
  expect(found).toMatchObject({ errors: 1, warnings: 0, courses: [{ slug: "bees", report: { course: null } }] });
  expect(found.courses[0].report.faults[0]).toMatchObject({ id: "id-missing", line: 2, column: 1, level: "error" });
});

test("ids are written into the files, and the course is then without a fault", () => {
  const folder = brokenBees();
  const { lines, code } = checked([folder, "--write-ids"]);
  expect(lines).toMatch(/Wrote ids into .*bees\/02-the-year\/module\.md\./);
  expect(code).toBe(0);
  expect(readFileSync(join(folder, "bees/02-the-year/module.md"), "utf8")).toMatch(/^---\nid: [a-z][a-z0-9]{7}\ntitle/);
});

test.each([
  [["nowhere"], "There is no folder nowhere."],
  [["tests/content"], "tests/content holds no course: a folder with course.md in it."],
  [["a", "b"], "One folder at a time"],
  [["--jsn"], "Unknown option '--jsn'"],
])("asked for %j it says in one sentence what is wrong", (words, sentence) => {
  const { lines, code } = checked(words);
  expect(code).toBe(1);
  expect(lines).toContain(sentence);
});

test("the authors' reference in docs/ is what the schemas say", () => {
  expect(readFileSync("docs/authors-reference.md", "utf8")).toBe(authorsReference());
  expect(checked(["--reference"]).lines).toBe(authorsReference().trimEnd());
});

test("the check runs as a program of its own", () => {
  const run = execFileSync(process.execPath, ["cli/check.ts", "tests/fixtures/courses"], { encoding: "utf8" });
  expect(run).toContain("0 errors, 0 warnings.");
  expect(spawnSync(process.execPath, ["cli/check.ts", "nowhere"]).status).toBe(1);
});

function checked(words: string[]): { lines: string; code: number } {
  const lines: string[] = [];
  const code = check(words, (line) => lines.push(line));
  return { lines: lines.join("\n"), code };
}

/** The bees in a folder of their own, the second module without its id. */
function brokenBees(): string {
  const folder = mkdtempSync(join(tmpdir(), "attune-check-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync("tests/fixtures/courses/bees", join(folder, "bees"), { recursive: true });
  const module = join(folder, "bees/02-the-year/module.md");
  writeFileSync(module, readFileSync(module, "utf8").replace("id: beemod02\n", ""));
  return folder;
}
