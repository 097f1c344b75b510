import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMay } from "#app/auth.server.ts";
import { assessmentAsText } from "#app/components/evidence/assessment-text.ts";
import { findAssessment } from "#app/domain/evidence/assessment.ts";
import { findExport } from "#app/domain/evidence-export.ts";
import { neverCached, orNotFound } from "#app/http.ts";
import { assessments } from "#app/messages/assessments.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

/** The same as a text to keep, under the same mark. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, name, zone } = await requireMay(request, "read assessment packs");
  const own = { personId: actor.id, exportId: orNotFound(params.export), kinds: ["assessment" as const] };
  const asked = orNotFound(await findExport(db, { ...own, now: now() }));
  const of = { courseId: orNotFound(asked.courseId), releaseId: orNotFound(asked.releaseId) };
  const pack = orNotFound(await findAssessment(db, of));
  const headers = {
    ...neverCached,
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Disposition": 'attachment; filename="assessment.txt"',
  };
  return new Response(assessmentAsText(pack, assessments.one.mark({ name, at: asked.at, zone })), { headers });
}
