import { teamToday as say } from "#app/messages/team-today.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";

interface TeamChoiceProps {
  teams: { id: string; name: string }[];
  chosen: string;
  hasEveryone: boolean;
}

/** Which team is shown, where there is a choice. */
export function TeamChoice({ teams, chosen, hasEveryone }: TeamChoiceProps) {
  if (teams.length < 2 && !hasEveryone) return null;
  const all = { value: "", label: hasEveryone ? say.everyone : say.allTeams };
  return (
    <Form method="get" action={addresses.teamToday} inline label={say.team}>
      <Select
        name="team"
        label={say.team}
        value={chosen}
        options={[all, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Button kind="quiet">{say.show}</Button>
    </Form>
  );
}
