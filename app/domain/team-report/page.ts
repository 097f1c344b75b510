import type { Db } from "#db/open.ts";
import { listCourses } from "../release.ts";
import { type Status, statuses } from "../standing/judgement.ts";
import { countReport, listReport, type ReportAsked, type ReportLine } from "../team-report.ts";
import { type CohortMonth, findCohort } from "./cohort.ts";

/** A page of a report with what stands around it. */
export interface ReportPage {
  lines: ReportLine[];
  hasMore: boolean;
  /** How many lines there are in all, and by status; those that are none are not named. */
  total: number;
  counts: { status: Status; count: number }[];
  cohort: CohortMonth[];
  courses: { id: string; title: string }[];
  /** How many lines the whole shows at most. */
  most: number;
}

const onAPage = 50;
const most = 2_000;

/** A page of the report, or the whole to print: its first 2,000 lines. Six queries. */
export async function findReport(
  db: Db,
  { page, ...asked }: ReportAsked & { page: number | "all" },
): Promise<ReportPage> {
  const limit = page === "all" ? most : onAPage;
  const offset = page === "all" ? 0 : (page - 1) * limit;
  const lines = await listReport(db, { ...asked, limit: limit + 1, offset });
  const byStatus = await countReport(db, asked);
  const counts = statuses.flatMap((status) => {
    const count = byStatus[status] ?? 0;
    return count > 0 ? [{ status, count }] : [];
  });
  const courses = (await listCourses(db)).map(({ id, newest }) => ({ id, title: newest.course.shortTitle }));
  return {
    lines: lines.slice(0, limit),
    hasMore: lines.length > limit,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    counts,
    cohort: await findCohort(db, asked),
    courses,
    most,
  };
}
