import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { EarlierAttempts } from "#app/components/learn/earlier-attempts.tsx";
import { QuizRules } from "#app/components/learn/quiz-rules.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import { quizForLearner } from "#app/domain/attempt/view.ts";
import { openAttempt } from "#app/domain/attempt.ts";
import { findTakeable } from "#app/domain/progress.ts";
import { field } from "#app/fields.ts";
import { formKey, neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { requireLearning } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Quiz" };
export const headers = pageHeaders;

const words = quizzes.before;

/** A quiz before it is begun: its rules, what is left, what happened so far. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { visitor, release, progress } = await requireLearning(request, params.course);
  const found = orNotFound(findTakeable(progress, orNotFound(params.quiz)));
  return data({
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    courseId: release.courseId,
    quiz: quizForLearner(found, now()),
    key: formKey(),
  });
}

const form = z.object({ key: field.key });

/** Opens an attempt, or leads to the open one. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { enrolment, release } = await requireLearning(request, params.course);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const opening = { enrolment, release, quizId: orNotFound(params.quiz), key: read.values.key, now: now() };
  const opened = orNotFound(await openAttempt(db, opening));
  if ("refused" in opened)
    return refuse({ errors: { form: words.refused[opened.refused] }, typed: {} }, { status: 409 });
  return redirect(addresses.attempt(release.courseId, opened.attempt), { status: 303, headers: neverCached });
}

export default function QuizPage() {
  const { chrome, zone, courseId, quiz } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={quiz.title}
      kicker={words.kicker(quiz.module.number, quiz.module.title)}
      back={{ to: `${addresses.outline(courseId)}#module-${quiz.module.id}`, label: learn.lesson.toOutlineShort }}
      width="reading"
    >
      <Stack gap="large">
        <Stack>
          <Standing />
          <Beginning />
        </Stack>
        {quiz.passed ? null : <QuizRules quiz={quiz} />}
        <EarlierAttempts attempts={quiz.earlier} courseId={courseId} zone={zone} />
      </Stack>
    </Page>
  );
}

/** What stands in the way, or that nothing does. */
function Standing() {
  const { zone, courseId, quiz } = useLoaderData<typeof loader>();
  if (quiz.passed) return <Notice kind="done">{words.passed(formatTime({ at: quiz.passed.at, zone }))}</Notice>;
  if (quiz.again.length > 0) {
    return (
      <Notice kind="attention" title={words.readFirst}>
        <ul>
          {quiz.again.map(({ id, title }) => (
            <li key={id}>
              <a href={addresses.lesson(courseId, id)}>{title}</a>
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (!quiz.notBefore) return null;
  return <Notice>{words.waitUntil(formatTime({ at: quiz.notBefore, zone, show: "date-time" }))}</Notice>;
}

function Beginning() {
  const { courseId, quiz, key } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (quiz.passed) {
    return <ButtonLink to={addresses.outcome(courseId, quiz.passed.attempt)}>{words.seeOutcome}</ButtonLink>;
  }
  if (quiz.openAttempt) return <ButtonLink to={addresses.attempt(courseId, quiz.openAttempt)}>{words.goOn}</ButtonLink>;
  const isHeld = quiz.again.length > 0 || quiz.notBefore !== null;
  return (
    <Form formKey={key} errors={refused?.errors}>
      {isHeld ? null : <Button>{quiz.earlier.length === 0 ? words.begin : words.again}</Button>}
      {isHeld ? <ButtonLink to={addresses.outline(courseId)}>{learn.lesson.toOutline}</ButtonLink> : null}
    </Form>
  );
}
