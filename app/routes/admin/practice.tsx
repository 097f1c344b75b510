import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay, type Visitor } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { changePractice, listZones } from "#app/domain/practice.ts";
import { field } from "#app/fields.ts";
import { intentOf, neverCached, noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { practice as say } from "#app/messages/admin.ts";
import { fields } from "#app/messages/fields.ts";
import { forms } from "#app/messages/forms.ts";
import { mail } from "#app/messages/mail.ts";
import { now } from "#app/platform/clock.ts";
import { tryMail } from "#app/platform/mail.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const form = z.object({
  name: field.practice,
  contact: field.contact,
  zone: field.zone,
  sender: field.sender,
  replyTo: field.emailIfAny,
  version: field.version,
});

const refusals = {
  "changed-meanwhile": { status: 409, errors: { form: forms.changedMeanwhile } },
  "zone-unknown": { status: 422, errors: { zone: fields.zoneUnknown } },
};

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "change the practice");
  const { name, contact, zone, sender, replyTo, version } = visitor.practice;
  const done = new URL(request.url).searchParams.get("done");
  const isWell = done === "saved" || done === "taken";
  const notice = noticeOf(request, { saved: say.saved, ...say.tried });
  const shown = { name, contact, zone, sender, replyTo, version };
  return { chrome: chromeOf(visitor), email: visitor.email, notice, isWell, ...shown, zones: listZones() };
}

export async function action({ request }: ActionFunctionArgs) {
  const visitor = await requireMay(request, "change the practice");
  if ((await intentOf(request)) === "try") return tryLetter(visitor);
  const { actor } = visitor;
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const changed = await changePractice(db, { actor, ...read.values, now: now() });
  if ("practice" in changed) throw redirect("/admin/practice?done=saved", { status: 303, headers: neverCached });
  const { version: _, ...typed } = read.values;
  const { status, errors } = refusals[changed.refused];
  return refuse({ errors, typed }, { status });
}

/** The administrator is told what the mail server says, and nobody else is written to. */
async function tryLetter({ email, practice: { name, sender, replyTo } }: Visitor): Promise<never> {
  const { subject, text } = mail.trial;
  const answered = await tryMail({ to: email, subject, text: text(name), sender, replyTo });
  throw redirect(`/admin/practice?done=${answered}`, { status: 303, headers: neverCached });
}

export default function Practice() {
  const { chrome, email, notice, isWell, name, contact, zone, sender, replyTo, version, zones } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const options = zones.map((one) => ({ value: one, label: one }));
  return (
    <Page chrome={chrome} current="practice" heading={say.title} width="reading">
      {notice && !refused ? <Notice kind={isWell ? "done" : "attention"}>{notice}</Notice> : null}
      <Form {...refused} hidden={{ version: String(version) }}>
        <Field name="name" label={say.name} hint={say.nameHint} value={name} autoComplete="organization" />
        <Field name="contact" label={say.contact} hint={say.contactHint} value={contact} />
        <Select name="zone" label={say.zone} hint={say.zoneHint} options={options} value={zone} />
        <Field name="sender" label={say.sender} hint={say.senderHint} value={sender} optional />
        <Field
          name="replyTo"
          type="email"
          label={say.replyTo}
          hint={say.replyToHint}
          value={replyTo}
          autoComplete="email"
          optional
        />
        <Button>{say.save}</Button>
      </Form>
      <Section heading={say.trial}>
        <p>{say.trialHint(email)}</p>
        <Form intent="try">
          <Button kind="quiet">{say.tryIt}</Button>
        </Form>
      </Section>
      <p>
        <a href={addresses.certificates}>{say.certificates}</a>
      </p>
    </Page>
  );
}
