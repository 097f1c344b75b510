import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { LetterChoices } from "#app/components/letters/letter-choices.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { chooseMail, findMailChoice } from "#app/domain/reminder/choice.ts";
import { neverCached, noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { letterChoice } from "#app/letter-fields.ts";
import { account } from "#app/messages/account.ts";
import { letters as say } from "#app/messages/letters.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

/** Which letters the visitor has stopped. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const choice = await findMailChoice(db, visitor.actor.id);
  return { chrome: chromeOf(visitor), notice: noticeOf(request, { saved: say.saved }), ...choice };
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePerson(request);
  const read = await readForm(request, letterChoice);
  if ("errors" in read) return refuse(read);
  await chooseMail(db, { personId: actor.id, stopped: read.values, now: now() });
  throw redirect(`${addresses.ownLetters}?done=saved`, { status: 303, headers: neverCached });
}

export default function OwnLetters() {
  const { chrome, notice, stopped, overdueMayStop } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={say.title}
      lead={say.lead}
      back={{ to: addresses.account, label: account.title }}
      width="reading"
    >
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Form {...refused}>
        <LetterChoices stopped={stopped} overdueMayStop={overdueMayStop} />
        <Button>{say.save}</Button>
      </Form>
    </Page>
  );
}
