import { Fragment } from "react";
import type { ConfirmedName } from "#app/domain/completion.ts";
import type { KnownLicence } from "#app/domain/licence.ts";
import { licenceInWords, records } from "#app/messages/records.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { Stack } from "../ui/layout.tsx";

interface NameFormProps {
  formKey: string;
  suggested: string;
  confirmed: ConfirmedName | null;
  known: KnownLicence[];
  /** The ids of those that are to be printed. */
  chosen: string[];
  refused?: { errors: Record<string, string>; typed: Record<string, string | string[]> };
}

const words = records.completion;
const rows = [1, 2, 3];

/** The name as on the licence, and licences for those who want them printed: none is unless it is chosen. */
export function NameForm({ formKey, suggested, confirmed, known, chosen, refused }: NameFormProps) {
  const isOpen = rows.some((row) => ["type", "number", "jurisdiction"].some((part) => refused?.typed[`${part}${row}`]));
  return (
    <Form intent="name" formKey={formKey} errors={refused?.errors} typed={refused?.typed}>
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={confirmed?.name ?? suggested}
        autoComplete="name"
        maxLength={200}
        spellCheck={false}
      />
      {known.length > 0 ? (
        <Choices
          name="licence"
          legend={words.toPrint}
          hint={
            <>
              {words.toPrintHint} <a href={addresses.licences}>{words.toLicences}</a>
            </>
          }
          kind="many"
          // A box that is not ticked sends nothing: what was typed says so only where something else of the form does.
          chosen={refused ? [refused.typed.licence ?? []].flat() : chosen}
          choices={known.map((licence) => ({ value: licence.id, label: licenceInWords(licence) }))}
        />
      ) : null}
      <Disclosure summary={known.length > 0 ? words.moreLicences : words.licences} open={isOpen}>
        <Stack>
          {rows.map((row) => (
            <Fragment key={row}>
              <Field name={`type${row}`} label={words.licenceType(row)} maxLength={80} optional />
              <Field name={`number${row}`} label={words.licenceNumber(row)} maxLength={80} optional />
              <Field name={`jurisdiction${row}`} label={words.licenceJurisdiction(row)} maxLength={80} optional />
            </Fragment>
          ))}
        </Stack>
      </Disclosure>
      <Button kind={confirmed ? "quiet" : "primary"}>{words.confirm}</Button>
    </Form>
  );
}
