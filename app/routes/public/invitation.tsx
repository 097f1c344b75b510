import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { signIn } from "#app/auth.server.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { Username } from "#app/components/ui/username.tsx";
import { VoidLink } from "#app/components/void-link.tsx";
import { acceptInvitation } from "#app/domain/invitation/acceptance.ts";
import { findOpenInvitation } from "#app/domain/invitation.ts";
import { findPractice } from "#app/domain/practice.ts";
import { field } from "#app/fields.ts";
import { pageHeaders, readForm, refuse } from "#app/http.ts";
import { passwordHint, weakPasswords } from "#app/messages/fields.ts";
import { invitation as say } from "#app/messages/public.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ name: field.name, password: field.password });

/** Opening the link uses nothing up: those who scan mail open it too. */
export async function loader({ params: { token = "" } }: LoaderFunctionArgs) {
  const invitation = await findOpenInvitation(db, { token, now: now() });
  if (!invitation) return data({ open: false as const }, { status: 404 });
  const { name: practice } = await findPractice(db);
  return { open: true as const, practice, name: invitation.name, email: invitation.email };
}

export async function action({ request, params: { token = "" } }: ActionFunctionArgs) {
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const accepted = await acceptInvitation(db, { token, ...read.values, now: now() });
  if ("refused" in accepted) {
    if (accepted.refused === "link-void") return refuse({ errors: {}, typed: {} }, { status: 404 });
    return refuse({ errors: { password: weakPasswords[accepted.refused] }, typed: { name: read.values.name } });
  }
  const { personId } = accepted;
  throw redirect("/learn", { status: 303, headers: await signIn(request, { personId, method: "invitation" }) });
}

export default function Invitation() {
  const link = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!link.open) return <VoidLink />;
  return (
    <PublicPage heading={say.title} lead={say.lead(link.practice || say.someone)}>
      <Definition entries={[{ term: say.email, detail: link.email }]} />
      <Form {...refused}>
        <Username email={link.email} />
        <Field name="name" label={say.name} hint={say.nameHint} value={link.name} autoComplete="name" autoFocus />
        <Field name="password" label={say.password} type="password" hint={passwordHint} autoComplete="new-password" />
        <Button>{say.submit}</Button>
      </Form>
    </PublicPage>
  );
}
