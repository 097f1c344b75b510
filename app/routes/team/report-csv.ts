import type { LoaderFunctionArgs } from "@remix-run/node";
import { reportAsCsv } from "#app/components/team/report-csv.ts";
import { dayIn } from "#app/domain/calendar.ts";
import { reportInParts } from "#app/domain/team-report.ts";
import { csvAnswer } from "#app/http.ts";
import { requireReport } from "#app/team-report.server.ts";
import { db } from "#db/db.server.ts";

/** The report that the address names, whole, as CSV: the lines and figures of the page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { asked } = await requireReport(request);
  const { zone } = asked;
  const parts = [reportAsCsv([], { isFirst: true, zone })];
  for await (const lines of reportInParts(db, asked)) parts.push(reportAsCsv(lines, { isFirst: false, zone }));
  return csvAnswer(`report-${dayIn(asked.now, zone)}.csv`, parts.join(""));
}
