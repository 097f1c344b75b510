import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { statisticsAsCsv } from "#app/components/author/statistics-csv.ts";
import { may } from "#app/domain/access.ts";
import { findItemStatistics } from "#app/domain/item-statistic/view.ts";
import { csvAnswer, cursorOf, neverCached, orNotFound } from "#app/http.ts";
import { db } from "#db/db.server.ts";

/**
 * The same figures as a file, whose name says a version and no topic. What is not there, or not for this visitor, is
 * left to the page of the same address to say, which a file could only say in a line of text.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request);
  const asked = { courseId: orNotFound(params.course), releaseId: cursorOf(request, "release") };
  const statistics = may(actor, "read item statistics") ? await findItemStatistics(db, asked) : undefined;
  if (!statistics) {
    const { pathname, search } = new URL(request.url);
    throw redirect(pathname.replace(/\/csv$/, "") + search, { status: 303, headers: neverCached });
  }
  return csvAnswer(`item-statistics-${statistics.release.version}.csv`, statisticsAsCsv(statistics));
}
