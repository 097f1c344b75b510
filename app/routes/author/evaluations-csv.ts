import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { evaluationsAsCsv } from "#app/components/author/evaluation-csv.ts";
import { may } from "#app/domain/access.ts";
import { findEvaluations } from "#app/domain/evaluation/results.ts";
import { csvAnswer, cursorOf, neverCached, orNotFound } from "#app/http.ts";
import { db } from "#db/db.server.ts";

/** The same as a file. What is not there, or not for this visitor, is left to the page of the same address to say. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request);
  const asked = { courseId: orNotFound(params.course), releaseId: cursorOf(request, "release") };
  const results = may(actor, "read evaluations") ? await findEvaluations(db, asked) : undefined;
  if (!results) {
    const { pathname, search } = new URL(request.url);
    throw redirect(pathname.replace(/\/csv$/, "") + search, { status: 303, headers: neverCached });
  }
  return csvAnswer(`evaluations-${results.release.version}.csv`, evaluationsAsCsv(results));
}
