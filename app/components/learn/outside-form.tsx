import type { OutsideCertificate } from "#app/domain/outside-certificate.ts";
import { transcript } from "#app/messages/transcript.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { FileField } from "../ui/file-field.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";

/** What a browser offers to choose; what is taken is decided by the file itself. */
export const evidenceTypes = "application/pdf,image/png,image/jpeg";

interface OutsideFormProps {
  /** What stands; none for a new one. */
  standing?: OutsideCertificate;
  formKey?: string;
  refused?: { errors: Errors; typed: Typed };
}

const words = transcript.outside;

/** A certificate from elsewhere, in its owner's words. */
export function OutsideForm({ standing, formKey, refused }: OutsideFormProps) {
  const hours = standing && String(standing.hundredths / 100);
  return (
    <Form
      intent={standing ? "change" : "record"}
      formKey={formKey}
      hidden={standing ? { version: String(standing.version) } : undefined}
      errors={refused?.errors}
      typed={refused?.typed}
      withFile={!standing}
    >
      <Field name="title" label={words.name} value={standing?.title} maxLength={300} />
      <Field name="provider" label={words.provider} value={standing?.provider} maxLength={200} />
      <Field name="completedOn" label={words.completedOn} type="date" value={standing?.completedOn} width="short" />
      <Field name="hours" label={words.hours} hint={words.hoursHint} value={hours} width="short" maxLength={6} />
      <Field
        name="category"
        label={words.category}
        hint={words.categoryHint}
        value={standing?.category}
        maxLength={120}
        optional
      />
      <Field name="number" label={words.number} value={standing?.number} maxLength={120} optional />
      {standing ? null : <FileField name="file" label={words.file} hint={words.fileHint} accept={evidenceTypes} />}
      <Button>{standing ? words.saveChange : words.save}</Button>
    </Form>
  );
}
