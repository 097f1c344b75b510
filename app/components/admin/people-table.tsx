import { DataTable } from "#app/components/ui/data-table.tsx";
import { Soft } from "#app/components/ui/layout.tsx";
import { Standing } from "#app/components/ui/standing.tsx";
import type { Person } from "#app/domain/person.ts";
import { roles, people as say, states } from "#app/messages/admin.ts";

/** Everybody with an account, each a link to their page. */
export function PeopleTable({ people }: { people: Person[] }) {
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
          cell: ({ id, name }) => <a href={`/admin/people/${id}`}>{name}</a>,
        },
        { key: "email", label: say.email, cell: ({ email }) => email },
        { key: "roles", label: say.roles, cell: rolesOf },
        { key: "state", label: say.state, cell: ({ state }) => <PersonStanding state={state} /> },
      ]}
    />
  );
}

export function PersonStanding({ state }: Pick<Person, "state">) {
  return <Standing tone={state === "suspended" ? "soon" : "plain"}>{states[state]}</Standing>;
}

function rolesOf({ roles: held }: Person) {
  return held.length > 0 ? held.map((role) => roles[role]).join(", ") : <Soft>{say.noRoles}</Soft>;
}
