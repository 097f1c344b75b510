import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { askForEmail, findWaiting, voidEmailChanges } from "#app/domain/email-change.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { field } from "#app/fields.ts";
import { formKey, intentOf, neverCached, noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { account, email as say } from "#app/messages/account.ts";
import { now } from "#app/platform/clock.ts";
import { canSendMail } from "#app/platform/mail.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ intent: z.literal("ask"), key: field.key, email: field.email, password: field.password });

const withdrawal = z.object({ intent: z.literal("withdraw") });

const refusals = {
  same: { status: 422, errors: { email: say.same } },
  wrong: { status: 422, errors: { password: say.wrong } },
  throttled: { status: 429, errors: { form: say.throttled }, headers: { "Retry-After": "900" } },
  "too-often": { status: 429, errors: { form: say.tooOften }, headers: { "Retry-After": "86400" } },
};

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const waiting = await findWaiting(db, { personId: visitor.actor.id, now: now() });
  const words = canSendMail() ? say.byMail : say.byHand;
  const notice = noticeOf(request, { asked: words.asked, withdrawn: say.withdrawn });
  return {
    chrome: chromeOf(visitor),
    email: visitor.email,
    zone: visitor.zone,
    waiting: waiting ? { email: waiting.email, expiresAt: waiting.expiresAt } : null,
    words,
    notice,
    key: formKey(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { actor, email } = await requirePerson(request);
  if ((await intentOf(request)) === "withdraw") {
    const read = await readForm(request, withdrawal);
    if ("errors" in read) return refuse(read);
    await voidEmailChanges(db, { personId: actor.id, now: now() });
    throw redirect(`${addresses.email}?done=withdrawn`, { status: 303, headers: neverCached });
  }
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { password, key, email: wanted } = read.values;
  const confirming = { actor, email, password, ip: context.address, limits: limitsOf(settings().signInTries) };
  const asked = await askForEmail(db, { ...confirming, wanted, key, now: now() });
  if ("asked" in asked) throw redirect(`${addresses.email}?done=asked`, { status: 303, headers: neverCached });
  const { errors, ...answer } = refusals[asked.refused];
  return refuse({ errors, typed: { email: wanted } }, answer);
}

export default function Email() {
  const { chrome, email, zone, waiting, words, notice, key } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={say.title}
      lead={words.lead}
      back={{ to: addresses.account, label: account.title }}
      width="reading"
    >
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Definition entries={[{ term: say.present, detail: email }]} />
      {waiting ? (
        <Section heading={say.waiting}>
          <p>{say.waitingText(waiting.email)}</p>
          <Definition entries={[{ term: say.until, detail: <Time at={waiting.expiresAt} zone={zone} /> }]} />
          <Form intent="withdraw">
            <Button kind="quiet">{say.withdraw}</Button>
          </Form>
        </Section>
      ) : null}
      <Form {...refused} intent="ask" formKey={key}>
        <Field name="email" label={say.wanted} type="email" autoComplete="email" />
        <Field name="password" label={say.password} type="password" autoComplete="current-password" />
        <Button>{words.submit}</Button>
      </Form>
    </Page>
  );
}
