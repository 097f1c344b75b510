import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { EvaluationForm } from "#app/components/learn/evaluation-form.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Callout } from "#app/components/ui/callout.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import type { Course } from "#app/domain/course.ts";
import {
  asksForEvaluation,
  isReadyToEvaluate,
  questionsOf,
  type Ratings,
  ratings,
  stepOfEvaluations,
} from "#app/domain/evaluation/questions.ts";
import { sendEvaluation } from "#app/domain/evaluation.ts";
import { field } from "#app/fields.ts";
import { neverCached, notFound, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { requireLearning } from "#app/learning.server.ts";
import { evaluation } from "#app/messages/evaluation.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: evaluation.title };
export const headers = pageHeaders;

const words = evaluation.form;

/** What a course asks of those who have done it; not there where it asks nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { visitor, release, evidence, progress } = await requireLearning(request, params.course);
  if (!asksForEvaluation(release.course)) throw notFound();
  const isReady = isReadyToEvaluate(progress.conditions);
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    title: release.course.title,
    standing:
      evidence.isEvaluated || evidence.record ? ("sent" as const) : isReady ? ("open" as const) : ("not-yet" as const),
    questions: questionsOf(release.course),
  });
}

/** Sends the answers and leads to the last steps, which go on from there to the record. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { enrolment, release } = await requireLearning(request, params.course);
  if (!asksForEvaluation(release.course)) throw notFound();
  const read = await readForm(request, formOf(release.course));
  if ("errors" in read) return refuse(read);
  const { comment = "", ...given } = read.values;
  const acting = { enrolment, release, url: settings().url, now: now() };
  const sent = orNotFound(await sendEvaluation(db, { ...acting, ratings: ratingsIn(given), comment }));
  if ("refused" in sent) return refuse({ errors: { form: words.refused[sent.refused] }, typed: {} }, { status: 409 });
  return redirect(addresses.completion(release.courseId), { status: 303, headers: neverCached });
}

export default function EvaluationPage() {
  const { chrome, courseId, title, standing, questions } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={words.heading}
      lead={standing === "open" ? words.lead : undefined}
      back={{ to: addresses.outline(courseId), label: title }}
      width="reading"
    >
      {standing === "open" ? (
        <Stack gap="large">
          <Callout title={words.keptTitle}>
            <p>{words.kept}</p>
            <p>{words.seen(stepOfEvaluations)}</p>
          </Callout>
          <EvaluationForm questions={questions} refused={refused} />
        </Stack>
      ) : (
        <Standing isSent={standing === "sent"} courseId={courseId} />
      )}
    </Page>
  );
}

function Standing({ isSent, courseId }: { isSent: boolean; courseId: string }) {
  return (
    <Stack>
      <Notice kind={isSent ? "done" : "plain"} title={isSent ? words.sent : words.notYet}>
        {isSent ? words.sentText : words.notYetText}
      </Notice>
      <Actions>
        <ButtonLink to={addresses.completion(courseId)}>{isSent ? words.onwards : words.whatIsMissing}</ButtonLink>
      </Actions>
    </Stack>
  );
}

/** A rating for each question, and a comment that may be left out. */
function formOf(course: Course) {
  const asked = questionsOf(course).map(({ id }, at): [string, z.ZodType<string>] => {
    return [id, z.enum(["1", "2", "3", "4", "5"], words.unanswered(at + 1))];
  });
  return z.object<Record<string, z.ZodType<string>>>({ ...Object.fromEntries(asked), comment: field.lines(2_000) });
}

function ratingsIn(given: Record<string, string>): Partial<Ratings> {
  const read = Object.entries(given).map(([id, value]) => [id, ratings.find((rating) => String(rating) === value)]);
  return Object.fromEntries(read);
}
