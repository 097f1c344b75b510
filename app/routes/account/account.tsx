import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { profileInWords } from "#app/components/profile.ts";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Definition } from "#app/components/ui/definition.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import type { PersonActor } from "#app/domain/actor.ts";
import { chooseLegalModel, legalModels } from "#app/domain/legal-model.ts";
import { changeProfile, findProfile } from "#app/domain/person/profile.ts";
import { listZones } from "#app/domain/practice.ts";
import { field } from "#app/fields.ts";
import { intentOf, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { account as say } from "#app/messages/account.ts";
import { fields } from "#app/messages/fields.ts";
import { forms } from "#app/messages/forms.ts";
import { calendar, letters } from "#app/messages/letters.ts";
import { seen } from "#app/messages/page-about.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const lawForm = z.object({ intent: z.literal("law"), model: z.enum(["", ...legalModels], say.law.unknown) });
const form = z.object({
  name: field.name,
  profession: field.profession,
  zone: field.zone,
  version: field.version,
});

const notices = { saved: say.saved, password: say.passwordChanged, email: say.emailChanged };

const refusals = {
  "changed-meanwhile": { status: 409, errors: { form: forms.changedMeanwhile } },
  "zone-unknown": { status: 422, errors: { zone: fields.zoneUnknown } },
  "profession-given": { status: 409, errors: { form: say.professionGiven } },
};

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const profile = orNotFound(await findProfile(db, visitor.actor.id));
  const notice = noticeOf(request, notices);
  return {
    chrome: chromeOf(visitor),
    notice,
    profile,
    zones: listZones(),
    ofPractice: visitor.practice.zone,
    legalModel: visitor.legalModel,
    legalModels,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePerson(request);
  if ((await intentOf(request)) === "law") return saveLaw(request, actor);
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { name, profession, zone, version } = read.values;
  const saved = await changeProfile(db, { actor, name, profession, zone: zone || null, version, now: now() });
  if ("saved" in saved) throw redirect("/account?done=saved", { status: 303, headers: neverCached });
  const { status, errors } = refusals[saved.refused];
  return refuse({ errors, typed: { name, profession, zone } }, { status });
}

async function saveLaw(request: Request, actor: PersonActor) {
  const read = await readForm(request, lawForm);
  if ("errors" in read) return refuse(read);
  await chooseLegalModel(db, { actor, model: read.values.model || null, now: now() });
  throw redirect("/account?done=saved", { status: 303, headers: neverCached });
}

export default function Account() {
  const { chrome, notice, profile, zones, ofPractice, legalModel, legalModels } = useLoaderData<typeof loader>();
  const { name, zone, profession, version } = profile;
  const refused = useActionData<typeof action>();
  const ofLaw = refused?.typed.intent === "law";
  const models = [
    { value: "", label: say.law.none },
    ...legalModels.map((model) => ({ value: model, label: say.law.models[model] })),
  ];
  const options = [
    { value: "", label: say.zoneOfPractice(ofPractice) },
    ...zones.map((one) => ({ value: one, label: one })),
  ];
  return (
    <Page chrome={chrome} current="account" heading={say.title} width="reading">
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Definition entries={profileInWords(profile)} />
      <Form {...(ofLaw ? {} : refused)} hidden={{ version: String(version) }}>
        <Field name="name" label={say.name} hint={say.nameHint} value={name} autoComplete="name" />
        {profession === null ? (
          <Field name="profession" label={say.profession} hint={say.professionHint} optional />
        ) : null}
        <Select name="zone" label={say.zone} options={options} value={zone ?? ""} />
        <Button>{say.save}</Button>
      </Form>
      <Section heading={say.law.heading} id="law">
        <Form {...(ofLaw ? refused : {})} intent="law">
          <p>{say.law.lead}</p>
          <Select name="model" label={say.law.label} options={models} value={legalModel ?? ""} />
          <Button kind="quiet">{say.law.save}</Button>
        </Form>
      </Section>
      <Section heading={say.writingHeading}>
        <Actions>
          <ButtonLink to="/account/writing" kind="quiet">
            {say.toWriting}
          </ButtonLink>
        </Actions>
      </Section>
      <Section heading={seen.heading}>
        <Actions>
          <ButtonLink to={addresses.seen()} kind="quiet">
            {seen.link}
          </ButtonLink>
        </Actions>
      </Section>
      <Section heading={say.keptHeading}>
        <Actions>
          <ButtonLink to="/account/licences" kind="quiet">
            {say.toLicences}
          </ButtonLink>
        </Actions>
      </Section>
      <Section heading={letters.heading}>
        <Actions>
          <ButtonLink to={addresses.ownLetters} kind="quiet">
            {letters.title}
          </ButtonLink>
          <ButtonLink to={addresses.ownCalendar} kind="quiet">
            {calendar.title}
          </ButtonLink>
        </Actions>
      </Section>
      <Section heading={say.requestsHeading}>
        <Actions>
          <ButtonLink to="/account/requests" kind="quiet">
            {say.toRequests}
          </ButtonLink>
        </Actions>
      </Section>
      <Section heading={say.dataHeading}>
        <Actions>
          <ButtonLink to="/account/data" kind="quiet">
            {say.toData}
          </ButtonLink>
        </Actions>
      </Section>
      <Section heading={say.securityHeading}>
        <Actions>
          <ButtonLink to={addresses.email} kind="quiet">
            {say.toEmail}
          </ButtonLink>
          <ButtonLink to="/account/password" kind="quiet">
            {say.toPassword}
          </ButtonLink>
          <ButtonLink to="/account/sessions" kind="quiet">
            {say.toSessions}
          </ButtonLink>
        </Actions>
      </Section>
    </Page>
  );
}
