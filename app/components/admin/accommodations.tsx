import { DataTable } from "#app/components/ui/data-table.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { TextArea } from "#app/components/ui/text-area.tsx";
import { Time } from "#app/components/ui/time.tsx";
import type { Accommodation, Grantable } from "#app/domain/accommodation.ts";
import { accommodation as say } from "#app/messages/admin.ts";
import { Button } from "../ui/button.tsx";

interface AccommodationsProps {
  to: string;
  places: Grantable[];
  granted: Accommodation[];
  zone: string;
  formKey: string;
  refused?: { errors: Errors; typed: Typed };
}

/** More attempts for one person, with the reason that administrators alone read, and what was granted before. */
export function Accommodations({ to, places, granted, zone, formKey, refused }: AccommodationsProps) {
  return (
    <Section heading={say.heading} id="attempts">
      <p>{say.text}</p>
      {granted.length > 0 ? (
        <DataTable
          caption={say.caption}
          quietCaption
          rows={granted}
          rowKey={({ id }) => id}
          columns={[
            { key: "what", label: say.what, names: true, cell: (grant) => whatOf(grant, places) },
            { key: "at", label: say.at, cell: ({ at }) => <Time at={at} zone={zone} /> },
            { key: "by", label: say.by, cell: ({ grantedBy }) => grantedBy ?? say.nobody },
            { key: "reason", label: say.reason, cell: ({ reason }) => reason ?? say.reasonGone },
          ]}
        />
      ) : null}
      {places.length === 0 ? (
        <p>{say.nowhere}</p>
      ) : (
        <Form action={to} intent="accommodate" formKey={formKey} errors={refused?.errors} typed={refused?.typed}>
          <Select name="place" label={say.place} options={places.flatMap(optionsOf)} />
          <Field name="attempts" label={say.attempts} inputMode="numeric" width="short" value="1" />
          <TextArea name="why" label={say.reason} hint={say.reasonHint} rows={2} />
          <Button kind="quiet">{say.grant}</Button>
        </Form>
      )}
    </Section>
  );
}

function optionsOf({ enrolmentId, course, quizzes }: Grantable) {
  const each = quizzes.map(({ id, title, module }) => {
    return { value: `${enrolmentId}/${id}`, label: say.quizOf(course, module, title) };
  });
  return [{ value: enrolmentId, label: say.every(course) }, ...each];
}

function whatOf({ enrolmentId, quizId, attempts }: Accommodation, places: Grantable[]): string {
  const place = places.find((one) => one.enrolmentId === enrolmentId);
  const quiz = place?.quizzes.find(({ id }) => id === quizId);
  if (!place) return say.elsewhere(attempts);
  return say.more(attempts, quiz ? say.quizOf(place.course, quiz.module, quiz.title) : say.every(place.course));
}
