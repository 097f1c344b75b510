import type { Reported } from "#app/domain/reporting.ts";
import { evidence } from "#app/messages/evidence.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Section } from "../ui/layout.tsx";

const { own, reporting: words } = evidence;

interface ReportingProps {
  /** What may be reported; undefined while nothing may. */
  reported: Reported | undefined;
  /** What the form begins with. */
  suggested: Reported;
  refused: { errors: Errors; typed: Typed } | undefined;
}

/** Whether the practice reports this record to a board: its owner's to decide, and not at first. */
export function RecordReporting({ reported, suggested, refused }: ReportingProps) {
  return (
    <Section heading={words.heading} id="reporting">
      <p>{words.text}</p>
      {reported ? (
        <Form intent="withhold" label={words.withhold}>
          <p>{words.isReported([reported.firstName, reported.lastName].filter(Boolean).join(" "))}</p>
          <Button kind="quiet">{words.withhold}</Button>
        </Form>
      ) : (
        <Form {...refused} intent="report" label={words.report}>
          <Field name="lastName" label={words.lastName} value={suggested.lastName} />
          <Field name="firstName" label={words.firstName} value={suggested.firstName} optional />
          <Field name="licenceNumber" label={words.licenceNumber} value={suggested.licenceNumber} spellCheck={false} />
          <Field name="jurisdiction" label={words.jurisdiction} value={suggested.jurisdiction} optional />
          <Button kind="quiet">{words.report}</Button>
        </Form>
      )}
    </Section>
  );
}

/** All evidence of a record in one file, for its owner to keep. */
export function OwnEvidence({ recordId }: { recordId: string }) {
  return (
    <Section heading={own.heading}>
      <p>
        <a href={addresses.ownEvidence(recordId)}>{own.download}</a>. {own.text}
      </p>
    </Section>
  );
}
