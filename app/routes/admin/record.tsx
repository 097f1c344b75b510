import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { CorrectionForm, RevocationForm } from "#app/components/admin/record-acts.tsx";
import { RecordSheet } from "#app/components/learn/record-sheet.tsx";
import { RecordStanding } from "#app/components/records/record-standing.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { may } from "#app/domain/access.ts";
import { revocationReasons } from "#app/domain/completion-record/reasons.ts";
import { findRegistered, openRegistered } from "#app/domain/completion-record/registered.ts";
import { revokeRecord } from "#app/domain/completion-record/revocation.ts";
import { supersedeRecord } from "#app/domain/completion-record/supersession.ts";
import { lifetimeOf } from "#app/domain/completion-record/validity.ts";
import { licencesToPrint, toKnown } from "#app/domain/licence.ts";
import { field } from "#app/fields.ts";
import { intentOf, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { records } from "#app/messages/records.ts";
import { register as words } from "#app/messages/register.ts";
import { checkLicences, nameLines, newLicencesIn } from "#app/name-fields.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.one };
export const headers = pageHeaders;

const said = field.lines(500).refine((text) => text !== "", words.reasonMissing);

const correcting = z
  .object({
    intent: z.literal("correct"),
    seen: z.enum(["valid", "revoked"]),
    ...nameLines,
    why: said,
    sure: z.literal("yes", words.sureMissing),
  })
  .superRefine(checkLicences);

const revoking = z.object({
  intent: z.literal("revoke"),
  reason: z.enum(revocationReasons, words.revokeReasonMissing),
  words: said,
  certain: z.literal("yes", words.sureMissing),
});

/** One record of the practice with what became of it; that it was opened is noted for its owner. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read records");
  const opening = { actor: visitor.actor, recordId: orNotFound(params.record), now: now() };
  const { record, history, place, holder } = orNotFound(await openRegistered(db, opening));
  const { entry, person, replacedBy, revokedAt } = record;
  const isOpen = may(visitor.actor, "end records") && replacedBy === null;
  return data({
    chrome: chromeOf(visitor),
    zone: visitor.practice.zone,
    recordId: record.id,
    entry,
    person,
    place,
    history,
    holder,
    printed: (person?.licences ?? []).map(toKnown),
    canCorrect: isOpen && person !== null,
    canRevoke: isOpen && revokedAt === null,
    lifetime: lifetimeOf(entry, now()),
    isAnew: revokedAt !== null,
    notice: noticeOf(request, words.done),
  });
}

/** Issues a record in place of this one, or revokes it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "end records");
  const on = { actor, recordId: orNotFound(params.record), now: now() };
  if ((await intentOf(request)) === "revoke") {
    const read = await readForm(request, revoking);
    if ("errors" in read) return refuse(withIntent(read, "revoke"));
    const { reason, words: why } = read.values;
    const outcome = orNotFound(await revokeRecord(db, { ...on, reason, words: why }));
    if ("refused" in outcome) return conflict("revoke", outcome.refused);
    return backTo(on.recordId, "revoked");
  }
  const read = await readForm(request, correcting);
  if ("errors" in read) return refuse(withIntent(read, "correct"));
  const { name, licence: chosen, why, seen } = read.values;
  const { record } = orNotFound(await findRegistered(db, on.recordId));
  const known = (record.person?.licences ?? []).map(toKnown);
  const licences = licencesToPrint(known, { chosen, added: newLicencesIn(read.values) });
  if (!licences)
    return refuse(
      { errors: { form: records.completion.licenceGone }, typed: { intent: "correct", name } },
      { status: 409 },
    );
  const outcome = orNotFound(await supersedeRecord(db, { ...on, person: { name, licences }, seen, words: why }));
  if ("refused" in outcome) return conflict("correct", outcome.refused);
  return backTo(outcome.record, "corrected");
}

function withIntent<Refused extends { typed: Record<string, string | string[]> }>(read: Refused, intent: string) {
  return { ...read, typed: { ...read.typed, intent } };
}

function conflict(intent: "correct" | "revoke", refused: keyof typeof words.refused) {
  return refuse({ errors: { form: words.refused[refused] }, typed: { intent } }, { status: 409 });
}

function backTo(recordId: string, done: keyof typeof words.done): Response {
  return redirect(`${addresses.registered(recordId)}?done=${done}`, { status: 303, headers: neverCached });
}

export default function RegisteredPage() {
  const loaded = useLoaderData<typeof loader>();
  const { chrome, zone, recordId, entry, person, place, history, holder, printed, isAnew, notice } = loaded;
  const refused = useActionData<typeof action>();
  const refusedFor = (intent: string) => {
    if (refused?.typed.intent !== intent) return undefined;
    const { form: _, ...errors } = refused.errors;
    return { errors, typed: refused.typed };
  };
  return (
    <Page
      chrome={chrome}
      current="register"
      heading={words.one}
      back={{ to: addresses.register, label: words.title }}
      width="reading"
    >
      <Stack gap="large">
        {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
        {refused?.errors.form ? <Notice kind="attention">{refused.errors.form}</Notice> : null}
        <RecordStanding history={history} zone={zone} to={addresses.registered} />
        <p>
          {words.issuedTo}: {holder.name || words.erased}
        </p>
        <RecordSheet entry={entry} person={person} place={place} lifetime={loaded.lifetime} />
        {loaded.canCorrect && person ? (
          <CorrectionForm {...{ recordId, person, printed, isAnew }} refused={refusedFor("correct")} />
        ) : null}
        {loaded.canRevoke ? <RevocationForm recordId={recordId} refused={refusedFor("revoke")} /> : null}
      </Stack>
    </Page>
  );
}
