import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { OutsideForm } from "#app/components/learn/outside-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { readEvidenceFile } from "#app/domain/outside-certificate/evidence-file.ts";
import { recordOutside } from "#app/domain/outside-certificate.ts";
import { type FormErrors, formKey, neverCached, pageHeaders, refuse } from "#app/http.ts";
import { transcript } from "#app/messages/transcript.ts";
import { claimIn, fileField, recordingForm } from "#app/outside-fields.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { readFormWithFile } from "#app/upload.ts";
import { db } from "#db/db.server.ts";

const words = transcript.outside;

export const handle = { title: words.title };
export const headers = pageHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  return data({ chrome: chromeOf(await requirePerson(request)), key: formKey() });
}

/** Records what the visitor completed elsewhere, and leads back to the transcript. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor, practice } = await requirePerson(request);
  const read = await readFormWithFile(request, recordingForm, fileField);
  if ("errors" in read) return refuse(read);
  const { key, ...typed } = read.values;
  const taken = read.file && readEvidenceFile(read.file);
  if (taken && "refused" in taken) return refuse({ errors: { file: words.fileRefused[taken.refused] }, typed });
  const added = taken ? { with: { file: taken.file, seals: keyStore() } } : {};
  const recording = { personId: actor.id, zone: practice.zone, claim: claimIn(typed), now: now() };
  const recorded = await recordOutside(db, { ...recording, ...added, key });
  if ("refused" in recorded) {
    const { refused } = recorded;
    const errors: FormErrors =
      refused === "not-yet" ? { completedOn: words.notYet } : { file: words.fileRefused[refused] };
    return refuse({ errors, typed });
  }
  return redirect(`${addresses.records}?done=saved`, { status: 303, headers: neverCached });
}

export default function OutsideNewPage() {
  const { chrome, key } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="records"
      heading={words.headingNew}
      lead={words.lead}
      back={{ to: addresses.records, label: transcript.heading }}
      width="reading"
    >
      <OutsideForm formKey={key} refused={refused} />
    </Page>
  );
}
