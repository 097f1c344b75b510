import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMay } from "#app/auth.server.ts";
import { statisticsAsCsv } from "#app/components/author/statistics-csv.ts";
import { findItemStatistics } from "#app/domain/item-statistic/view.ts";
import { cursorOf, neverCached, orNotFound } from "#app/http.ts";
import { db } from "#db/db.server.ts";

/** The same figures as a file. Its name says a version and no topic. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireMay(request, "read item statistics");
  const asked = { courseId: orNotFound(params.course), releaseId: cursorOf(request, "release") };
  const statistics = orNotFound(await findItemStatistics(db, asked));
  return new Response(statisticsAsCsv(statistics), {
    headers: {
      ...neverCached,
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="item-statistics-${statistics.release.version}.csv"`,
    },
  });
}
