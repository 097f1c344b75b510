import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { OwnEvidence, RecordReporting } from "#app/components/learn/record-reporting.tsx";
import { RecordSheet } from "#app/components/learn/record-sheet.tsx";
import { RecordVerification } from "#app/components/learn/record-verification.tsx";
import { ButtonLink, PrintButton } from "#app/components/ui/button.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { isNameShown, showName } from "#app/domain/certificate/disclosure.ts";
import { findRecord } from "#app/domain/completion-record.ts";
import { findLogPlace } from "#app/domain/evidence.ts";
import { findReported, letReport, suggestReported } from "#app/domain/reporting.ts";
import { reportForm } from "#app/export-fields.ts";
import { intentOf, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { evidence } from "#app/messages/evidence.ts";
import { records } from "#app/messages/records.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Record" };
export const headers = pageHeaders;

const words = records.record;

/** One of the visitor's own records, as it was issued; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const recordId = orNotFound(params.record);
  const { entry, person } = orNotFound(await findRecord(db, { personId: visitor.actor.id, recordId }));
  const isShown = await isNameShown(db, recordId);
  const reported = (await findReported(db, recordId)) ?? null;
  const suggested = person && suggestReported(person);
  const notice = noticeOf(request, notices);
  const place = (await findLogPlace(db, recordId)) ?? null;
  return data({ chrome: chromeOf(visitor), recordId, entry, person, place, isShown, reported, suggested, notice });
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
  const { person } = orNotFound(await findRecord(db, own));
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
  const { chrome, recordId, entry, person, place, isShown, reported, suggested, notice } =
    useLoaderData<typeof loader>();
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
        <Actions>
          {person ? <ButtonLink to={addresses.certificate(recordId)}>{words.certificate}</ButtonLink> : null}
          <PrintButton>{words.print}</PrintButton>
        </Actions>
        <RecordSheet entry={entry} person={person} place={place} />
        <RecordVerification recordId={recordId} code={entry.code} isShown={isShown} hasName={person !== null} />
        {suggested ? (
          <>
            <OwnEvidence recordId={recordId} />
            <RecordReporting reported={reported ?? undefined} suggested={suggested} refused={refused} />
          </>
        ) : null}
      </Stack>
    </Page>
  );
}
