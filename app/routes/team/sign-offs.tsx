import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Quiet } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { listWaiting } from "#app/domain/sign-off/waiting.ts";
import { neverCached, pageHeaders } from "#app/http.ts";
import { signOff } from "#app/messages/sign-off.ts";
import { db } from "#db/db.server.ts";

const words = signOff.list;

export const handle = { title: signOff.title };
export const headers = pageHeaders;

/** Whom the visitor may sign off now. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "sign off");
  const waiting = await listWaiting(db, visitor.actor);
  return data({ chrome: chromeOf(visitor), zone: visitor.zone, waiting }, { headers: neverCached });
}

export default function SignOffsPage() {
  const { chrome, zone, waiting } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="sign-off" heading={words.heading} lead={words.lead}>
      {waiting.length === 0 ? (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      ) : (
        <DataTable
          caption={words.caption}
          quietCaption
          rows={waiting}
          rowKey={({ personId, courseId }) => `${personId}/${courseId}`}
          columns={[
            {
              key: "person",
              label: words.person,
              names: true,
              cell: ({ name, personId }) => <a href={addresses.pageAbout(personId)}>{name}</a>,
            },
            { key: "course", label: words.course, cell: ({ courseTitle }) => courseTitle },
            { key: "since", label: words.since, cell: ({ enrolledAt }) => <Time at={enrolledAt} zone={zone} /> },
            {
              key: "act",
              label: words.act,
              quiet: true,
              align: "end",
              cell: ({ personId, courseId, name }) => (
                <a href={addresses.signOff(personId, courseId)}>
                  {words.act}
                  <Quiet>{words.of(name)}</Quiet>
                </a>
              ),
            },
          ]}
        />
      )}
    </Page>
  );
}
