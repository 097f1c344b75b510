import { addresses } from "#app/components/addresses.ts";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { Soft } from "#app/components/ui/layout.tsx";
import { Standing } from "#app/components/ui/standing.tsx";
import { formatTime } from "#app/components/ui/time.tsx";
import type { ListedPerson } from "#app/domain/person/listing.ts";
import type { Person } from "#app/domain/person.ts";
import { roles, people as say, states } from "#app/messages/admin.ts";

/** Everybody with an account, each a link to their page. */
export function PeopleTable({ people, zone, now }: { people: ListedPerson[]; zone: string; now: string }) {
  return (
    <DataTable
      caption={say.caption}
      quietCaption
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          label: say.name,
          names: true,
          cell: ({ id, name }) => <a href={addresses.person(id)}>{name}</a>,
        },
        { key: "email", label: say.email, cell: ({ email }) => email },
        { key: "teams", label: say.teams, cell: teamsOf },
        { key: "roles", label: say.roles, cell: (person) => rolesOf(person, zone, now) },
        { key: "state", label: say.state, cell: ({ state }) => <PersonStanding state={state} /> },
      ]}
    />
  );
}

export function PersonStanding({ state }: Pick<Person, "state">) {
  return <Standing tone={state === "suspended" ? "soon" : "plain"}>{states[state]}</Standing>;
}

function teamsOf({ teams }: ListedPerson) {
  return teams.length > 0 ? teams.map(({ name }) => name).join(", ") : <Soft>{say.noTeams}</Soft>;
}

function rolesOf({ roles: held, reviewerUntil }: ListedPerson, zone: string, now: string) {
  const names = held.map((role) => roles[role]);
  if (reviewerUntil !== null && reviewerUntil > now) {
    names.push(say.reviewerUntil(formatTime({ at: reviewerUntil, zone })));
  }
  return names.length > 0 ? names.join(", ") : <Soft>{say.noRoles}</Soft>;
}
