import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { team as say } from "#app/messages/teams.ts";

/** A new name for a team; the name it had when this page was read goes with it. */
export function Renaming({
  to,
  name,
  refused,
}: {
  to: string;
  name: string;
  refused: { errors: Errors; typed: Typed } | undefined;
}) {
  return (
    <Section heading={say.renameHeading}>
      <Form {...refused} action={to} intent="rename" hidden={{ seen: name }}>
        <Field name="name" label={say.newName} value={name} autoComplete="off" />
        <Button kind="quiet">{say.rename}</Button>
      </Form>
    </Section>
  );
}

export function TeamEnd({ to }: { to: string }) {
  return (
    <Section heading={say.endHeading}>
      <p>{say.endText}</p>
      <Form action={to} intent="end-team">
        <Button kind="danger">{say.end}</Button>
      </Form>
    </Section>
  );
}
