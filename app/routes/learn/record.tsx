import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { toIssuing } from "#app/being-issued.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { OwnEvidence, RecordReporting } from "#app/components/learn/record-reporting.tsx";
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
import { listRounds, renewedIn } from "#app/domain/completion-record/round.ts";
import { lifetimeOf } from "#app/domain/completion-record/validity.ts";
import { findRecord } from "#app/domain/completion-record.ts";
import { findLogPlace } from "#app/domain/evidence.ts";
import { findReported, letReport, suggestReported } from "#app/domain/reporting.ts";
import { reportForm } from "#app/export-fields.ts";
import { intentOf, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { evidence } from "#app/messages/evidence.ts";
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
  const renewed = renewedIn(await listRounds(db, personId), { courseId, cycle });
  const lifetime = lifetimeOf(entry, now());
  const isShown = await isNameShown(db, recordId);
  const reported = (await findReported(db, recordId)) ?? null;
  const suggested = person && suggestReported(person);
  const notice = noticeOf(request, { ...notices, issuing: words.issuing(visitor.practice.contact) });
  const place = (await findLogPlace(db, recordId)) ?? null;
  return data({
    isIssuing: !record.isJournalled,
    ...{ chrome: chromeOf(visitor), zone: visitor.practice.zone, contact: visitor.practice.contact },
    ...{ recordId, entry, person, place, isShown, notice, lifetime, courseId, reported, suggested },
    renewed,
    hasEnded: revokedAt !== null || replacedBy !== null,
    history: isTouched ? await findHistory(db, recordId) : null,
  });
}

const notices = {
  shown: words.nameNowShown,
  hidden: words.nameNowHidden,
  reported: evidence.reporting.nowReported,
  withheld: evidence.reporting.nowWithheld,
};

const form = z.object({ intent: z.enum(["show-name", "hide-name", "withhold"]) });

/** Lets the public page show the name, or the practice report the record, or takes either back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor } = await requirePerson(request);
  const own = { personId: actor.id, recordId: orNotFound(params.record) };
  if ((await intentOf(request)) === "report") return report(request, own);
  const read = await readForm(request, form);
  const { intent } = orNotFound("values" in read ? read.values : undefined);
  const done =
    intent === "withhold"
      ? await letReport(db, { ...own, reported: null, now: now() })
      : await showName(db, { ...own, isShown: intent === "show-name", now: now() });
  throw doneAt(own.recordId, orNotFound(done));
}

async function report(request: Request, own: { personId: string; recordId: string }) {
  const { person, isJournalled } = orNotFound(await findRecord(db, own));
  if (!isJournalled) throw toIssuing(own.recordId);
  const read = await readForm(request, reportForm);
  if ("errors" in read) return refuse(read);
  const { intent: _, ...reported } = read.values;
  orNotFound(person);
  throw doneAt(own.recordId, orNotFound(await letReport(db, { ...own, reported, now: now() })));
}

function doneAt(recordId: string, done: string): Response {
  return redirect(`${addresses.record(recordId)}?done=${done}`, { status: 303, headers: neverCached });
}

export default function RecordPage() {
  const { isIssuing, contact } = useLoaderData<typeof loader>();
  return isIssuing ? <Issuing contact={contact} /> : <IssuedRecord />;
}

/** Nothing that counts is shown before it is on the disk. */
function Issuing({ contact }: { contact: string }) {
  const { chrome } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="records"
      back={{ to: addresses.records, label: words.back }}
      width="reading"
      heading={words.heading}
    >
      <Notice kind="attention">{words.issuing(contact)}</Notice>
    </Page>
  );
}

function IssuedRecord() {
  const { chrome, zone, contact, recordId, entry, person, place, isShown, notice, hasEnded, history, ...validity } =
    useLoaderData<typeof loader>();
  const { lifetime, courseId, renewed, reported, suggested } = validity;
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="records"
      back={{ to: addresses.records, label: records.record.back }}
      width="reading"
    >
      <Stack>
        {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
        {history ? <RecordStanding history={history} zone={zone} to={addresses.record} /> : null}
        <Actions>
          {person ? <ButtonLink to={addresses.certificate(recordId)}>{words.certificate}</ButtonLink> : null}
          <PrintButton>{words.print}</PrintButton>
        </Actions>
        <RecordSheet entry={entry} person={person} place={place} lifetime={lifetime} />
        {lifetime && !hasEnded ? <RenewalSection courseId={courseId} lifetime={lifetime} renewed={renewed} /> : null}
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
        {suggested && !hasEnded ? (
          <>
            <OwnEvidence recordId={recordId} />
            <RecordReporting reported={reported ?? undefined} suggested={suggested} refused={refused} />
          </>
        ) : null}
      </Stack>
    </Page>
  );
}
