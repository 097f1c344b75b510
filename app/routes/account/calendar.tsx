import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Copyable } from "#app/components/ui/copyable.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { endFeed, findFeed, makeFeed } from "#app/domain/calendar-feed.ts";
import { field } from "#app/fields.ts";
import { formKey, intentOf, neverCached, noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { account } from "#app/messages/account.ts";
import { calendar as say } from "#app/messages/letters.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const making = z.object({ intent: z.literal("make"), key: field.key });
const ending = z.object({ intent: z.literal("end") });

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const feed = await findFeed(db, visitor.actor.id);
  const notice = noticeOf(request, { ended: say.ended });
  return { chrome: chromeOf(visitor), zone: visitor.zone, notice, madeAt: feed?.madeAt ?? null, key: formKey() };
}

/** Makes the visitor's address anew and shows it in the answer itself, once, or ends it. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePerson(request);
  if ((await intentOf(request)) === "end") {
    const read = await readForm(request, ending);
    if ("errors" in read) return refuse(read);
    await endFeed(db, actor.id);
    throw redirect(`${addresses.ownCalendar}?done=ended`, { status: 303, headers: neverCached });
  }
  const read = await readForm(request, making);
  if ("errors" in read) return refuse(read);
  const { token } = await makeFeed(db, { personId: actor.id, key: read.values.key, now: now() });
  return data({ address: `${settings().url}/calendar/${token}` }, { headers: neverCached });
}

export default function OwnCalendar() {
  const { chrome, zone, notice, madeAt, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && "errors" in answer ? answer : undefined;
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={say.title}
      lead={say.lead}
      back={{ to: addresses.account, label: account.title }}
      width="reading"
    >
      <Stack gap="large">
        {notice && !answer ? <Notice kind="done">{notice}</Notice> : null}
        {answer && "address" in answer ? (
          <Section heading={say.shownHeading}>
            <Copyable name="address" label={say.shown} hint={say.shownHint} text={answer.address} />
          </Section>
        ) : null}
        {madeAt ? (
          <p>
            {say.madeAt} <Time at={madeAt} zone={zone} />. {say.madeText}
          </p>
        ) : (
          <p>{say.none}</p>
        )}
        <Form {...refused} intent="make" hidden={{ key }}>
          <Button kind={madeAt ? "quiet" : undefined}>{madeAt ? say.makeNew : say.make}</Button>
        </Form>
        {madeAt ? (
          <Form action={addresses.ownCalendar} intent="end">
            <Button kind="quiet">{say.end}</Button>
          </Form>
        ) : null}
      </Stack>
    </Page>
  );
}
