import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { normaliseCode } from "#app/domain/verification.ts";
import { neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { fields } from "#app/messages/fields.ts";
import { verification as say } from "#app/messages/verification.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({
  code: z
    .string()
    .max(200, fields.tooLong)
    .regex(/[\da-z]/i, say.codeMissing),
});

/** Leads to the page of a number; whether there is one is said there. */
export async function action({ request }: ActionFunctionArgs) {
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const code = normaliseCode(read.values.code).replace(/[^\dA-Z]/g, "") || "0";
  throw redirect(addresses.verification(code), { status: 303, headers: neverCached });
}

export default function Verify() {
  const refused = useActionData<typeof action>();
  return (
    <PublicPage heading={say.heading} lead={say.lead}>
      <Form {...refused}>
        <Field name="code" label={say.code} hint={say.codeHint} autoComplete="off" spellCheck={false} />
        <Button>{say.look}</Button>
      </Form>
    </PublicPage>
  );
}
