import type { CertificateSetting } from "#app/domain/certificate/setting.ts";
import { certificates as say } from "#app/messages/certificates.ts";
import { records } from "#app/messages/records.ts";
import { Choices } from "../ui/choices.tsx";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";

/** Who signs, what title is printed, and how a certificate looks. */
export function CertificateLooks({ setting }: { setting: CertificateSetting }) {
  const { signature, title, category, accent, keepYears } = setting;
  return (
    <>
      <Field name="signatory" label={say.signatory} hint={say.signatoryHint} value={signature?.name} optional />
      <Field name="credential" label={say.credential} value={signature?.credential} optional />
      <Choices
        name="title"
        legend={say.titleLegend}
        kind="one"
        hint={say.titleHint}
        chosen={[title]}
        choices={[
          { value: "full", label: say.titles.full },
          { value: "neutral", label: say.titles.neutral },
        ]}
      />
      <Select
        name="category"
        label={say.category}
        value={category}
        options={Object.entries(records.record.categories).map(([value, label]) => ({ value, label }))}
      />
      <Field name="accent" label={say.accent} type="color" width="short" hint={say.accentHint} value={accent} />
      <Field
        name="keepYears"
        label={say.keepYears}
        inputMode="numeric"
        width="short"
        hint={say.keepYearsHint(keepYears)}
        value={String(keepYears)}
      />
    </>
  );
}
