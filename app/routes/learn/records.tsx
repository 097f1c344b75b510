import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { listRecords } from "#app/domain/completion-record.ts";
import { pageHeaders } from "#app/http.ts";
import { hoursInWords } from "#app/messages/amounts.ts";
import { records } from "#app/messages/records.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: "Records" };
export const headers = pageHeaders;

const words = records.list;

/** The visitor's own records. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const all = await listRecords(db, visitor.actor.id);
  return data({
    chrome: chromeOf(visitor),
    held: all.map(({ id, entry }) => ({
      id,
      title: entry.course.title,
      completedAt: entry.completedAt,
      zone: entry.zone,
      hours: entry.credit.hours,
    })),
  });
}

export default function RecordsPage() {
  const { chrome, held } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="records" heading={words.heading} lead={words.lead}>
      {held.length === 0 ? (
        <EmptyState title={words.empty} action={<ButtonLink to={addresses.learning}>{words.toLearning}</ButtonLink>}>
          {words.emptyText}
        </EmptyState>
      ) : (
        <DataTable
          caption={words.heading}
          quietCaption
          rows={held}
          rowKey={({ id }) => id}
          columns={[
            { key: "title", label: words.course, names: true, cell: ({ title }) => title },
            { key: "at", label: words.completed, cell: (row) => <Time at={row.completedAt} zone={row.zone} /> },
            { key: "hours", label: words.hours, align: "end", cell: ({ hours }) => hoursInWords(hours) },
            {
              key: "see",
              label: words.see,
              quiet: true,
              cell: ({ id }) => <a href={addresses.record(id)}>{words.see}</a>,
            },
          ]}
        />
      )}
    </Page>
  );
}
