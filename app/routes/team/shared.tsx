import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Quiet, Soft } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { listSharedWith } from "#app/domain/reflection-share.ts";
import { neverCached, pageHeaders } from "#app/http.ts";
import { writing } from "#app/messages/writing.ts";
import { db } from "#db/db.server.ts";

const words = writing.shared;

export const handle = { title: words.title };
export const headers = pageHeaders;

/** The copies that people of one's teams gave to oneself; nothing else that they write is in any page of a supervisor. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "read shared reflections");
  const copies = await listSharedWith(db, visitor.actor.id);
  return data({ chrome: chromeOf(visitor), zone: visitor.zone, copies }, { headers: neverCached });
}

export default function SharedPage() {
  const { chrome, zone, copies } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="shared" heading={words.title} lead={words.lead}>
      {copies.length === 0 ? <EmptyState title={words.empty}>{words.emptyText}</EmptyState> : null}
      {copies.length > 0 ? (
        <DataTable
          caption={words.caption}
          quietCaption
          rows={copies}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "from",
              label: words.from,
              names: true,
              cell: ({ writerName, writerId }) => <a href={addresses.pageAbout(writerId)}>{writerName}</a>,
            },
            {
              key: "since",
              label: words.since,
              cell: ({ sharedAt }) => <Time at={sharedAt} zone={zone} show="date-time" />,
            },
            {
              key: "opened",
              label: words.opened,
              cell: ({ openedAt }) =>
                openedAt ? <Time at={openedAt} zone={zone} show="date-time" /> : <Soft>{words.notYet}</Soft>,
            },
            {
              key: "act",
              label: words.read,
              quiet: true,
              align: "end",
              cell: ({ id, writerName }) => (
                <a href={addresses.sharedCopy(id)}>
                  {words.act}
                  <Quiet>{words.copyFrom(writerName)}</Quiet>
                </a>
              ),
            },
          ]}
        />
      ) : null}
    </Page>
  );
}
