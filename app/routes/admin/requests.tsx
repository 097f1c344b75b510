import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { dayInWords, RequestNumber, RequestState } from "#app/components/requests/request-sheet.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Standing } from "#app/components/ui/standing.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { listQueue } from "#app/domain/request/queue.ts";
import { pageHeaders } from "#app/http.ts";
import { requests as words } from "#app/messages/requests.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.title };
export const headers = pageHeaders;

/** What is asked of the practice, in the order in which it is due. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "answer requests");
  const queue = await listQueue(db, { now: now() });
  return data({ chrome: chromeOf(visitor), zone: visitor.practice.zone, queue });
}

export default function RequestQueue() {
  const { chrome, zone, queue } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="requests" heading={words.title} lead={words.queue.lead}>
      {queue.length === 0 ? (
        <EmptyState title={words.queue.empty}>{words.queue.emptyText}</EmptyState>
      ) : (
        <DataTable
          caption={words.queue.caption}
          quietCaption
          rows={queue}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "number",
              label: words.number,
              names: true,
              cell: ({ id, number }) => <RequestNumber number={number} to={addresses.requestToAnswer(id)} />,
            },
            { key: "kind", label: words.kind, cell: ({ kind }) => words.kinds[kind] },
            { key: "sent", label: words.sentOn, cell: ({ sentOn }) => dayInWords(sentOn) },
            {
              key: "due",
              label: words.queue.due,
              cell: ({ dueAt, isLate }) => (
                <>
                  <Time at={dueAt} zone={zone} /> {isLate ? <Standing tone="late">{words.queue.late}</Standing> : null}
                </>
              ),
            },
            { key: "state", label: words.state, cell: (row) => <RequestState request={row} zone={zone} /> },
          ]}
        />
      )}
    </Page>
  );
}
