import type { ConfirmedName } from "#app/domain/completion.ts";
import { records } from "#app/messages/records.ts";
import { Button } from "../ui/button.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";

interface NameFormProps {
  formKey: string;
  suggested: string;
  confirmed: ConfirmedName | null;
  refused?: { errors: Record<string, string>; typed: Record<string, string | string[]> };
}

const words = records.completion;
const rows = [1, 2, 3];

/** The name as on the licence, and licences for those who want them printed. */
export function NameForm({ formKey, suggested, confirmed, refused }: NameFormProps) {
  const licences = confirmed?.licences ?? [];
  const isWanted = licences.length > 0 || Object.keys(refused?.errors ?? {}).some((name) => name !== "name");
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
      <Disclosure summary={words.licences} open={isWanted}>
        {rows.map((row) => {
          const { type, number, jurisdiction } = licences[row - 1] ?? {};
          return (
            <div key={row}>
              <Field name={`type${row}`} label={words.licenceType(row)} value={type} maxLength={80} optional />
              <Field name={`number${row}`} label={words.licenceNumber(row)} value={number} maxLength={80} optional />
              <Field
                name={`jurisdiction${row}`}
                label={words.licenceJurisdiction(row)}
                value={jurisdiction}
                maxLength={80}
                optional
              />
            </div>
          );
        })}
      </Disclosure>
      <Button kind={confirmed ? "quiet" : "primary"}>{words.confirm}</Button>
    </Form>
  );
}
