import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ImportColumns, OpenImports } from "#app/components/admin/people-import.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { FileField } from "#app/components/ui/file-field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { listOpenImports, uploadPeople } from "#app/domain/people-import.ts";
import { neverCached, noticeOf, pageHeaders, refuse } from "#app/http.ts";
import { peopleImport as say, sayFileFault } from "#app/messages/people-import.ts";
import { now } from "#app/platform/clock.ts";
import { readUpload } from "#app/upload.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const largestFile = 15 * 1024 * 1024;

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "import people");
  const notice = noticeOf(request, { abandoned: say.abandoned });
  return { chrome: chromeOf(visitor), zone: visitor.zone, notice, open: await listOpenImports(db) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "import people");
  const read = await readUpload(request, { field: "list", most: largestFile, tooLarge: say.tooLarge });
  if ("errors" in read) return refuse(read);
  const uploaded = await uploadPeople(db, { actor, bytes: read.bytes, now: now() });
  if ("refused" in uploaded) return refuse({ errors: { list: sayFileFault(uploaded) }, typed: {} });
  throw redirect(addresses.importLines(uploaded.import), { status: 303, headers: neverCached });
}

export default function Import() {
  const { chrome, zone, notice, open } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      chrome={chrome}
      current="people"
      heading={say.title}
      lead={say.lead}
      back={{ to: addresses.people, label: say.back }}
      width="reading"
    >
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Form {...refused} withFile label={say.title}>
        <FileField name="list" label={say.file} hint={say.fileHint} accept=".csv,.tsv,.txt,text/csv" />
        <Button>{say.look}</Button>
      </Form>
      {open.length > 0 ? (
        <Section heading={say.openHeading}>
          <OpenImports imports={open} zone={zone} />
        </Section>
      ) : null}
      <Section heading={say.formatHeading}>
        <p>{say.formatText}</p>
        <ImportColumns />
        <p>{say.rolesNote}</p>
      </Section>
    </Page>
  );
}
