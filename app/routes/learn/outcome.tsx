import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ExplainedItems } from "#app/components/learn/explained-items.tsx";
import { toFill } from "#app/components/learn/filling.ts";
import { MissedObjectives } from "#app/components/learn/missed-objectives.tsx";
import { addressOf } from "#app/components/learn/next-step.ts";
import { renderExplained } from "#app/components/learn/rendered-items.server.ts";
import { UnmetPrinciples } from "#app/components/learn/unmet-principles.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import { outcomeForLearner, standingForLearner } from "#app/domain/attempt/view.ts";
import { nextStepIn } from "#app/domain/progress/outline.ts";
import { findTakeable } from "#app/domain/progress.ts";
import { neverCached, pageHeaders } from "#app/http.ts";
import { fillingFor } from "#app/learning.server.ts";
import { percentOf, pointsOf } from "#app/messages/amounts.ts";
import { learn } from "#app/messages/learn.ts";
import { practiceAgain } from "#app/messages/practice-again.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { now } from "#app/platform/clock.ts";
import { requireSitting } from "#app/sitting.server.ts";

export const handle = { title: "Quiz" };
export const headers = pageHeaders;

const words = quizzes.outcome;

/** What came of an attempt: the score, what to look at again, and, once the quiz is passed, every answer explained. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const sitting = await requireSitting(request, params);
  const { visitor, release, progress, attempt, quiz } = sitting;
  const outcome = outcomeForLearner(attempt, sitting);
  if (!outcome) throw redirect(addresses.attempt(release.courseId, attempt.id), { headers: neverCached });
  const { explained, ...told } = outcome;
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    quizId: quiz.id,
    outcome: told,
    zone: visitor.zone,
    ...standingForLearner(findTakeable(progress, quiz.id), now()),
    explained: explained && renderExplained(release, { items: explained, drawn: attempt.drawn }),
    next: addressOf(release.courseId, nextStepIn(release.course, progress, progress.next)),
    filling: fillingFor(sitting),
  });
}

export default function OutcomePage() {
  const { chrome, zone, courseId, quizId, outcome, left, notBefore, explained, next, filling } =
    useLoaderData<typeof loader>();
  const { passed, quizPassed, score, items, passMark, perPrinciple, unmet, module, missed } = outcome;
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={passed ? words.passed : words.notYet}
      kicker={learn.quizOf(module.title)}
      lead={words.score(pointsOf(score, items), items, percentOf(score))}
      width="reading"
    >
      <Stack gap="large">
        <p>{quizPassed ? words.passMark(passMark) : `${words.passMark(passMark)} ${words.left(left)}`}</p>
        {quizPassed || !notBefore ? null : (
          <Notice>{quizzes.before.waitUntil(formatTime({ at: notBefore, zone, show: "date-time" }))}</Notice>
        )}
        {quizPassed ? null : <UnmetPrinciples unmet={unmet} perPrinciple={perPrinciple} />}
        {quizPassed ? null : <MissedObjectives missed={missed} courseId={courseId} />}
        <Actions>
          {quizPassed ? <ButtonLink to={next}>{words.next}</ButtonLink> : null}
          {quizPassed ? null : <ButtonLink to={addresses.quiz(courseId, quizId)}>{words.again}</ButtonLink>}
          <ButtonLink kind="quiet" to={addresses.outline(courseId)}>
            {learn.lesson.toOutline}
          </ButtonLink>
        </Actions>
        {quizPassed ? (
          <p>
            <a href={addresses.practiceAgain(courseId)}>{practiceAgain.link}</a>
          </p>
        ) : null}
        {explained ? (
          <Section heading={words.explained}>
            <ExplainedItems items={explained} fill={toFill(filling)} />
          </Section>
        ) : (
          <p>{words.explainedLater}</p>
        )}
      </Stack>
    </Page>
  );
}
