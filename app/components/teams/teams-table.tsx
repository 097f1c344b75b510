import { addresses } from "#app/components/addresses.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Standing } from "#app/components/ui/standing.tsx";
import type { ListedTeam } from "#app/domain/team.ts";
import { teams as say } from "#app/messages/teams.ts";

/** The teams that stand, each a link to its page; one without a supervisor stands out. */
export function TeamsTable({ teams }: { teams: ListedTeam[] }) {
  if (teams.length === 0) return <EmptyState title={say.emptyTitle}>{say.empty}</EmptyState>;
  return (
    <DataTable
      caption={say.caption}
      quietCaption
      rows={teams}
      rowKey={({ id }) => id}
      columns={[
        { key: "name", label: say.name, names: true, cell: ({ id, name }) => <a href={addresses.team(id)}>{name}</a> },
        { key: "supervisors", label: say.supervisors, cell: supervisorsOf },
        { key: "members", label: say.members, align: "end", cell: ({ members }) => members },
      ]}
    />
  );
}

function supervisorsOf({ supervisors }: ListedTeam) {
  return supervisors.length > 0 ? supervisors.join(", ") : <Standing tone="soon">{say.unled}</Standing>;
}
