import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireEnrolment, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { formatTime } from "#app/components/ui/time.tsx";
import { findStandingAnswer, saveAnswer } from "#app/domain/attempt/answer.ts";
import { brief, neverCached, orNotFound } from "#app/http.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { now } from "#app/platform/clock.ts";
import { readAnswer } from "#app/sitting.server.ts";
import { db } from "#db/db.server.ts";

const words = quizzes.attempt;

/** There is nothing to look at here: whoever comes is led to the attempt itself. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request);
  const to = new URL(request.url).pathname.replace(/\/answer$/, "");
  throw redirect(to, { status: 303, headers: neverCached });
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
  if ("refused" in saved) {
    const { item } = sent;
    const refused = `${words.at(item)} ${words.refused[saved.refused]}`;
    if (saved.refused === "closed") return brief({ refused, to: addresses.outcome(release.courseId, attemptId) }, 409);
    if (saved.refused !== "older") return brief({ refused }, 422);
    const standing = orNotFound(await findStandingAnswer(db, { enrolment, release, attemptId, item }));
    return brief({ refused, standing: standing.choices, version: standing.version }, 409);
  }
  const { savedAt, version } = saved;
  return brief({ saved: words.saved(formatTime({ at: savedAt, zone: visitor.zone, show: "time" })), version });
}
