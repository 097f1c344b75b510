import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Username } from "#app/components/ui/username.tsx";
import { askForOwnData, isOwnDataOpen } from "#app/domain/personal-data/export.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { field } from "#app/fields.ts";
import { neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { account } from "#app/messages/account.ts";
import { ownData as say } from "#app/messages/own-data.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ password: field.password });

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const { sessionId, email } = visitor;
  return { chrome: chromeOf(visitor), email, isOpen: await isOwnDataOpen(db, { sessionId, now: now() }) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { actor, sessionId, email } = await requirePerson(request);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const confirming = { actor, sessionId, email, ...read.values, ip: context.address, now: now() };
  const asked = await askForOwnData(db, { ...confirming, limits: limitsOf(settings().signInTries) });
  if ("confirmed" in asked) throw redirect(addresses.ownData, { status: 303, headers: neverCached });
  if (asked.refused === "wrong") return refuse({ errors: { password: say.wrong }, typed: {} });
  return refuse({ errors: { form: say.throttled }, typed: {} }, { status: 429, headers: { "Retry-After": "900" } });
}

export default function OwnData() {
  const { chrome, email, isOpen } = useLoaderData<typeof loader>();
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
      <Section heading={say.heading}>
        <p>{say.contents}</p>
        {isOpen ? <Files /> : <Confirmation email={email} refused={refused} />}
      </Section>
      <Section heading={say.closeHeading}>
        <p>{say.closeText}</p>
        <Actions>
          <ButtonLink to={addresses.closing} kind="quiet">
            {say.toClose}
          </ButtonLink>
        </Actions>
      </Section>
    </Page>
  );
}

function Files() {
  return (
    <>
      <Notice kind="done">{say.opened}</Notice>
      <Actions>
        <ButtonLink to={addresses.ownDataFile("html")}>{say.toHtml}</ButtonLink>
        <ButtonLink to={addresses.ownDataFile("json")} kind="quiet">
          {say.toJson}
        </ButtonLink>
      </Actions>
    </>
  );
}

function Confirmation({ email, refused }: { email: string; refused: ReturnType<typeof useActionData<typeof action>> }) {
  return (
    <>
      <p>{say.text}</p>
      <Form {...refused}>
        <Username email={email} />
        <Field name="password" label={say.password} type="password" autoComplete="current-password" />
        <Button>{say.submit}</Button>
      </Form>
    </>
  );
}
