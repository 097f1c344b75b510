import type { Concession, ConcessionKind } from "#app/domain/assignment/concession.ts";
import { assignments as say } from "#app/messages/assignments.ts";
import { dayInWords } from "../requests/request-sheet.tsx";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Field } from "../ui/field.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Section, Soft, Stack } from "../ui/layout.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { formatTime } from "../ui/time.tsx";

const words = say.person;

/** What one person is let off in one course, each with what lifts it again. */
export function ConcessionList({
  concessions,
  liftable,
  zone,
}: {
  concessions: Concession[];
  /** The kinds that who looks may lift. */
  liftable: ConcessionKind[];
  zone: string;
}) {
  const holding = concessions.filter(({ endedAt }) => endedAt === null);
  if (holding.length === 0) return null;
  return (
    <Section heading={words.standing}>
      <Stack>
        {holding.map(({ id, kind, untilOn, grantedBy, grantedAt, reason }) => (
          <div key={id}>
            <p>
              {words.kinds[kind]} {untilOn === null ? "" : words.untilDay(dayInWords(untilOn))}{" "}
              <Soft>{words.grantedBy(grantedBy, formatTime({ at: grantedAt, zone }))}</Soft>
            </p>
            {reason === null ? null : <p>{reason}</p>}
            {liftable.includes(kind) ? (
              <Form intent="lift" hidden={{ concession: id }} label={`${words.lift}: ${words.kinds[kind]}`}>
                <Button kind="quiet">{words.lift}</Button>
              </Form>
            ) : null}
          </div>
        ))}
      </Stack>
    </Section>
  );
}

/** Lets one person off: until a later day, for now, or for good where the one who looks may waive. */
export function ConcessionForm({
  heading,
  kinds,
  formKey,
  refused,
}: {
  heading: string;
  kinds: ConcessionKind[];
  formKey: string;
  refused?: { errors: Errors; typed: Typed };
}) {
  const choices = {
    extension: { label: words.extend, hint: words.extendText },
    excusal: { label: words.excuse, hint: words.excuseText },
    waiver: { label: words.waive, hint: words.waiveText },
  };
  return (
    <Section heading={heading}>
      <Form formKey={formKey} {...refused}>
        <Choices
          name="intent"
          legend={heading}
          kind="one"
          choices={kinds.map((value) => ({ value, ...choices[value] }))}
          chosen={["extension"]}
        />
        <Field name="until" label={words.until} type="date" width="short" optional />
        <TextArea name="why" label={words.reason} hint={words.reasonHint} rows={2} maxLength={500} />
        <Button>{say.one.save}</Button>
      </Form>
    </Section>
  );
}
