import type { ReactNode } from "react";
import { fieldId } from "./error-summary.tsx";
import { describedBy, HintAndError, Label } from "./field.tsx";
import { useField } from "./form.tsx";

export interface Option {
  value: string;
  label: string;
}

interface SelectProps {
  name: string;
  label: string;
  options: Option[];
  hint?: ReactNode;
  error?: string;
  value?: string;
  autoFocus?: boolean;
}

/** One of a list that is too long to show whole (time zones). For up to seven, use Choices. */
export function Select({ name, label, options, hint, ...own }: SelectProps) {
  const { error, value, autoFocus } = useField(name, own);
  const id = fieldId(name);
  return (
    <div className="field field-full">
      <Label id={id}>{label}</Label>
      <HintAndError id={id} hint={hint} error={error} />
      <select
        id={id}
        name={name}
        defaultValue={value}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? true : undefined}
        // biome-ignore lint/a11y/noAutofocus: a form that was refused puts the reader at its first error
        autoFocus={autoFocus}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
