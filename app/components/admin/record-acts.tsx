import { Fragment } from "react";
import { revocationReasons } from "#app/domain/completion-record/reasons.ts";
import type { RecordPerson } from "#app/domain/completion-record.ts";
import type { KnownLicence } from "#app/domain/licence.ts";
import { licenceInWords, records } from "#app/messages/records.ts";
import { register as words } from "#app/messages/register.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Choices } from "../ui/choices.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { Section, Stack } from "../ui/layout.tsx";
import { TextArea } from "../ui/text-area.tsx";

type Refused = { errors: Record<string, string>; typed: Record<string, string | string[]> } | undefined;

const rows = [1, 2, 3];

/** Issues a record in place of this one: the name and licences as they should have been. */
export function CorrectionForm({
  recordId,
  person,
  printed,
  isAnew,
  refused,
}: {
  recordId: string;
  person: RecordPerson;
  printed: KnownLicence[];
  isAnew: boolean;
  refused: Refused;
}) {
  return (
    <Section heading={isAnew ? words.anew : words.correct} id="correct">
      <p>{isAnew ? words.anewText : words.correctText}</p>
      <Form
        action={addresses.registered(recordId)}
        intent="correct"
        errors={refused?.errors}
        typed={refused?.typed}
        label={isAnew ? words.anew : words.correct}
      >
        <input type="hidden" name="seen" value={isAnew ? "revoked" : "valid"} />
        <Field
          name="name"
          label={words.correctName}
          value={person.name}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
        {printed.length > 0 ? (
          <Choices
            name="licence"
            legend={records.completion.toPrint}
            kind="many"
            // A box that is not ticked sends nothing: what was typed says so only where something else of the form does.
            chosen={refused ? [refused.typed.licence ?? []].flat() : printed.map(({ id }) => id)}
            choices={printed.map((licence) => ({ value: licence.id, label: licenceInWords(licence) }))}
          />
        ) : null}
        <Disclosure
          summary={records.completion.moreLicences}
          open={rows.some((row) => ["type", "number", "jurisdiction"].some((part) => refused?.typed[`${part}${row}`]))}
        >
          <Stack>
            {rows.map((row) => (
              <Fragment key={row}>
                <Field name={`type${row}`} label={records.completion.licenceType(row)} maxLength={80} optional />
                <Field name={`number${row}`} label={records.completion.licenceNumber(row)} maxLength={80} optional />
                <Field
                  name={`jurisdiction${row}`}
                  label={records.completion.licenceJurisdiction(row)}
                  maxLength={80}
                  optional
                />
              </Fragment>
            ))}
          </Stack>
        </Disclosure>
        <TextArea name="why" label={words.reason} hint={words.reasonHint} rows={3} maxLength={500} />
        <Checkbox name="sure" label={words.sureOfCorrecting} />
        <Button>{words.correctButton}</Button>
      </Form>
    </Section>
  );
}

/** Makes a record void. */
export function RevocationForm({ recordId, refused }: { recordId: string; refused: Refused }) {
  return (
    <Section heading={words.revoke} id="revoke">
      <p>{words.revokeText}</p>
      <Form
        action={addresses.registered(recordId)}
        intent="revoke"
        errors={refused?.errors}
        typed={refused?.typed}
        label={words.revoke}
      >
        <Choices
          name="reason"
          legend={words.revokeReason}
          kind="one"
          choices={revocationReasons.map((reason) => ({
            value: reason,
            label: sentence(records.standing.reasons[reason]),
          }))}
        />
        <TextArea name="words" label={words.reason} hint={words.reasonHint} rows={3} maxLength={500} />
        <Checkbox name="certain" label={words.sureOfRevoking} />
        <Button kind="danger">{words.revokeButton}</Button>
      </Form>
    </Section>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
