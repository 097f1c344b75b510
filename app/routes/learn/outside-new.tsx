import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { OutsideForm } from "#app/components/learn/outside-form.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { recordOutside } from "#app/domain/outside-certificate.ts";
import { formKey, neverCached, pageHeaders, readForm, refuse } from "#app/http.ts";
import { transcript } from "#app/messages/transcript.ts";
import { claimIn, recordingForm } from "#app/outside-fields.ts";
import { now } from "#app/platform/clock.ts";
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
  const read = await readForm(request, recordingForm);
  if ("errors" in read) return refuse(read);
  const { key, ...typed } = read.values;
  const recording = { personId: actor.id, zone: practice.zone, claim: claimIn(typed), now: now() };
  const recorded = await recordOutside(db, { ...recording, key });
  if ("refused" in recorded) return refuse({ errors: { completedOn: words.notYet }, typed });
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
