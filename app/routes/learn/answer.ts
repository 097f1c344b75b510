import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireEnrolment, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { formatTime } from "#app/components/ui/time.tsx";
import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { neverCached, orNotFound } from "#app/http.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { now } from "#app/platform/clock.ts";
import { readAnswer, statusOf } from "#app/sitting.server.ts";
import { db } from "#db/db.server.ts";

const words = quizzes.attempt;

/** There is nothing to look at here: whoever comes is led to the attempt itself. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request);
  throw redirect(addresses.attempt(orNotFound(params.course), orNotFound(params.attempt)), {
    status: 303,
    headers: neverCached,
  });
}

/**
 * The same saving as on the attempt's page, answered in a line instead of with the page: this address is saved to
 * every second or so.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const { visitor, enrolment, release } = await requireEnrolment(request, params.course);
  const attemptId = orNotFound(params.attempt);
  const sent = await readAnswer(request);
  if ("errors" in sent) return brief({ refused: Object.values(sent.errors)[0] ?? words.unreadable }, 422);
  const saved = orNotFound(await saveAnswer(db, { enrolment, release, attemptId, ...sent, now: now() }));
  if ("refused" in saved) return brief({ refused: words.refused[saved.refused] }, statusOf(saved.refused));
  const { savedAt, version } = saved;
  return brief({ saved: words.saved(formatTime({ at: savedAt, zone: visitor.zone, show: "time" })), version }, 200);
}

function brief(answer: Record<string, string | number>, status: number): Response {
  return Response.json(answer, { status, headers: neverCached });
}
