import { randomInt } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { authorsReference } from "#app/content/authors-reference.ts";
import { inspectCourse } from "#app/content/compile.ts";
import { isError } from "#app/content/faults.ts";
import { type CourseFolder, readCourses } from "#app/content/library.server.ts";
import { type CourseReport, reportOn } from "#app/content/report.ts";
import { writeIds } from "#app/content/write-ids.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { stopWith } from "#server/refusal.ts";
import { printReport } from "./check-table.ts";

const usage = "npm run check [-- [FOLDER] [--json FILE] [--write-ids] [--reference]]";

/**
 * The course check: faults, then a table of each course and what the language lint passed over. Answers the exit code:
 * 1 when there is an error or nothing to check.
 */
export function check(words: string[], print: (line: string) => void): number {
  const asked = readWords(words);
  if (typeof asked === "string") return refuse(asked, print);
  if (asked.reference) {
    print(authorsReference().trimEnd());
    return 0;
  }
  const { folder } = asked;
  if (!existsSync(folder)) return refuse(`There is no folder ${folder}.`, print);
  const found = readCourses(folder);
  if (found.length === 0) return refuse(`${folder} holds no course: a folder with course.md in it.`, print);
  if (asked.writeIds) for (const course of found) writeMissingIds(folder, course, print);
  const reports = (asked.writeIds ? readCourses(folder) : found).map((course) => inspectFolder(folder, course));
  for (const { path, report } of reports) printReport(path, report, print);
  const faults = reports.flatMap(({ report }) => report.faults);
  const errors = faults.filter(isError).length;
  print(`${count(errors, "error")}, ${count(faults.length - errors, "warning")}.`);
  if (asked.json)
    writeFileSync(
      asked.json,
      `${JSON.stringify({ errors, warnings: faults.length - errors, courses: reports }, null, 2)}\n`,
    );
  return errors > 0 ? 1 : 0;
}

interface Asked {
  folder: string;
  json: string | undefined;
  writeIds: boolean;
  reference: boolean;
}

function readWords(words: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { json: { type: "string" }, "write-ids": { type: "boolean" }, reference: { type: "boolean" } },
    });
    const [folder = settings().coursesFolder, ...more] = positionals;
    if (more.length > 0) return `One folder at a time: ${usage}`;
    return { folder, json: values.json, writeIds: values["write-ids"] ?? false, reference: values.reference ?? false };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} ${usage}`;
  }
}

function inspectFolder(
  folder: string,
  { slug, sources, hash, faults: refused }: CourseFolder,
): { path: string; slug: string; hash: string; report: CourseReport } {
  const path = pathOf(folder, slug);
  const report = reportOn(inspectCourse(sources, { now: now() }));
  // A course with a refused file is read as if it were empty; only what was refused is worth telling.
  const faults = refused.length > 0 ? refused : report.faults;
  return { path, slug, hash, report: placedIn(path, { ...report, faults }) };
}

/** The report with paths as one would type them. */
function placedIn(folder: string, { course, faults, language, undone }: CourseReport): CourseReport {
  const placed = <Placed extends { path: string }>(place: Placed): Placed => ({
    ...place,
    path: `${folder}/${place.path}`,
  });
  const notes = language.notes.map((note) => ({ ...note, place: placed(note.place) }));
  const overrides = language.overrides.map((override) => ({ ...override, place: placed(override.place) }));
  return {
    course,
    faults: faults.map(placed),
    language: { ...language, notes, overrides },
    undone: undone.map(placed),
  };
}

function writeMissingIds(folder: string, { slug, sources }: CourseFolder, print: (line: string) => void): void {
  for (const [file, text] of Object.entries(writeIds(sources, (below) => randomInt(below)))) {
    const path = `${pathOf(folder, slug)}/${file}`;
    writeFileSync(path, text);
    print(`Wrote ids into ${path}.`);
  }
}

/** The course's folder as one would type it; the folder given may be the course's own. */
function pathOf(folder: string, slug: string): string {
  const path = existsSync(join(folder, "course.md")) ? folder : join(folder, slug);
  return relative(".", path).replaceAll("\\", "/") || ".";
}

function refuse(sentence: string, print: (line: string) => void): number {
  print(sentence);
  return 1;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

if (import.meta.main) {
  try {
    process.exitCode = check(process.argv.slice(2), console.log);
  } catch (error) {
    stopWith(error);
  }
}
