import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { requirePerson } from "#app/auth.server.ts";
import { addressOf } from "#app/components/learn/next-step.ts";
import { markRead } from "#app/domain/lesson.ts";
import { nextStepIn } from "#app/domain/progress/outline.ts";
import { brief, neverCached, orNotFound, readForm } from "#app/http.ts";
import { requireLearning } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

/** There is nothing to look at here: whoever comes is led to the lesson itself. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request);
  const to = new URL(request.url).pathname.replace(/\/read$/, "");
  throw redirect(to, { status: 303, headers: neverCached });
}

const form = z.object({ intent: z.literal("read"), reading: z.coerce.number().int().min(1).max(100_000) });

/** The same marking as on the lesson's page, answered in a line with where it leads. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { enrolment, release, progress } = await requireLearning(request, params.course);
  const lessonId = orNotFound(params.lesson);
  const read = await readForm(request, form);
  if ("errors" in read) return brief({ refused: learn.lesson.notMarked }, 422);
  const marking = { enrolment, release, lessonId, ordinal: read.values.reading, url: settings().url, now: now() };
  const marked = orNotFound(await markRead(db, marking));
  const to = addressOf(release.courseId, nextStepIn(release.course, progress, marked.next));
  return brief({ saved: learn.lesson.marked, to });
}
