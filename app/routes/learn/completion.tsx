import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AttestationForm } from "#app/components/learn/attestation-form.tsx";
import { ConditionList } from "#app/components/learn/condition-list.tsx";
import { NameForm } from "#app/components/learn/name-form.tsx";
import { SignOffTable } from "#app/components/team/given-sign-offs.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import {
  attestationText,
  confirmName,
  findConfirmedName,
  isReadyToName,
  isReadyToSign,
  signAttestation,
} from "#app/domain/completion.ts";
import { asksForSignOff } from "#app/domain/course/rubric.ts";
import { isReadyToEvaluate } from "#app/domain/evaluation/questions.ts";
import { licencesToPrint, listLicences, toKnown } from "#app/domain/licence.ts";
import { outlineForLearner } from "#app/domain/progress/outline.ts";
import { listSignOffs } from "#app/domain/sign-off.ts";
import { field } from "#app/fields.ts";
import { formKey, intentOf, neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { requireLearning } from "#app/learning.server.ts";
import { records } from "#app/messages/records.ts";
import { signOff } from "#app/messages/sign-off.ts";
import { nameForm, newLicencesIn } from "#app/name-fields.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Last steps" };
export const headers = pageHeaders;

const words = records.completion;

/** The last steps of a course: the name for the record, then the attestation; before that, what is missing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { visitor, enrolment, release, progress } = await requireLearning(request, params.course);
  if (progress.record) throw redirect(addresses.record(progress.record.id), { headers: neverCached });
  const confirmed = await findConfirmedName(db, enrolment.id);
  const known = await listLicences(db, visitor.actor.id);
  const outline = outlineForLearner(release.course, progress);
  const isNext = isReadyToEvaluate(outline.conditions);
  const isToEvaluate = outline.conditions.some(({ met, condition }) => condition === "evaluation-sent" && !met);
  return data({
    chrome: chromeOf(visitor),
    courseId: release.courseId,
    title: release.course.title,
    conditions: outline.conditions,
    // Everything is done and no record is there: the clock stands behind the last one.
    isWaiting: outline.conditions.every(({ met }) => met),
    isNext,
    isToEvaluate,
    isToName: isReadyToName(progress),
    suggested: visitor.name,
    confirmed: confirmed ?? null,
    known,
    chosen: (confirmed?.licences ?? []).map((licence) => toKnown(licence).id),
    attestation: isReadyToSign(progress) && confirmed ? attestationText(release.course) : null,
    key: formKey(),
    zone: visitor.zone,
    signedOff: asksForSignOff(release.course) ? await listSignOffs(db, { enrolment }) : null,
  });
}

const signForm = z.object({
  intent: z.literal("sign"),
  confirmation: field.id,
  agree: z.literal("yes", words.agreeFirst),
});

/** Confirms the name or signs the attestation; the last of them issues the record and leads to it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { enrolment, release } = await requireLearning(request, params.course);
  const acting = { enrolment, release, url: settings().url, now: now() };
  const here = addresses.completion(release.courseId);

  if ((await intentOf(request)) === "sign") {
    const read = await readForm(request, signForm);
    if ("errors" in read) return refuse(read);
    const signed = await signAttestation(db, { ...acting, confirmation: read.values.confirmation });
    if ("refused" in signed)
      return refuse({ errors: { form: words.refused[signed.refused] }, typed: {} }, { status: 409 });
    return redirect(signed.record ? addresses.record(signed.record) : here, { status: 303, headers: neverCached });
  }
  const read = await readForm(request, nameForm);
  if ("errors" in read) return refuse(read);
  const { name, key, licence: chosen, intent } = read.values;
  const added = newLicencesIn(read.values);
  const licences = licencesToPrint(await listLicences(db, enrolment.personId), { chosen, added });
  if (!licences) return refuse({ errors: { form: words.licenceGone }, typed: { intent, name } }, { status: 409 });
  const confirmed = await confirmName(db, { ...acting, key, name, licences });
  if ("refused" in confirmed)
    return refuse({ errors: { form: words.refused[confirmed.refused] }, typed: {} }, { status: 409 });
  return redirect(here, { status: 303, headers: neverCached });
}

export default function CompletionPage() {
  const {
    chrome,
    courseId,
    title,
    conditions,
    isWaiting,
    isNext,
    isToEvaluate,
    isToName,
    suggested,
    confirmed,
    known,
    chosen,
    attestation,
    key,
    zone,
    signedOff,
  } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const isNameWrong = refused !== undefined && refused.typed.intent === "name";
  const isToSign = attestation !== null && confirmed !== null && !isWaiting;
  // What was sent before its turn has no form on the page that could say why.
  const hasForm = isToSign || (isNameWrong && isToName && !confirmed);
  const early = refused && !hasForm ? (refused.errors.form ?? words.refused["not-yet"]) : undefined;
  const waiting = conditions.filter(({ condition, met }) => condition === "signed-off" && !met);
  const naming = (
    <NameForm {...{ formKey: key, suggested, confirmed, known, chosen }} refused={isNameWrong ? refused : undefined} />
  );
  return (
    <Page
      chrome={chrome}
      current="learn"
      heading={words.heading}
      lead={isNext ? words.lead : words.missingLead}
      back={{ to: addresses.outline(courseId), label: title }}
      width="reading"
    >
      <Stack gap="large">
        {early ? <Notice kind="attention">{early}</Notice> : null}
        {isNext ? null : <ConditionList courseId={courseId} conditions={conditions} />}
        {isNext && isToEvaluate ? <Evaluating courseId={courseId} /> : null}
        {isToName && !confirmed ? <Section heading={words.firstStep}>{naming}</Section> : null}
        {signedOff ? (
          <Section heading={signOff.own.heading}>
            {isNext && waiting.length > 0 ? <ConditionList courseId={courseId} conditions={waiting} /> : null}
            {signedOff.length > 0 ? <SignOffTable given={signedOff} zone={zone} /> : <p>{signOff.given.none}</p>}
          </Section>
        ) : null}
        {isWaiting ? <Notice kind="attention">{words.waiting}</Notice> : null}
        {isToSign ? (
          <>
            <AttestationForm {...{ confirmed, attestation }} refused={isNameWrong ? undefined : refused} />
            <Disclosure summary={words.change} open={isNameWrong}>
              {naming}
            </Disclosure>
          </>
        ) : null}
      </Stack>
    </Page>
  );
}

function Evaluating({ courseId }: { courseId: string }) {
  return (
    <Card heading={words.evaluate}>
      <p>{words.evaluateText}</p>
      <ButtonLink to={addresses.evaluation(courseId)}>{words.toEvaluation}</ButtonLink>
    </Card>
  );
}
