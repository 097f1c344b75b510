import type { ReactNode } from "react";
import { fieldId } from "./error-summary.tsx";
import { describedBy, HintAndError, Label } from "./field.tsx";
import { useField } from "./form.tsx";

interface TextAreaProps {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  value?: string;
  rows?: number;
  optional?: boolean;
  autoFocus?: boolean;
  maxLength?: number;
}

/** Several lines of text. */
export function TextArea({ name, label, hint, rows = 5, optional, maxLength, ...own }: TextAreaProps) {
  const { error, value, autoFocus } = useField(name, own);
  const id = fieldId(name);
  return (
    <div className="field field-full">
      <Label id={id} optional={optional}>
        {label}
      </Label>
      <HintAndError id={id} hint={hint} error={error} />
      <textarea
        id={id}
        name={name}
        rows={rows}
        defaultValue={value}
        maxLength={maxLength}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        aria-required={optional ? undefined : true}
        // biome-ignore lint/a11y/noAutofocus: a form that was refused puts the reader at its first error
        autoFocus={autoFocus}
      />
    </div>
  );
}
