import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requireEnrolment } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toFill } from "#app/components/learn/filling.ts";
import { ItemForm } from "#app/components/learn/item-form.tsx";
import { renderItems } from "#app/components/learn/rendered-items.server.ts";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { ItemList } from "#app/components/ui/item-list.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { SavedAt } from "#app/components/ui/saved-at.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import { saveAnswer } from "#app/domain/attempt/answer.ts";
import { sittingForLearner } from "#app/domain/attempt/view.ts";
import { neverCached, orNotFound, pageHeaders, refuse } from "#app/http.ts";
import { fillingFor } from "#app/learning.server.ts";
import { quizzes } from "#app/messages/quiz.ts";
import { now } from "#app/platform/clock.ts";
import { readAnswer, requireSitting, statusOf } from "#app/sitting.server.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Quiz" };
export const headers = pageHeaders;

const words = quizzes.attempt;

/**
 * An open attempt with its drawn items, of which one is shown: without script each is an address of its own, with
 * script one goes from item to item on the page. It holds no key and no reason.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const sitting = await requireSitting(request, params);
  const { visitor, release, attempt, quiz, module } = sitting;
  const view = sittingForLearner(attempt, { quiz, module: { number: module.number, title: module.module.title } });
  const items = renderItems(release, { items: view.items, drawn: attempt.drawn });
  return data({
    chrome: chromeOf(visitor),
    zone: visitor.zone,
    courseId: release.courseId,
    attemptId: attempt.id,
    sitting: attempt.outcome ? null : { ...view, items },
    current: currentItem(new URL(request.url).searchParams.get("item"), view.items),
    filling: fillingFor(sitting),
  });
}

/** Saves the answer to one item; "save" answers with the page as it stands, "continue" leads on. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { enrolment, release } = await requireEnrolment(request, params.course);
  const attemptId = orNotFound(params.attempt);
  const sent = await readAnswer(request);
  if ("errors" in sent) return refuse(sent);
  const { intent, item, choices } = sent;
  const answering = { enrolment, release, attemptId, ...sent, now: now() };
  const saved = orNotFound(await saveAnswer(db, answering));
  if ("refused" in saved) {
    const field = `choice-${item}`;
    const errors = { [field]: words.refused[saved.refused] };
    const typed = { [field]: choices.map((number) => String(number || "")) };
    const isOlder = saved.refused === "older";
    return data({ errors, typed, isOlder }, { status: statusOf(saved.refused), headers: neverCached });
  }
  if (intent === "save") return data({ errors: {}, typed: {} }, { headers: neverCached });
  const { courseId } = release;
  const isLast = item >= saved.of;
  const to = isLast ? addresses.review(courseId, attemptId) : addresses.attempt(courseId, attemptId, item + 1);
  return redirect(to, { status: 303, headers: neverCached });
}

export default function AttemptPage() {
  const { chrome, zone, courseId, attemptId, sitting, current, filling } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!sitting) return <Closed />;
  const { items, savedAt } = sitting;
  const addressOf = (item: number) => addresses.attempt(courseId, attemptId, item);
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={sitting.title}
      kicker={quizzes.before.kicker(sitting.module.number, sitting.module.title)}
      width="reading"
    >
      <Stack>
        <ItemList
          label={words.list}
          items={items.map(({ position, answered }) => {
            return { number: position, to: addressOf(position), answered, current: position === current };
          })}
        />
        {items.map((item) => (
          <ItemForm
            key={item.position}
            item={item}
            of={items.length}
            isCurrent={item.position === current}
            addressOf={addressOf}
            saveAt={addresses.answer(courseId, attemptId)}
            refused={item.position === current ? refused : undefined}
            fill={toFill(filling)}
          />
        ))}
        <SavedAt>{savedAt ? words.saved(formatTime({ at: savedAt, zone, show: "time" })) : words.nothingYet}</SavedAt>
        <p>
          <a href={addresses.review(courseId, attemptId)}>{words.review}</a>
        </p>
      </Stack>
    </Page>
  );
}

function Closed() {
  const { chrome, courseId, attemptId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page chrome={chrome} current="learn" heading={words.sent} width="reading">
      <Stack>
        <Notice kind={refused ? "attention" : "plain"}>
          {refused ? `${words.refused.closed} ${words.tooLate}` : words.refused.closed}
        </Notice>
        <ButtonLink to={addresses.outcome(courseId, attemptId)}>{words.seeOutcome}</ButtonLink>
      </Stack>
    </Page>
  );
}

/** The item asked for; else, on whatever device, the first without an answer; else the last. */
function currentItem(asked: string | null, items: { position: number; answered: boolean }[]): number {
  const known = items.find(({ position }) => String(position) === asked);
  return (known ?? items.find(({ answered }) => !answered) ?? items.at(-1))?.position ?? 1;
}
