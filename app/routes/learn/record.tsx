import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { RecordSheet } from "#app/components/learn/record-sheet.tsx";
import { PrintButton } from "#app/components/ui/button.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findRecord } from "#app/domain/completion-record.ts";
import { findLogPlace } from "#app/domain/evidence.ts";
import { orNotFound, pageHeaders } from "#app/http.ts";
import { records } from "#app/messages/records.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Record" };
export const headers = pageHeaders;

/** One of the visitor's own records, as it was issued; another's is not there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const recordId = orNotFound(params.record);
  const { entry, person } = orNotFound(await findRecord(db, { personId: visitor.actor.id, recordId }));
  const place = (await findLogPlace(db, recordId)) ?? null;
  return data({ chrome: chromeOf(visitor), entry, person, place });
}

export default function RecordPage() {
  const { chrome, entry, person, place } = useLoaderData<typeof loader>();
  return (
    <Page
      chrome={chrome}
      current="records"
      back={{ to: addresses.records, label: records.record.back }}
      width="reading"
    >
      <Stack>
        <Actions>
          <PrintButton>{records.record.print}</PrintButton>
        </Actions>
        <RecordSheet entry={entry} person={person} place={place} />
      </Stack>
    </Page>
  );
}
