import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { SyllabusView } from "#app/components/syllabus-view.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findSyllabusOfRecord } from "#app/domain/syllabus.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { records } from "#app/messages/records.ts";
import { syllabus as words } from "#app/messages/syllabus.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.title };
export const headers = pageHeaders;

/** The syllabus of one of the visitor's own records; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const recordId = orNotFound(params.record);
  const asked = { personId: visitor.actor.id, recordId, now: now() };
  const read = orNotFound(await findSyllabusOfRecord(db, asked));
  return data({ chrome: chromeOf(visitor), recordId, read });
}

export default function SyllabusPage() {
  const { chrome, recordId, read } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="records"
      heading={words.heading}
      lead={words.lead(read.version)}
      back={{ to: addresses.record(recordId), label: records.record.heading }}
      width="reading"
    >
      <SyllabusView read={read} file={addresses.syllabusFile(recordId)} />
    </Page>
  );
}
