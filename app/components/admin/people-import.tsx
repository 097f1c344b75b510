import { addresses } from "#app/components/addresses.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Soft } from "#app/components/ui/layout.tsx";
import { Standing } from "#app/components/ui/standing.tsx";
import { Time } from "#app/components/ui/time.tsx";
import type { Result, ShownRow } from "#app/domain/people-import/kept-rows.ts";
import { peopleImport as say, sayVerdict } from "#app/messages/people-import.ts";

/** The columns that a file may have, and what they hold. */
export function ImportColumns() {
  return (
    <DataTable
      caption={say.formatCaption}
      quietCaption
      rows={Object.entries(say.meanings)}
      rowKey={([column]) => column}
      columns={[
        { key: "column", label: say.column, names: true, cell: ([column]) => <code>{column}</code> },
        { key: "meaning", label: say.meaning, cell: ([, meaning]) => meaning },
      ]}
    />
  );
}

/** Files that wait to be confirmed, or stopped before their end. */
export function OpenImports({
  imports,
  zone,
}: {
  imports: { id: string; uploadedAt: string; isBegun: boolean }[];
  zone: string;
}) {
  return (
    <DataTable
      caption={say.openCaption}
      quietCaption
      rows={imports}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "sent",
          label: say.sent,
          names: true,
          cell: ({ id, uploadedAt }) => (
            <a href={addresses.importLines(id)}>
              <Time at={uploadedAt} zone={zone} show="date-time" />
            </a>
          ),
        },
        { key: "stands", label: say.stands, cell: ({ isBegun }) => (isBegun ? say.stopped : say.waiting) },
      ]}
    />
  );
}

/** Lines of a file with what each would do. */
export function ImportLines({ rows, caption = say.caption }: { rows: ShownRow[]; caption?: string }) {
  if (rows.length === 0) return <EmptyState title={say.noneTitle}>{say.none}</EmptyState>;
  return (
    <div className="report">
      <DataTable
        caption={caption}
        quietCaption
        rows={rows}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: "line", label: say.line, align: "end", names: true, cell: ({ line }) => line },
          { key: "email", label: say.email, cell: ({ email }) => <Address email={email} /> },
          { key: "name", label: say.name, cell: ({ name }) => name || <Soft>–</Soft> },
          {
            key: "result",
            label: say.result,
            cell: ({ verdict: { result } }) => <Standing tone={tones[result]}>{say.filter[result]}</Standing>,
          },
          {
            key: "detail",
            label: say.detail,
            cell: ({ verdict }) => sayVerdict(verdict).map((sentence) => <p key={sentence}>{sentence}</p>),
          },
        ]}
      />
    </div>
  );
}

function Address({ email }: { email: string }) {
  return email ? <span className="address">{email}</span> : <Soft>–</Soft>;
}

/** Which lines are shown: links, each to its own address. */
export function ImportFilter({ id, counts, chosen }: { id: string; counts: Record<Result, number>; chosen?: Result }) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const kinds = (["invited", "changed", "unchanged", "refused"] as const).filter((result) => counts[result] > 0);
  return (
    <nav className="actions" aria-label={say.filters}>
      <a href={addresses.importLines(id)} aria-current={chosen ? undefined : "page"}>
        {say.all} ({all})
      </a>
      {kinds.map((result) => (
        <a
          key={result}
          href={`${addresses.importLines(id)}?show=${result}`}
          aria-current={chosen === result ? "page" : undefined}
        >
          {say.filter[result]} ({counts[result]})
        </a>
      ))}
    </nav>
  );
}

const tones: Record<Result, "plain" | "good" | "soon" | "late"> = {
  invited: "good",
  changed: "soon",
  unchanged: "plain",
  refused: "late",
};
