import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson, signOut } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Username } from "#app/components/ui/username.tsx";
import { findCertificateSetting } from "#app/domain/certificate/setting.ts";
import { closeAccount } from "#app/domain/closure.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { field } from "#app/fields.ts";
import { noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { ownData, closing as say } from "#app/messages/own-data.ts";
import { now } from "#app/platform/clock.ts";
import { erasureList } from "#app/platform/erasures.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ password: field.password });

const refusals = {
  wrong: { status: 422, errors: { password: say.wrong } },
  throttled: { status: 429, errors: { form: say.throttled }, headers: { "Retry-After": "900" } },
  "last-administrator": { status: 409, errors: { form: say.lastAdministrator } },
};

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const { keepYears } = await findCertificateSetting(db);
  const notice = noticeOf(request, { kept: say.kept });
  return { chrome: chromeOf(visitor), email: visitor.email, years: keepYears, notice };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { actor, email } = await requirePerson(request);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const confirming = { actor, email, ...read.values, ip: context.address, now: now() };
  const limits = limitsOf(settings().signInTries);
  const closed = await closeAccount(db, { ...confirming, limits, list: erasureList() });
  if ("due" in closed) throw redirect("/sign-in?done=closing", { status: 303, headers: await signOut(request) });
  const { errors, ...answer } = refusals[closed.refused];
  return refuse({ errors, typed: {} }, answer);
}

export default function Close() {
  const { chrome, email, years, notice } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={say.title}
      lead={say.lead}
      back={{ to: addresses.ownData, label: ownData.title }}
      width="reading"
    >
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Section heading={say.goesHeading}>
        <List lines={say.goes} />
      </Section>
      <Section heading={say.staysHeading}>
        <List lines={say.stays(years)} />
        <Actions>
          <ButtonLink to={addresses.ownData} kind="quiet">
            {say.toData}
          </ButtonLink>
        </Actions>
      </Section>
      <Section heading={say.heading}>
        <p>{say.text}</p>
        <Form {...refused}>
          <Username email={email} />
          <Field name="password" label={say.password} type="password" autoComplete="current-password" />
          <Button kind="danger">{say.submit}</Button>
        </Form>
      </Section>
    </Page>
  );
}

function List({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
