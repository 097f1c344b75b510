import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { RequestSheet } from "#app/components/requests/request-sheet.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { TextArea } from "#app/components/ui/text-area.tsx";
import { acknowledgeRequest, answerRequest, openRequest, resolveRequest } from "#app/domain/request/queue.ts";
import { field } from "#app/fields.ts";
import { intentOf, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { requests } from "#app/messages/requests.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { db } from "#db/db.server.ts";

const words = requests.queue;

export const handle = { title: requests.one };
export const headers = pageHeaders;

const text = field.lines(4_000).refine((text) => text !== "", words.missing);
const seen = z.object({ intent: z.literal("acknowledge") });
const answering = z.object({ intent: z.literal("answer"), answer: text });
const resolving = z.object({ intent: z.literal("resolve"), resolution: text });

/** One request with its words; that it was opened is noted for its person. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "answer requests");
  const opening = { seals: keyStore(), actor: visitor.actor, requestId: orNotFound(params.request), now: now() };
  return data({
    chrome: chromeOf(visitor),
    zone: visitor.practice.zone,
    asked: orNotFound(await openRequest(db, opening)),
    notice: noticeOf(request, words.done),
  });
}

/** Acknowledges, answers or closes it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "answer requests");
  const on = { seals: keyStore(), actor, requestId: orNotFound(params.request), now: now() };
  const intent = await intentOf(request);
  if (intent === "acknowledge") {
    const read = await readForm(request, seen);
    if ("errors" in read) return refuse(read);
    orNotFound(await acknowledgeRequest(db, on));
    return backTo(on.requestId, "seen");
  }
  if (intent === "answer") {
    const read = await readForm(request, answering);
    if ("errors" in read) return refuse(read);
    const { answer } = read.values;
    return afterwards(on.requestId, "answered", await answerRequest(db, { ...on, text: answer }), { intent, answer });
  }
  const read = await readForm(request, resolving);
  if ("errors" in read) return refuse(read);
  const { resolution } = read.values;
  const typed = { intent: "resolve", resolution };
  return afterwards(on.requestId, "resolved", await resolveRequest(db, { ...on, text: resolution }), typed);
}

function afterwards(
  requestId: string,
  done: keyof typeof words.done,
  written: Awaited<ReturnType<typeof answerRequest>>,
  typed: Record<string, string>,
) {
  const outcome = orNotFound(written);
  if ("refused" in outcome) return refuse({ errors: { form: words.refused[outcome.refused] }, typed }, { status: 409 });
  return backTo(requestId, done);
}

function backTo(requestId: string, done: keyof typeof words.done): Response {
  return redirect(`${addresses.requestToAnswer(requestId)}?done=${done}`, { status: 303, headers: neverCached });
}

export default function RequestToAnswerPage() {
  const { chrome, zone, asked, notice } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { person, kind, state } = asked;
  return (
    <Page
      chrome={chrome}
      current="requests"
      heading={requests.one}
      back={{ to: addresses.requestQueue, label: requests.title }}
      width="reading"
    >
      <Stack gap="large">
        {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
        {refused?.errors.form ? <Notice kind="attention">{refused.errors.form}</Notice> : null}
        <RequestSheet
          request={asked}
          zone={zone}
          entries={[{ term: words.from, detail: person ? person.name : words.nameless }]}
        />
        {state === "sent" ? (
          <Form action={addresses.requestToAnswer(asked.id)} intent="acknowledge">
            <p>{words.acknowledgeText}</p>
            <Button kind="quiet">{words.acknowledge}</Button>
          </Form>
        ) : null}
        {kind === "accommodation" && person && state !== "resolved" ? (
          <Section heading={words.grant}>
            <p>{words.grantText}</p>
            <Actions>
              <ButtonLink kind="quiet" to={addresses.grantAttempts(person.id)}>
                {words.grant}
              </ButtonLink>
            </Actions>
          </Section>
        ) : null}
        <Writing />
      </Stack>
    </Page>
  );
}

/** The answer, then what came of it: each is written once. */
function Writing() {
  const { asked } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const refusedFor = (intent: string) => {
    if (refused?.typed.intent !== intent) return {};
    const { form: _, ...errors } = refused.errors;
    return { errors, typed: refused.typed };
  };
  const to = addresses.requestToAnswer(asked.id);
  if (asked.state === "resolved") return null;
  return (
    <>
      {asked.state === "answered" ? null : (
        <Section heading={words.answer}>
          <Form action={to} intent="answer" {...refusedFor("answer")}>
            <TextArea name="answer" label={requests.answer} hint={words.answerHint} maxLength={4000} />
            <Button>{words.sendAnswer}</Button>
          </Form>
        </Section>
      )}
      <Section heading={words.resolve}>
        <Form action={to} intent="resolve" {...refusedFor("resolve")}>
          <TextArea name="resolution" label={requests.resolution} hint={words.resolveHint} rows={3} maxLength={4000} />
          <Button kind="quiet">{words.close}</Button>
        </Form>
      </Section>
    </>
  );
}
