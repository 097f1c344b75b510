import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ExplainedItems } from "#app/components/learn/explained-items.tsx";
import { toFill } from "#app/components/learn/filling.ts";
import { PracticeQuestion, PracticeRating, practiceField } from "#app/components/learn/practice-question.tsx";
import { renderExplained, renderItems } from "#app/components/learn/rendered-items.server.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import type { Release } from "#app/domain/course.ts";
import {
  answerPractice,
  findPracticeStanding,
  forgetPracticeAgain,
  type NotAnswered,
  type PracticeStanding,
  ratePractice,
  startPracticeAgain,
} from "#app/domain/practice-again.ts";
import { neverCached, noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { fillingFor, requireLearning } from "#app/learning.server.ts";
import { learn } from "#app/messages/learn.ts";
import { practiceAgain as words } from "#app/messages/practice-again.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.heading };
export const headers = pageHeaders;

/** Practising again: the question that is due, without its key; or when the next one is; or how to begin. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const learning = await requireLearning(request, params.course);
  const { visitor, release } = learning;
  return data({
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    courseId: release.courseId,
    standing: shown(release, await findPracticeStanding(db, learning, { now: now() })),
    notice: noticeOf(request, words.done),
    filling: fillingFor(learning),
  });
}

const position = z.string().regex(/^\d{1,3}$/, words.unreadable);
const form = z.object({
  intent: z.enum(["start", "answer", "rate", "forget"]),
  turn: z.coerce.number().int().min(1).max(1e9).default(1),
  [practiceField]: z
    .array(position.or(z.literal("")))
    .max(50)
    .default([]),
  ease: z.enum(["hard", "good", "easy"]).default("good"),
});

/** Begins, answers and explains the question that is due, keeps how it came, or forgets all of it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const learning = await requireLearning(request, params.course);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { intent, turn, ease, [practiceField]: chosen } = read.values;
  const answering = { ...learning, turn, choices: chosen.map(Number), now: now() };
  if (intent === "answer") return explained(learning.release, answering, chosen);

  if (intent === "start") await startPracticeAgain(db, learning, answering);
  if (intent === "forget") await forgetPracticeAgain(db, learning);
  const refused = intent === "rate" ? await ratePractice(db, { ...answering, ease }) : undefined;
  if (refused) return notTaken(refused.refused, chosen);
  const done = intent === "forget" ? "?done=forgotten" : "";
  const to = addresses.practiceAgain(learning.release.courseId) + done;
  return redirect(to, { status: 303, headers: neverCached });
}

export default function PracticeAgainPage() {
  const { chrome, courseId, notice, filling } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const answered = acted && "answered" in acted ? acted.answered : undefined;
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={answered ? (answered.isRight ? words.right : words.notYet) : words.heading}
      lead={answered ? undefined : words.lead}
      back={{ to: addresses.outline(courseId), label: learn.lesson.toOutlineShort }}
      width="reading"
    >
      <Stack gap="large">
        {notice ? <Notice kind="done">{notice}</Notice> : null}
        {answered ? (
          <Stack>
            <Section heading={words.explained}>
              <ExplainedItems items={[answered.item]} fill={toFill(filling)} />
            </Section>
            <PracticeRating {...answered} />
          </Stack>
        ) : (
          <Standing />
        )}
        <Forgetting />
      </Stack>
    </Page>
  );
}

function Standing() {
  const { standing, zone, filling } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { errors, typed } = acted && "errors" in acted ? acted : {};
  if (standing.state === "nothing-passed") {
    return <EmptyState title={words.nothingPassed}>{words.nothingPassedText}</EmptyState>;
  }
  if (standing.state === "nothing-due") {
    const time = formatTime({ at: standing.nextAt, zone, show: "date-time" });
    return <EmptyState title={words.nothingDue}>{words.nothingDueText(time)}</EmptyState>;
  }
  if (standing.state === "due")
    return <PracticeQuestion question={standing} errors={errors} typed={typed} fill={toFill(filling)} />;
  return (
    <Section heading={words.what}>
      <ul>
        {words.terms.map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ul>
      <Form intent="start" errors={errors}>
        <Button>{words.begin}</Button>
      </Form>
    </Section>
  );
}

function Forgetting() {
  const { standing } = useLoaderData<typeof loader>();
  if (standing.state === "not-started" || (standing.state === "nothing-passed" && !standing.started)) return null;
  return (
    <Disclosure summary={words.forget}>
      <Form intent="forget">
        <p>{words.forgetText}</p>
        <Button kind="danger">{words.forget}</Button>
      </Form>
    </Disclosure>
  );
}

/** The question again, with what was chosen. */
function notTaken(refused: NotAnswered, chosen: string[]) {
  return refuse({ errors: { [practiceField]: words.refused[refused] }, typed: { [practiceField]: chosen } });
}

/** The standing with its question's texts ready; the ids that were drawn stay here. */
function shown(release: Release, standing: PracticeStanding) {
  if (standing.state !== "due") return standing;
  const { state, turn, module, drawn, shown } = standing;
  const [item] = renderItems(release, { items: [{ ...shown, chosen: [], answered: false, version: 1 }], drawn });
  if (!item) throw new Error("A question that is due has a text.");
  return { state, turn, module, item };
}

async function explained(release: Release, answering: Parameters<typeof answerPractice>[1], chosen: string[]) {
  const answer = await answerPractice(db, answering);
  // Answered already, in another window or by a second press: what is due now is asked.
  if (!answer) return redirect(addresses.practiceAgain(release.courseId), { status: 303, headers: neverCached });
  if ("refused" in answer) return notTaken(answer.refused, chosen);
  const { turn, isRight, drawn } = answer;
  const [item] = renderExplained(release, { items: [answer.explained], drawn });
  if (!item) throw new Error("An answer has its question.");
  const answered = { item, turn, isRight, choices: answering.choices };
  return data({ answered }, { headers: neverCached });
}
