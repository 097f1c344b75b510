import type { Course, Module } from "#app/domain/course.ts";
import { keyPositions, shareOfLongKeys } from "./check/questions.ts";
import type { Inspection } from "./compile.ts";
import type { Fault } from "./faults.ts";
import { addedMinutes } from "./hours.ts";
import type { LintReport } from "./lint/course.ts";
import type { WrittenModule } from "./read/course.ts";
import { readingLevel } from "./reading-level.ts";
import { type Undone, undoneIn } from "./undone.ts";

/** What `npm run check` tells of one course. */
export interface CourseReport {
  /** Null while there are errors. */
  course: { id: string; title: string; version: string; hours: Course["hours"]; modules: ModuleReport[] } | null;
  faults: Fault[];
  language: LintReport;
  /** What the course says was not done. */
  undone: Undone[];
}

export interface ModuleReport {
  id: string;
  title: string;
  lessons: number;
  objectives: number;
  words: number;
  minutes: number;
  /** What its words and drawn items add to the minutes of the credit worksheet; 0 where nothing counts. */
  worksheet: number;
  /** Flesch-Kincaid grade of its lessons. */
  grade: number;
  checks: number;
  items: number;
  /** Items of each objective, in the order of module.md. */
  perObjective: number[];
  drawn: number;
  /** Per cent of the items, rounded, whose key is told by its length. */
  keyLongest: number;
  /** How many single items have their key first, second and so on. */
  keyPositions: number[];
  cites: number;
}

export function reportOn({ course, written, faults, lint }: Inspection): CourseReport {
  const modules = course?.modules.map((module, at) => reportOnModule(module, written.modules[at]));
  return {
    course:
      course && modules
        ? { id: course.id, title: course.title, version: course.version, hours: course.hours, modules }
        : null,
    faults,
    language: lint,
    undone: undoneIn(written),
  };
}

function reportOnModule(
  { id, title, lessons, quiz, objectives, credit }: Module,
  written: WrittenModule | undefined,
): ModuleReport {
  const drawn = sum(quiz?.draw.map(({ count }) => count) ?? []);
  const counted = sum(lessons.filter(({ credit }) => credit).map(({ words }) => words));
  const text = lessons.flatMap(({ sections }) => sections.map((section) => section.text)).join(" ");
  return {
    id,
    title,
    lessons: lessons.length,
    objectives: objectives.length,
    words: sum(lessons.map(({ words }) => words)),
    minutes: sum(lessons.map(({ minutes }) => minutes)),
    worksheet: Math.round(credit ? addedMinutes({ words: counted, questions: drawn }) : 0),
    grade: readingLevel(text),
    checks: sum(lessons.map(({ checks }) => checks.length)),
    items: quiz?.items.length ?? 0,
    perObjective: objectives.map(({ id }) => quiz?.items.filter((item) => item.objective === id).length ?? 0),
    drawn,
    keyLongest: written?.quiz ? Math.round(100 * shareOfLongKeys(written.quiz)) : 0,
    keyPositions: written?.quiz ? keyPositions(written.quiz) : [],
    cites: new Set(lessons.flatMap(({ cites }) => cites)).size,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
