import { records } from "#app/messages/records.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Section } from "../ui/layout.tsx";

const words = records.record;

interface Shown {
  recordId: string;
  code: string;
  isShown: boolean;
  hasName: boolean;
  /** It was revoked or replaced: nothing of it is handed out any more. */
  hasEnded: boolean;
}

/** Where others verify a record, and whether they are shown the name: its owner's to decide. */
export function RecordVerification({ recordId, code, isShown, hasName, hasEnded }: Shown) {
  return (
    <Section heading={words.verifyHeading}>
      <p>{words.verifyText}</p>
      <p>
        <a href={addresses.verification(code)}>{words.verifyPage}</a>
      </p>
      {hasName && !hasEnded ? (
        <p>
          <a href={addresses.credential(recordId)}>{words.credential}</a>, or{" "}
          <a href={addresses.badge(recordId)}>{words.badge}</a>. {words.credentialText}
        </p>
      ) : null}
      {hasName && (isShown || !hasEnded) ? (
        <Form intent={isShown ? "hide-name" : "show-name"} label={isShown ? words.hideName : words.showName}>
          {isShown ? <p>{words.nameShown}</p> : null}
          <Button kind="quiet">{isShown ? words.hideName : words.showName}</Button>
        </Form>
      ) : null}
    </Section>
  );
}
