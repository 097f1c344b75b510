import { printFault } from "#app/content/faults.ts";
import type { CourseReport, ModuleReport } from "#app/content/report.ts";

type Print = (line: string) => void;

/** Prints what the check found in one course: faults, its table, and what the language lint passed over. */
export function printReport(path: string, { course, faults, language, undone }: CourseReport, print: Print): void {
  for (const level of ["error", "warning"] as const) {
    const some = faults.filter((fault) => fault.level === level);
    if (some.length > 0) print(level === "error" ? "Errors" : "Warnings");
    for (const fault of some) print(`  ${printFault(fault)}`);
  }
  if (course) printCourse(path, course, print);
  else print(`${path}: not compiled.`);
  if (undone.length > 0) print("Not done yet, as the course says itself:");
  for (const { path, what } of undone) print(`  none ${path}: ${what}`);
  printLanguage(language, print);
}

function printCourse(path: string, course: NonNullable<CourseReport["course"]>, print: Print): void {
  const { title, version, hours, modules } = course;
  print(`\n${path}: ${title} ${version}`);
  for (const line of table(modules)) print(line);
  const { words, questions, difficulty, minutes, pilot } = hours;
  const sheet = `${words} words and ${questions} items at difficulty ${difficulty} are ${minutes} minutes, ${hours.hours} hours`;
  print(`Credit: ${hours.hours === 0 ? "no hours are claimed" : sheet}${pilot ? "" : " (no pilot: an estimate)"}.`);
}

function printLanguage(
  { errors, warnings, notes, passedOver, overrides }: CourseReport["language"],
  print: Print,
): void {
  const passed = Object.entries(passedOver).map(([kind, count]) => `${kind} ${count}`);
  print(`Language: ${errors} errors, ${warnings} warnings, ${notes.length} notes. Passed over: ${passed.join(", ")}.`);
  for (const { place, hit } of notes)
    print(`  note ${place.path}:${place.line}:${place.column} ${hit.rule} "${hit.match}": ${hit.prefer}`);
  for (const { place, reason, words } of overrides) {
    const holds = words.length > 0 ? words.map((word) => `"${word}"`).join(", ") : "nothing that the list names";
    print(`  quoted ${place.path}:${place.line}:${place.column} ${reason}: ${holds}`);
  }
  print("");
}

const columns: [heading: string, value: (module: ModuleReport) => string | number][] = [
  ["module", ({ title }) => title],
  ["lessons", ({ lessons }) => lessons],
  ["objectives", ({ objectives }) => objectives],
  ["words", ({ words }) => words],
  ["minutes", ({ minutes }) => minutes],
  ["worksheet", ({ worksheet }) => worksheet],
  ["grade", ({ grade }) => grade],
  ["checks", ({ checks }) => checks],
  ["items", ({ items }) => items],
  ["per objective", ({ perObjective }) => perObjective.join("/")],
  ["drawn", ({ drawn }) => drawn],
  ["key longest", ({ keyLongest }) => `${keyLongest} %`],
  ["keys", ({ keyPositions }) => keyPositions.join("/")],
  ["cites", ({ cites }) => cites],
];

function table(modules: ModuleReport[]): string[] {
  const rows = [
    columns.map(([heading]) => heading),
    ...modules.map((module) => columns.map(([, value]) => String(value(module)))),
  ];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  return rows.map((row) =>
    `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ")}`.trimEnd(),
  );
}
