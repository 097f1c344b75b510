import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Section } from "#app/components/ui/layout.tsx";
import { Time } from "#app/components/ui/time.tsx";
import { reviewing as say } from "#app/messages/admin.ts";

interface ReviewingProps {
  /** The person's own page. */
  to: string;
  /** Until when they review, or did; null for who never was asked to. */
  until: string | null;
  isOver: boolean;
  /** The practice's, in which the day ends. */
  zone: string;
  refused: { errors: Errors; typed: Typed } | undefined;
}

/** Has somebody read every step until a day, or ends it sooner. */
export function Reviewing({ to, until, isOver, zone, refused }: ReviewingProps) {
  return (
    <Section heading={say.heading}>
      <p>{say.text}</p>
      {until === null ? null : (
        <p>
          {isOver ? say.was : say.is} <Time at={until} zone={zone} />.
        </p>
      )}
      <Form {...refused} action={to} intent="review">
        <Field name="day" label={say.day} hint={say.hint} type="date" width="short" />
        <Button kind="quiet">{until === null || isOver ? say.grant : say.change}</Button>
      </Form>
      {until === null || isOver ? null : (
        <Form action={to} intent="end-review">
          <Button kind="plain">{say.end}</Button>
        </Form>
      )}
    </Section>
  );
}
