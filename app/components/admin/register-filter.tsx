import { register as words } from "#app/messages/register.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";

/** Which records are listed; the address says it. */
export function RegisterFilterForm({
  chosen,
  courses,
  thisYear,
}: {
  chosen: { course: string; year: string; state: string };
  courses: { id: string; title: string }[];
  thisYear: number;
}) {
  const years = Array.from({ length: 12 }, (_, back) => String(thisYear - back));
  return (
    <Form method="get" action={addresses.register} inline label={words.filter}>
      <Select
        name="course"
        label={words.course}
        value={chosen.course}
        options={[
          { value: "", label: words.anyCourse },
          ...courses.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <Select
        name="year"
        label={words.year}
        value={chosen.year}
        options={[{ value: "", label: words.anyYear }, ...years.map((year) => ({ value: year, label: year }))]}
      />
      <Select
        name="state"
        label={words.state}
        value={chosen.state}
        options={[
          { value: "", label: words.anyState },
          ...Object.entries(words.filterStates).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Button kind="quiet">{words.filter}</Button>
    </Form>
  );
}
