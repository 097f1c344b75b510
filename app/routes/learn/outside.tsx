import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { OutsideFiles } from "#app/components/learn/outside-files.tsx";
import { OutsideForm } from "#app/components/learn/outside-form.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { readEvidenceFile } from "#app/domain/outside-certificate/evidence-file.ts";
import { addFile, deleteFile, listFiles } from "#app/domain/outside-certificate/files.ts";
import { changeOutside, deleteOutside, findOutside } from "#app/domain/outside-certificate.ts";
import { formKey, intentOf, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { forms } from "#app/messages/forms.ts";
import { transcript } from "#app/messages/transcript.ts";
import { changeForm, claimIn, deletionForm, fileDeletionForm, fileField, fileForm } from "#app/outside-fields.ts";
import { now } from "#app/platform/clock.ts";
import { keyStore } from "#app/platform/keys.ts";
import { carriesFile, readFormWithFile } from "#app/upload.ts";
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
  const notice = noticeOf(request, { "file-added": words.fileAdded, "file-deleted": words.fileDeleted });
  return data({ chrome: chromeOf(visitor), standing, files: await listFiles(db, own), key: formKey(), notice });
}

/** Changes or deletes it, or adds or deletes a file of it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, practice } = await requirePerson(request);
  const own = { personId: actor.id, certificateId: orNotFound(params.certificate) };
  if (carriesFile(request)) return takeFile(request, own);
  const intent = await intentOf(request);
  if (intent === "delete-file") {
    const read = await readForm(request, fileDeletionForm);
    if ("errors" in read) return refuse(read);
    await deleteFile(db, { ...own, seals: keyStore(), fileId: read.values.file });
    return backTo(own.certificateId, "file-deleted");
  }
  if (intent === "delete") {
    const read = await readForm(request, deletionForm);
    if ("errors" in read) return refuse(read);
    await deleteOutside(db, { ...own, seals: keyStore() });
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

async function takeFile(request: Request, own: { personId: string; certificateId: string }) {
  const read = await readFormWithFile(request, fileForm, fileField);
  if ("errors" in read) return refuse(read);
  const typed = { intent: read.values.intent };
  if (!read.file) return refuse({ errors: { file: forms.noFileChosen }, typed });
  const taken = readEvidenceFile(read.file);
  if ("refused" in taken) return refuse({ errors: { file: words.fileRefused[taken.refused] }, typed });
  const adding = { ...own, seals: keyStore(), file: taken.file, key: read.values.key, now: now() };
  const added = orNotFound(await addFile(db, adding));
  if ("refused" in added) return refuse({ errors: { file: words.fileRefused[added.refused] }, typed });
  return backTo(own.certificateId, "file-added");
}

function backTo(certificateId: string, done: string) {
  return redirect(`${addresses.outside(certificateId)}?done=${done}`, { status: 303, headers: neverCached });
}

export default function OutsidePage() {
  const { chrome, standing, files, key, notice } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const isOfFile = refused?.typed.intent === "add-file";
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
        {notice ? <Notice kind="done">{notice}</Notice> : null}
        <OutsideForm standing={standing} refused={isOfFile ? undefined : refused} />
        <OutsideFiles
          certificateId={standing.id}
          files={files}
          formKey={key}
          refused={isOfFile ? refused : undefined}
        />
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
