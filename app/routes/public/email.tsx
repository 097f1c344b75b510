import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/ui/button.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { VoidLink } from "#app/components/void-link.tsx";
import { confirmEmail, findEmailLink } from "#app/domain/email-change.ts";
import { neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { emailLink as say } from "#app/messages/account.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

/** Opening the link changes nothing: mail scanners open links. */
export async function loader({ params: { token = "" } }: LoaderFunctionArgs) {
  const link = await findEmailLink(db, { token, now: now() });
  if (!link) return data({ open: false as const }, { status: 404 });
  return { open: true as const, email: link.email, former: link.former };
}

/** The link is all that is needed; a form with more in it is none of ours. */
const form = z.object({});

export async function action({ request, params: { token = "" } }: ActionFunctionArgs) {
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const changed = await confirmEmail(db, { token, now: now() });
  if ("changed" in changed) throw redirect("/account?done=email", { status: 303, headers: neverCached });
  if (changed.refused === "taken") return refuse({ errors: { form: say.taken }, typed: {} }, { status: 409 });
  return refuse({ errors: {}, typed: {} }, { status: 404 });
}

export default function ConfirmEmail() {
  const link = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!link.open) return <VoidLink />;
  return (
    <PublicPage heading={say.title} lead={say.lead}>
      <Definition
        entries={[
          { term: say.former, detail: link.former },
          { term: say.email, detail: link.email },
        ]}
      />
      <Form {...refused}>
        <Button>{say.submit}</Button>
      </Form>
    </PublicPage>
  );
}
