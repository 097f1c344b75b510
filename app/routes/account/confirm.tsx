import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Username } from "#app/components/ui/username.tsx";
import { confirmSession } from "#app/domain/session/confirmation.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { field } from "#app/fields.ts";
import { neverCached, ownPath, pageHeaders, readForm, refuse } from "#app/http.ts";
import { confirmation as say } from "#app/messages/account.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ password: field.password, to: z.string().max(500).optional() });

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const to = ownPath(new URL(request.url).searchParams.get("to"), "/account");
  return { chrome: chromeOf(visitor), email: visitor.email, to };
}

/** Leads back to where the visitor came from; what they wanted to do there, they do themselves. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { actor, sessionId, email } = await requirePerson(request);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { password, to } = read.values;
  const asked = { actor, sessionId, email, password, ip: context.address, limits: limitsOf(settings().signInTries) };
  const confirmed = await confirmSession(db, { ...asked, now: now() });
  if ("confirmed" in confirmed) {
    throw redirect(ownPath(to, "/account"), { status: 303, headers: neverCached });
  }
  if (confirmed.refused === "wrong") return refuse({ errors: { password: say.wrong }, typed: {} });
  return refuse({ errors: { form: say.throttled }, typed: {} }, { status: 429, headers: { "Retry-After": "900" } });
}

export default function Confirm() {
  const { chrome, email, to } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page chrome={chrome} current="account" heading={say.title} lead={say.lead} width="reading">
      <Form {...refused} hidden={{ to }}>
        <Username email={email} />
        <Field name="password" label={say.password} type="password" autoComplete="current-password" autoFocus />
        <Button>{say.submit}</Button>
      </Form>
    </Page>
  );
}
