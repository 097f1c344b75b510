import type { Renewed } from "#app/domain/completion-record/round.ts";
import type { Lifetime } from "#app/domain/completion-record/validity.ts";
import { lifetimeInWords, renewal as words } from "#app/messages/renewal.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { type Errors, Form } from "../ui/form.tsx";
import { Section } from "../ui/layout.tsx";

interface RenewalSectionProps {
  courseId: string;
  lifetime: Lifetime;
  /** Whether the next cycle was begun already. */
  renewed?: Renewed;
  errors?: Errors;
}

/** Until when a record is valid, and the way into the next cycle once its window is open. */
export function RenewalSection({ courseId, lifetime, renewed = "not", errors }: RenewalSectionProps) {
  return (
    <Section heading={words.heading} id="renewal">
      <p>{lifetimeInWords(lifetime, renewed)}</p>
      {renewed === "under-way" ? (
        <p>
          <a href={addresses.outline(courseId)}>{words.toCourse}</a>
        </p>
      ) : null}
      {lifetime.state !== "valid" && renewed === "not" ? (
        <Form intent="renew" action={addresses.outline(courseId)} errors={errors}>
          <p>{words.openText}</p>
          <Button>{words.open}</Button>
        </Form>
      ) : null}
    </Section>
  );
}
