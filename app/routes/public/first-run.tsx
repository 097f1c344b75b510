import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { signIn } from "#app/auth.server.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { VoidLink } from "#app/components/void-link.tsx";
import { completeFirstRun, type FirstRunRefusal, isFirstRunOpen } from "#app/domain/first-run.ts";
import { listZones, machineZone } from "#app/domain/practice.ts";
import { field } from "#app/fields.ts";
import { type FormErrors, pageHeaders, readForm, refuse } from "#app/http.ts";
import { fields, passwordHint, weakPasswords } from "#app/messages/fields.ts";
import { firstRun as say } from "#app/messages/public.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "First steps" };
export const headers = pageHeaders;

const form = z.object({
  practice: field.practice,
  contact: field.contact,
  zone: field.zone,
  name: field.name,
  email: field.email,
  password: field.password,
});

/** Opening the link uses nothing up. */
export async function loader({ params: { token = "" } }: LoaderFunctionArgs) {
  if (!(await isFirstRunOpen(db, token))) return data({ open: false as const }, { status: 404 });
  return { open: true as const, zones: listZones(), likelyZone: machineZone() };
}

export async function action({ request, params: { token = "" } }: ActionFunctionArgs) {
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { practice: name, contact, zone, password, ...person } = read.values;
  const completed = await completeFirstRun(db, {
    token,
    practice: { name, contact, zone },
    ...person,
    password,
    now: now(),
  });
  if ("refused" in completed) {
    if (completed.refused === "link-void") return refuse({ errors: {}, typed: {} }, { status: 404 });
    const { password: _, ...typed } = read.values;
    return refuse({ errors: errorsOf(completed.refused), typed });
  }
  const { personId } = completed;
  throw redirect("/admin/welcome", { status: 303, headers: await signIn(request, { personId, method: "first-run" }) });
}

export default function FirstRun() {
  const link = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!link.open) return <VoidLink />;
  const zones = link.zones.map((zone) => ({ value: zone, label: zone }));
  return (
    <PublicPage heading={say.title} lead={say.lead}>
      <Form {...refused}>
        <Section heading={say.practiceHeading}>
          <Field name="practice" label={say.practice} hint={say.practiceHint} autoComplete="organization" autoFocus />
          <Field name="contact" label={say.contact} hint={say.contactHint} />
          <Select name="zone" label={say.zone} hint={say.zoneHint} options={zones} value={link.likelyZone} />
        </Section>
        <Section heading={say.personHeading}>
          <Field name="name" label={say.name} autoComplete="name" />
          <Field
            name="email"
            label={say.email}
            type="email"
            inputMode="email"
            autoComplete="username"
            spellCheck={false}
          />
          <Field name="password" label={say.password} type="password" hint={passwordHint} autoComplete="new-password" />
        </Section>
        <Button>{say.submit}</Button>
      </Form>
    </PublicPage>
  );
}

function errorsOf(refusal: Exclude<FirstRunRefusal, "link-void">): FormErrors {
  if (refusal === "zone-unknown") return { zone: fields.zoneUnknown };
  if (refusal === "address-taken") return { email: say.addressTaken };
  return { password: weakPasswords[refusal] };
}
