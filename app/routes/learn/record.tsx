import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { RecordSheet } from "#app/components/learn/record-sheet.tsx";
import { RecordVerification } from "#app/components/learn/record-verification.tsx";
import { RenewalSection } from "#app/components/learn/renewal-section.tsx";
import { RecordStanding } from "#app/components/records/record-standing.tsx";
import { ButtonLink, PrintButton } from "#app/components/ui/button.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { isNameShown, showName } from "#app/domain/certificate/disclosure.ts";
import { findHistory } from "#app/domain/completion-record/history.ts";
import { lifetimeOf } from "#app/domain/completion-record/validity.ts";
import { findRecord } from "#app/domain/completion-record.ts";
import { findEnrolment } from "#app/domain/enrolment.ts";
import { findLogPlace } from "#app/domain/evidence.ts";
import { neverCached, noticeOf, orNotFound, pageHeaders, readForm } from "#app/http.ts";
import { records } from "#app/messages/records.ts";
import { syllabus } from "#app/messages/syllabus.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Record" };
export const headers = pageHeaders;

const words = records.record;

/** One of the visitor's own records, as it was issued; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const recordId = orNotFound(params.record);
  const personId = visitor.actor.id;
  const record = orNotFound(await findRecord(db, { personId, recordId }));
  const { entry, person, courseId, cycle, revokedAt, replacedBy } = record;
  const isTouched = revokedAt !== null || replacedBy !== null || entry.replaces !== undefined;
  const newest = await findEnrolment(db, { personId, courseId });
  const lifetime = lifetimeOf(entry, now());
  const isShown = await isNameShown(db, recordId);
  const notice = noticeOf(request, { shown: words.nameNowShown, hidden: words.nameNowHidden });
  const place = (await findLogPlace(db, recordId)) ?? null;
  return data({
    ...{ chrome: chromeOf(visitor), zone: visitor.practice.zone, contact: visitor.practice.contact },
    ...{ recordId, entry, person, place, isShown, notice, lifetime, courseId },
    isUnderWay: newest !== undefined && newest.cycle > cycle,
    hasEnded: revokedAt !== null || replacedBy !== null,
    history: isTouched ? await findHistory(db, recordId) : null,
  });
}

const form = z.object({ intent: z.enum(["show-name", "hide-name"]) });

/** Lets the public page show the name, or takes that back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor } = await requirePerson(request);
  const read = await readForm(request, form);
  const { intent } = orNotFound("values" in read ? read.values : undefined);
  const own = { personId: actor.id, recordId: orNotFound(params.record) };
  const done = orNotFound(await showName(db, { ...own, isShown: intent === "show-name", now: now() }));
  throw redirect(`${addresses.record(own.recordId)}?done=${done}`, { status: 303, headers: neverCached });
}

export default function RecordPage() {
  const { chrome, zone, contact, recordId, entry, person, place, isShown, notice, hasEnded, history, ...validity } =
    useLoaderData<typeof loader>();
  const { lifetime, courseId, isUnderWay } = validity;
  return (
    <Page
      chrome={chrome}
      current="records"
      back={{ to: addresses.records, label: records.record.back }}
      width="reading"
    >
      <Stack>
        {notice ? <Notice kind="done">{notice}</Notice> : null}
        {history ? <RecordStanding history={history} zone={zone} to={addresses.record} /> : null}
        <Actions>
          {person ? <ButtonLink to={addresses.certificate(recordId)}>{words.certificate}</ButtonLink> : null}
          <PrintButton>{words.print}</PrintButton>
        </Actions>
        <RecordSheet entry={entry} person={person} place={place} lifetime={lifetime} />
        {lifetime && !hasEnded ? (
          <RenewalSection courseId={courseId} lifetime={lifetime} isUnderWay={isUnderWay} />
        ) : null}
        <p>
          <a href={addresses.syllabus(recordId)}>{syllabus.link}</a>
        </p>
        <RecordVerification
          recordId={recordId}
          code={entry.code}
          isShown={isShown}
          hasName={person !== null}
          hasEnded={hasEnded}
        />
        {person && !hasEnded ? (
          <Section heading={records.standing.wrong}>
            <p>{records.standing.wrongText}</p>
            {contact ? <p>{records.standing.ask(contact)}</p> : null}
          </Section>
        ) : null}
      </Stack>
    </Page>
  );
}
