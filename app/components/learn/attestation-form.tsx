import type { ConfirmedName } from "#app/domain/completion.ts";
import { licenceInWords, records } from "#app/messages/records.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/choices.tsx";
import { Definition } from "../ui/definition.tsx";
import { Form } from "../ui/form.tsx";

interface AttestationFormProps {
  confirmed: ConfirmedName;
  attestation: string;
  refused?: { errors: Record<string, string>; typed: Record<string, string | string[]> };
}

const words = records.completion;

/** The last step: the attestation as it is signed, under the name it is signed with. */
export function AttestationForm({ confirmed, attestation, refused }: AttestationFormProps) {
  return (
    <Card heading={words.attest}>
      <p>{words.attestLead}</p>
      <Definition entries={[{ term: words.nameIs, detail: confirmed.name }, ...licenceEntries(confirmed)]} />
      <blockquote>{attestation}</blockquote>
      <Form intent="sign" hidden={{ confirmation: confirmed.id }} errors={refused?.errors} typed={refused?.typed}>
        <Checkbox name="agree" label={words.agree} />
        <Button>{words.sign}</Button>
      </Form>
    </Card>
  );
}

/** Said also where there is none: what is signed is what is printed. */
function licenceEntries({ licences }: ConfirmedName) {
  if (licences.length === 0) return [{ term: words.licencesAre, detail: words.noLicences }];
  return licences.map((licence, at) => ({
    term: licences.length > 1 ? `${records.record.licence} ${at + 1}` : records.record.licence,
    detail: licenceInWords(licence),
  }));
}
