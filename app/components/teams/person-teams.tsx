import { addresses } from "#app/components/addresses.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { Section, Soft } from "#app/components/ui/layout.tsx";
import { Time } from "#app/components/ui/time.tsx";
import type { Tie } from "#app/domain/team/tie.ts";
import { personTeams as say } from "#app/messages/teams.ts";

/** The teams somebody is in or supervises, and those they left, each a link to where that is changed. */
export function PersonTeams({ ties, zone }: { ties: Tie[]; zone: string }) {
  return (
    <Section heading={say.heading}>
      {ties.length === 0 ? (
        <p>
          {say.none} <a href={addresses.teams}>{say.heading}</a>
        </p>
      ) : (
        <DataTable
          caption={say.caption}
          quietCaption
          rows={ties}
          rowKey={({ teamId, as, startedAt }) => `${teamId} ${as} ${startedAt}`}
          columns={[
            {
              key: "team",
              label: say.team,
              names: true,
              cell: ({ teamId, teamName }) => <a href={addresses.team(teamId)}>{teamName}</a>,
            },
            { key: "as", label: say.as, cell: ({ as }) => say.kinds[as] },
            { key: "since", label: say.since, cell: ({ startedAt }) => <Time at={startedAt} zone={zone} /> },
            {
              key: "until",
              label: say.until,
              cell: ({ endedAt }) => (endedAt ? <Time at={endedAt} zone={zone} /> : <Soft>{say.now}</Soft>),
            },
          ]}
        />
      )}
    </Section>
  );
}
