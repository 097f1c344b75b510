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
import { findOpenResetLink, resetPassword } from "#app/domain/reset-link.ts";
import { field } from "#app/fields.ts";
import { pageHeaders, readForm, refuse } from "#app/http.ts";
import { passwordHint, weakPasswords } from "#app/messages/fields.ts";
import { reset as say } from "#app/messages/public.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ password: field.password });

/** Opening the link uses nothing up. */
export async function loader({ params: { token = "" } }: LoaderFunctionArgs) {
  const link = await findOpenResetLink(db, { token, now: now() });
  return link ? { open: true as const, email: link.email } : data({ open: false as const }, { status: 404 });
}

export async function action({ request, params: { token = "" } }: ActionFunctionArgs) {
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const changed = await resetPassword(db, { token, ...read.values, now: now() });
  if ("refused" in changed) {
    if (changed.refused === "link-void") return refuse({ errors: {}, typed: {} }, { status: 404 });
    return refuse({ errors: { password: weakPasswords[changed.refused] }, typed: {} });
  }
  const { personId } = changed;
  throw redirect("/learn", { status: 303, headers: await signIn(request, { personId, method: "reset" }) });
}

export default function Reset() {
  const link = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!link.open) return <VoidLink />;
  return (
    <PublicPage heading={say.title} lead={say.lead}>
      <Definition entries={[{ term: say.email, detail: link.email }]} />
      <Form {...refused}>
        <Username email={link.email} />
        <Field
          name="password"
          label={say.password}
          type="password"
          hint={passwordHint}
          autoComplete="new-password"
          autoFocus
        />
        <Button>{say.submit}</Button>
      </Form>
    </PublicPage>
  );
}
