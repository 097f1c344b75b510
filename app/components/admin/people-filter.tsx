import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Select } from "#app/components/ui/select.tsx";
import type { Role } from "#app/domain/actor.ts";
import { roles, people as say } from "#app/messages/admin.ts";

interface PeopleFilterProps {
  /** As the address has it; empty where it says nothing. */
  chosen: { find: string; in: string; as: string };
  teams: { id: string; name: string }[];
  roles: readonly Role[];
}

/** Narrows the list of people; what is chosen stands in the address, and can be kept and passed on. */
export function PeopleFilter({ chosen, teams, roles: offered }: PeopleFilterProps) {
  const narrowed = chosen.find !== "" || chosen.in !== "" || chosen.as !== "";
  return (
    <search>
      <Form action="/admin/people" method="get" inline label={say.filter}>
        <Field name="find" label={say.find} type="search" value={chosen.find} optional spellCheck={false} />
        <Select
          name="in"
          label={say.team}
          value={chosen.in}
          options={[{ value: "", label: say.anyTeam }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <Select
          name="as"
          label={say.role}
          value={chosen.as}
          options={[{ value: "", label: say.anyRole }, ...offered.map((role) => ({ value: role, label: roles[role] }))]}
        />
        <Button kind="quiet">{say.search}</Button>
        {narrowed ? <a href="/admin/people">{say.everybody}</a> : null}
      </Form>
    </search>
  );
}
