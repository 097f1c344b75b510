import type { ReactNode } from "react";
import { fieldId } from "./error-summary.tsx";
import { describedBy, HintAndError, Label } from "./field.tsx";
import { useField } from "./form.tsx";

interface FileFieldProps {
  name: string;
  label: string;
  /** What may be chosen, as MIME types; what is taken is decided by the file itself. */
  accept: string;
  hint?: ReactNode;
}

/** One file to send along. What was chosen cannot stand again after a refusal: no browser lets a page choose a file. */
export function FileField({ name, label, accept, hint }: FileFieldProps) {
  const { error, autoFocus } = useField(name, {});
  const id = fieldId(name);
  return (
    <div className="field field-full">
      <Label id={id}>{label}</Label>
      <HintAndError id={id} hint={hint} error={error} />
      <input
        id={id}
        name={name}
        type="file"
        accept={accept}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        // biome-ignore lint/a11y/noAutofocus: a form that was refused puts the reader at its first error
        autoFocus={autoFocus}
      />
    </div>
  );
}
