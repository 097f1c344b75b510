import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { TextArea } from "#app/components/ui/text-area.tsx";
import { Username } from "#app/components/ui/username.tsx";
import { findCertificateSetting } from "#app/domain/certificate/setting.ts";
import { erasePerson } from "#app/domain/erasure.ts";
import { confirmPassword } from "#app/domain/password.ts";
import { findPerson } from "#app/domain/person.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { field } from "#app/fields.ts";
import { neverCached, notFound, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { person, erasure as say } from "#app/messages/admin.ts";
import { now } from "#app/platform/clock.ts";
import { erasureList } from "#app/platform/erasures.ts";
import { keyStore } from "#app/platform/keys.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({ reason: field.reason.min(1, say.reasonMissing), password: field.password });

const refusals = {
  wrong: { status: 422, errors: { password: say.wrong } },
  throttled: { status: 429, errors: { form: say.throttled }, headers: { "Retry-After": "900" } },
  "last-administrator": { status: 409, errors: { form: person.lastAdministrator } },
  "own-account": { status: 409, errors: { form: say.ownAccount } },
  "keys-lost": { status: 409, errors: { form: say.keysLost } },
};

export async function loader({ request, params: { person: personId = "" } }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "erase people");
  const { state, name, email } = orNotFound(await findPerson(db, personId));
  if (state === "erased") throw notFound();
  const { keepYears } = await findCertificateSetting(db);
  return { chrome: chromeOf(visitor), own: visitor.email, id: personId, name, email, years: keepYears };
}

export async function action({ request, context, params: { person: personId = "" } }: ActionFunctionArgs) {
  const { actor, email } = await requireMay(request, "erase people");
  orNotFound(await findPerson(db, personId));
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { reason, password } = read.values;
  const limits = limitsOf(settings().signInTries);
  const confirmed = await confirmPassword(db, { actor, email, password, ip: context.address, now: now(), limits });
  const erasing = { seals: keyStore(), list: erasureList(), actor, personId, reason, now: now() };
  const done = "refused" in confirmed ? confirmed : orNotFound(await erasePerson(db, erasing));
  if ("erased" in done) throw redirect("/admin/people?done=erased", { status: 303, headers: neverCached });
  const { errors, ...answer } = refusals[done.refused];
  return refuse({ errors, typed: { reason } }, answer);
}

export default function Erase() {
  const { chrome, own, id, name, email, years } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="people"
      heading={say.title}
      lead={say.lead}
      back={{ to: addresses.person(id), label: name }}
      width="reading"
    >
      <Definition
        entries={[
          { term: say.whoHeading, detail: name },
          { term: person.email, detail: email },
        ]}
      />
      <Section heading={say.goesHeading}>
        <List lines={say.goes} />
      </Section>
      <Section heading={say.staysHeading}>
        <List lines={say.stays(years)} />
      </Section>
      <Section heading={say.heading}>
        <Form {...refused}>
          <TextArea name="reason" label={say.reason} hint={say.reasonHint} rows={2} />
          <Username email={own} />
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
