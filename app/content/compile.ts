import type { Course } from "#app/domain/course.ts";
import { buildCourse } from "./build/course.ts";
import { checkDates } from "./check/dates.ts";
import { checkFigures } from "./check/figures.ts";
import { checkHours } from "./check/hours.ts";
import { checkIds } from "./check/ids.ts";
import { checkLinks } from "./check/links.ts";
import { checkModules } from "./check/modules.ts";
import { checkQuestions } from "./check/questions.ts";
import { checkRubrics } from "./check/rubrics.ts";
import { checkTools } from "./check/tools.ts";
import { checkVignettes } from "./check/vignettes.ts";
import { checkWritten } from "./check/written.ts";
import { type Fault, isError, sortFaults } from "./faults.ts";
import { type LintReport, lintCourse } from "./lint/course.ts";
import { filesOf, readCourse, type WrittenCourse } from "./read/course.ts";
import type { Sources } from "./read/source.ts";

export type { Sources };

interface Asked {
  /** The day for which overdue reviews are told; without it none are. */
  now?: Date;
}

/** What one look at a course's sources found. */
export interface Inspection {
  /** Undefined while there are errors. */
  course: Course | undefined;
  written: WrittenCourse;
  /** Errors and warnings, by path, line and column. */
  faults: Fault[];
  lint: LintReport;
}

/**
 * Compiles a course from its sources, by path from the course's folder: the course, with what should be mended in it;
 * or every fault in it at once, by path, line and column. Never throws on what authors write.
 */
export function compileCourse(
  sources: Sources,
  asked: Asked = {},
): { course: Course; warnings: Fault[] } | { faults: Fault[] } {
  const { course, faults } = inspectCourse(sources, asked);
  return course ? { course, warnings: faults } : { faults };
}

/** Compiles a course and keeps everything the check's report tells. */
export function inspectCourse(sources: Sources, { now }: Asked = {}): Inspection {
  const { written, faults: ofReading } = readCourse(sources);
  const { faults: ofLanguage, report: lint } = lintCourse(written);
  const found = [
    ...ofReading,
    ...filesOf(written).flatMap(({ file }) => checkWritten(file.document)),
    ...checkIds(written),
    ...checkLinks(written),
    ...checkFigures(written),
    ...checkModules(written),
    ...checkQuestions(written),
    ...checkVignettes(written),
    ...checkTools(written),
    ...checkRubrics(written),
    ...ofLanguage,
    ...(now ? checkDates(written, now) : []),
  ];
  const built = found.some(isError) ? undefined : buildCourse(written);
  const faults = sortFaults([...found, ...(built ? checkHours(written, built) : [])]);
  return { course: faults.some(isError) ? undefined : built, written, faults, lint };
}
