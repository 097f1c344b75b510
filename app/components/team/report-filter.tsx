import { statuses } from "#app/domain/standing/judgement.ts";
import { standing } from "#app/messages/standing.ts";
import { teamReport as say } from "#app/messages/team-report.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";

export interface ReportChoice {
  team: string;
  course: string;
  status: string;
  from: string;
  to: string;
}

interface ReportFilterProps {
  chosen: ReportChoice;
  teams: { id: string; name: string }[];
  hasEveryone: boolean;
  courses: { id: string; title: string }[];
}

/** Which lines are shown; the address says it. */
export function ReportFilterForm({ chosen, teams, hasEveryone, courses }: ReportFilterProps) {
  const all = { value: "", label: hasEveryone ? say.everyone : say.allTeams };
  return (
    <Form method="get" action={addresses.teamReport} inline label={say.filter}>
      <Select
        name="team"
        label={say.team}
        value={chosen.team}
        options={[all, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Select
        name="course"
        label={say.course}
        value={chosen.course}
        options={[
          { value: "", label: say.anyCourse },
          ...courses.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <Select
        name="status"
        label={say.status}
        value={chosen.status}
        options={[
          { value: "", label: say.anyStatus },
          ...statuses.map((status) => ({ value: status, label: standing.statuses[status] })),
        ]}
      />
      <Field name="from" type="date" label={say.from} value={chosen.from} width="short" optional />
      <Field name="to" type="date" label={say.to} value={chosen.to} width="short" optional />
      <Button kind="quiet">{say.filter}</Button>
    </Form>
  );
}
