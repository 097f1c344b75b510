import type { Course, Module } from "#app/domain/course.ts";
import { shareOfLongKeys } from "./check/questions.ts";
import type { Inspection } from "./compile.ts";
import type { Fault } from "./faults.ts";
import type { LintReport } from "./lint/course.ts";
import type { WrittenModule } from "./read/course.ts";

/** What `npm run check` tells of one course. */
export interface CourseReport {
  /** Null while there are errors. */
  course: { id: string; title: string; version: string; hours: Course["hours"]; modules: ModuleReport[] } | null;
  faults: Fault[];
  language: LintReport;
}

export interface ModuleReport {
  id: string;
  title: string;
  lessons: number;
  words: number;
  minutes: number;
  checks: number;
  items: number;
  drawn: number;
  /** Per cent of the items, rounded, whose key is told by its length. */
  keyLongest: number;
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
  };
}

function reportOnModule({ id, title, lessons, quiz }: Module, written: WrittenModule | undefined): ModuleReport {
  return {
    id,
    title,
    lessons: lessons.length,
    words: sum(lessons.map(({ words }) => words)),
    minutes: sum(lessons.map(({ minutes }) => minutes)),
    checks: sum(lessons.map(({ checks }) => checks.length)),
    items: quiz?.items.length ?? 0,
    drawn: sum(quiz?.draw.map(({ count }) => count) ?? []),
    keyLongest: written?.quiz ? Math.round(100 * shareOfLongKeys(written.quiz)) : 0,
    cites: new Set(lessons.flatMap(({ cites }) => cites)).size,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
