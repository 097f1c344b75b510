import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AnswerReview } from "#app/components/learn/answer-review.tsx";
import { toFill } from "#app/components/learn/filling.ts";
import { renderItems } from "#app/components/learn/rendered-items.server.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { sittingForLearner } from "#app/domain/attempt/view.ts";
import { submitAttempt } from "#app/domain/attempt.ts";
import { neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { fillingFor } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { requireSitting } from "#app/sitting.server.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Check your answers" };
export const headers = pageHeaders;

const words = quizzes.review;

/** Every answer of an open attempt, to be changed or sent. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const sitting = await requireSitting(request, params);
  const { visitor, release, attempt, quiz, module } = sitting;
  if (attempt.outcome) throw redirect(addresses.outcome(release.courseId, attempt.id), { headers: neverCached });
  const view = sittingForLearner(attempt, { quiz, module: { number: module.number, title: module.module.title } });
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    attemptId: attempt.id,
    moduleTitle: module.module.title,
    items: renderItems(release, { items: view.items, drawn: attempt.drawn }),
    filling: fillingFor(sitting),
  });
}

const form = z.object({});

/** Sends the answers: graded once, however often it is pressed. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { enrolment, release, attempt } = await requireSitting(request, params);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const sending = { enrolment, release, attemptId: attempt.id, url: settings().url, now: now() };
  const submitted = orNotFound(await submitAttempt(db, sending));
  if ("refused" in submitted) return refuse({ errors: { form: words.unanswered(submitted.items) }, typed: {} });
  return redirect(addresses.outcome(release.courseId, submitted.attempt), { status: 303, headers: neverCached });
}

export default function ReviewPage() {
  const { chrome, courseId, attemptId, moduleTitle, items, filling } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const missing = items.filter(({ answered }) => !answered).map(({ position }) => position);
  const addressOf = (item: number) => addresses.attempt(courseId, attemptId, item);
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={words.heading}
      kicker={learn.quizOf(moduleTitle)}
      lead={words.lead}
      width="reading"
    >
      <Stack gap="large">
        {missing.length > 0 && !refused ? <Notice kind="attention">{words.unanswered(missing)}</Notice> : null}
        <AnswerReview items={items} addressOf={addressOf} fill={toFill(filling)} />
        <Form errors={refused?.errors} answersOf={addresses.answer(courseId, attemptId)}>
          <Actions>
            <Button>{words.submit}</Button>
            <ButtonLink kind="quiet" to={addressOf(missing[0] ?? 1)}>
              {words.back}
            </ButtonLink>
          </Actions>
        </Form>
      </Stack>
    </Page>
  );
}
