import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Username } from "#app/components/ui/username.tsx";
import { changePassword } from "#app/domain/password.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { field } from "#app/fields.ts";
import { neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { account, password as say } from "#app/messages/account.ts";
import { passwordHint, weakPasswords } from "#app/messages/fields.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ current_password: field.password, new_password: field.password });

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  return { chrome: chromeOf(visitor), email: visitor.email };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { actor, sessionId, name, email, practice } = await requirePerson(request);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { current_password: current, new_password: password } = read.values;
  const about = { practice: practice.name, name, email };
  const limits = limitsOf(settings().signInTries);
  const changed = await changePassword(db, {
    actor,
    sessionId,
    about,
    current,
    password,
    ip: context.address,
    now: now(),
    limits,
  });
  if ("changed" in changed) throw redirect("/account?done=password", { status: 303, headers: neverCached });
  if (changed.refused === "wrong-current") return refuse({ errors: { current_password: say.wrong }, typed: {} });
  if (changed.refused === "throttled") {
    return refuse({ errors: { form: say.throttled }, typed: {} }, { status: 429, headers: { "Retry-After": "900" } });
  }
  return refuse({ errors: { new_password: weakPasswords[changed.refused] }, typed: {} });
}

export default function Password() {
  const { chrome, email } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={say.title}
      lead={say.lead}
      back={{ to: "/account", label: account.title }}
      width="reading"
    >
      <Form {...refused}>
        <Username email={email} />
        <Field name="current_password" label={say.current} type="password" autoComplete="current-password" autoFocus />
        <Field name="new_password" label={say.next} type="password" hint={passwordHint} autoComplete="new-password" />
        <Button>{say.submit}</Button>
      </Form>
    </Page>
  );
}
