import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { OutsideForm } from "#app/components/learn/outside-form.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { changeOutside, deleteOutside, findOutside } from "#app/domain/outside-certificate.ts";
import { intentOf, neverCached, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { forms } from "#app/messages/forms.ts";
import { transcript } from "#app/messages/transcript.ts";
import { changeForm, claimIn, deletionForm } from "#app/outside-fields.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

const words = transcript.outside;

export const handle = { title: words.title };
export const headers = pageHeaders;

const refusals = {
  "not-yet": { status: 422, errors: { completedOn: words.notYet } },
  "changed-meanwhile": { status: 409, errors: { form: forms.changedMeanwhile } },
};

/** One of the visitor's own; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const own = { personId: visitor.actor.id, certificateId: orNotFound(params.certificate) };
  const standing = orNotFound(await findOutside(db, own));
  return data({ chrome: chromeOf(visitor), standing });
}

/** Changes or deletes it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, practice } = await requirePerson(request);
  const own = { personId: actor.id, certificateId: orNotFound(params.certificate) };
  if ((await intentOf(request)) === "delete") {
    const read = await readForm(request, deletionForm);
    if ("errors" in read) return refuse(read);
    await deleteOutside(db, own);
    return redirect(`${addresses.records}?done=deleted`, { status: 303, headers: neverCached });
  }
  const read = await readForm(request, changeForm);
  if ("errors" in read) return refuse(read);
  const { version, ...typed } = read.values;
  const change = { ...own, zone: practice.zone, version, claim: claimIn(typed), now: now() };
  const changed = orNotFound(await changeOutside(db, change));
  if ("saved" in changed) return redirect(`${addresses.records}?done=changed`, { status: 303, headers: neverCached });
  const { status, errors } = refusals[changed.refused];
  return refuse({ errors, typed }, { status });
}

export default function OutsidePage() {
  const { chrome, standing } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="records"
      heading={words.headingChange}
      lead={words.lead}
      back={{ to: addresses.records, label: transcript.heading }}
      width="reading"
    >
      <Stack gap="large">
        <OutsideForm standing={standing} refused={refused} />
        <Disclosure summary={words.delete}>
          <Form intent="delete">
            <p>{words.deleteText}</p>
            <Button kind="danger">{words.delete}</Button>
          </Form>
        </Disclosure>
      </Stack>
    </Page>
  );
}
