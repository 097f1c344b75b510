import { dayIn } from "#app/domain/calendar.ts";
import type { ReportLine } from "#app/domain/team-report.ts";
import { standing } from "#app/messages/standing.ts";
import { teamReport as say } from "#app/messages/team-report.ts";
import { toCsv } from "../csv.ts";

/** The names of the columns, which programs may rely on. */
const columns = "name,email,team,course,release,assigned_on,due_on,status,completed_on,hours,record_code".split(",");

/** A part of the report as CSV; the first begins with the names of the columns. Days are the practice's. */
export function reportAsCsv(lines: ReportLine[], { isFirst, zone }: { isFirst: boolean; zone: string }): string {
  const day = (at: string | null) => (at === null ? "" : dayIn(at, zone));
  const rows = lines.map((line) => [
    line.name,
    line.email,
    line.teams.join("; "),
    line.course ?? say.courseGone,
    line.release ?? "",
    day(line.assignedAt),
    line.dueOn ?? "",
    standing.statuses[line.status],
    day(line.completedAt),
    line.hours === null ? "" : String(line.hours),
    line.recordCode ?? "",
  ]);
  return toCsv(isFirst ? [columns, ...rows] : rows);
}
