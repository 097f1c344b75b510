import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { findVisitor, signIn } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Soft, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { findPractice } from "#app/domain/practice.ts";
import { recognise } from "#app/domain/sign-in.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { field } from "#app/fields.ts";
import { neverCached, noticeOf, ownPath, pageHeaders, readForm, refuse } from "#app/http.ts";
import { closing } from "#app/messages/own-data.ts";
import { signIn as say } from "#app/messages/public.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ email: field.email, password: field.password, to: z.string().max(500).optional() });

const refusals = {
  wrong: { status: 422, errors: { password: say.wrong } },
  throttled: { status: 429, errors: { form: say.throttled }, headers: { "Retry-After": "900" } },
};

export async function loader({ request }: LoaderFunctionArgs) {
  const to = ownPath(new URL(request.url).searchParams.get("to"), "/learn");
  // After a refusal this runs for the page that says so, whoever is signed in.
  const isRefusal = request.headers.has("Content-Type");
  if (!isRefusal && (await findVisitor(request))) throw redirect(to, { status: 303, headers: neverCached });
  const { name } = await findPractice(db);
  return { to, practice: name, notice: noticeOf(request, { out: say.signedOut, closing: closing.asked }) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { email, password, to } = read.values;
  const recognised = await recognise(db, {
    email,
    password,
    ip: context.address,
    now: now(),
    limits: limitsOf(settings().signInTries),
  });
  if ("refused" in recognised) {
    const { errors, ...answer } = refusals[recognised.refused];
    return refuse({ errors, typed: { email } }, answer);
  }
  const { personId, isClosing } = recognised;
  throw redirect(isClosing ? `${addresses.closing}?done=kept` : ownPath(to, "/learn"), {
    status: 303,
    headers: await signIn(request, { personId, method: "password" }),
  });
}

export default function SignIn() {
  const { to, practice, notice } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  // The first run names the practice; until then there is nobody to sign in.
  if (!practice) return <NotBegun />;
  return (
    <PublicPage heading={say.title} kicker={practice}>
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Form {...refused} hidden={{ to }}>
        <Field
          name="email"
          label={say.email}
          type="email"
          inputMode="email"
          autoComplete="username"
          spellCheck={false}
          autoFocus
        />
        <Field name="password" label={say.password} type="password" autoComplete="current-password" />
        <Button>{say.submit}</Button>
      </Form>
      <Stack gap="small">
        <Soft>{say.forgotten}</Soft>
        <Soft>{say.invitedOnly}</Soft>
      </Stack>
    </PublicPage>
  );
}

function NotBegun() {
  return (
    <PublicPage heading={say.title}>
      <Notice kind="attention" title={say.notBegun}>
        {say.howToBegin}
      </Notice>
    </PublicPage>
  );
}
