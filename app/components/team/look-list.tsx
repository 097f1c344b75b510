import type { Look } from "#app/domain/view.ts";
import { seen } from "#app/messages/page-about.ts";
import { addresses } from "../addresses.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Section, Soft } from "../ui/layout.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { Time } from "../ui/time.tsx";

const words = seen.looks;

interface LookListProps {
  looks: Look[];
  zone: string;
  /** Whose view stands above, which the way through the list keeps. */
  by: string | undefined;
  next: string | undefined;
  isFirst: boolean;
}

/** Who looked at what of oneself, and when. */
export function LookList({ looks, zone, by, next, isFirst }: LookListProps) {
  return (
    <Section heading={words.heading} id="looks">
      <p>{words.lead}</p>
      {looks.length === 0 ? (
        <p>
          <Soft>{words.none}</Soft>
        </p>
      ) : (
        <DataTable
          caption={words.caption}
          quietCaption
          rows={looks}
          rowKey={({ id }) => id}
          columns={[
            { key: "at", label: words.at, names: true, cell: ({ at }) => <Time at={at} zone={zone} show="brief" /> },
            { key: "who", label: words.who, cell: ({ viewerName }) => viewerName },
            { key: "what", label: words.what, cell: ({ of, team }) => words.kinds[of](team) },
          ]}
        />
      )}
      <Pagination
        label={words.pages}
        newer={isFirst ? undefined : { to: `${addresses.seen({ by })}#looks`, label: words.newest }}
        older={next ? { to: addresses.seen({ by, before: next }), label: words.older } : undefined}
      />
    </Section>
  );
}
