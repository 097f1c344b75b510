import type { Lifetime } from "#app/domain/completion-record/validity.ts";
import { lifetimeInWords, renewal as words } from "#app/messages/renewal.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { type Errors, Form } from "../ui/form.tsx";
import { Section } from "../ui/layout.tsx";

interface RenewalSectionProps {
  courseId: string;
  lifetime: Lifetime;
  /** Whether the next cycle is open already. */
  isUnderWay?: boolean;
  errors?: Errors;
}

/** Until when a record is valid, and the way into the next cycle once its window is open. */
export function RenewalSection({ courseId, lifetime, isUnderWay = false, errors }: RenewalSectionProps) {
  return (
    <Section heading={words.heading} id="renewal">
      <p>{lifetimeInWords(lifetime)}</p>
      {isUnderWay ? (
        <p>
          {words.underWay} <a href={addresses.outline(courseId)}>{words.toCourse}</a>
        </p>
      ) : null}
      {lifetime.state !== "valid" && !isUnderWay ? (
        <Form intent="renew" action={addresses.outline(courseId)} errors={errors}>
          <p>{words.openText}</p>
          <Button>{words.open}</Button>
        </Form>
      ) : null}
    </Section>
  );
}
