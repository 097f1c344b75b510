import type { ReactNode } from "react";
import { fieldId } from "./error-summary.tsx";
import { describedBy, HintAndError } from "./field.tsx";
import { useField } from "./form.tsx";

export interface ChoiceOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
}

interface ChoicesProps {
  name: string;
  legend: ReactNode;
  /** one: radio buttons; many: checkboxes. */
  kind: "one" | "many";
  choices: ChoiceOption[];
  chosen?: string[];
  hint?: ReactNode;
  error?: string;
  /** question: the legend is a question to think about, set in the reading face. */
  tone?: "field" | "question";
  autoFocus?: boolean;
}

/** A question with its choices, each a target of at least 44 px. */
export function Choices({ name, legend, kind, choices, chosen = [], hint, tone = "field", ...own }: ChoicesProps) {
  const { error, typed, wasSent, autoFocus } = useField(name, own);
  const id = fieldId(name);
  const standing = wasSent && (kind === "many" || typed !== undefined) ? [typed].flat() : chosen;
  return (
    <fieldset className={`choices choices-${tone}`} aria-describedby={describedBy(id, hint, error)}>
      <legend>{legend}</legend>
      <HintAndError id={id} hint={hint} error={error} />
      {choices.map((choice, index) => (
        <label className="choice" key={choice.value}>
          <input
            id={index === 0 ? id : undefined}
            type={kind === "one" ? "radio" : "checkbox"}
            name={name}
            value={choice.value}
            defaultChecked={standing.includes(choice.value)}
            aria-invalid={error ? true : undefined}
            // biome-ignore lint/a11y/noAutofocus: a form that was refused puts the reader at its first error
            autoFocus={autoFocus && index === 0}
          />
          <span className="choice-text">
            {choice.label}
            {choice.hint ? <span className="choice-hint">{choice.hint}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface CheckboxProps {
  name: string;
  label: ReactNode;
  value?: string;
  checked?: boolean;
  error?: string;
  hint?: ReactNode;
}

/** One statement to agree to. */
export function Checkbox({ name, label, value = "yes", checked = false, error: ownError, hint }: CheckboxProps) {
  const { error, typed, wasSent, autoFocus } = useField(name, { error: ownError });
  const id = fieldId(name);
  return (
    <div className="field field-full">
      <HintAndError id={id} hint={hint} error={error} />
      <label className="choice">
        <input
          id={id}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={wasSent ? [typed].flat().includes(value) : checked}
          aria-describedby={describedBy(id, hint, error)}
          aria-invalid={error ? true : undefined}
          // biome-ignore lint/a11y/noAutofocus: a form that was refused puts the reader at its first error
          autoFocus={autoFocus}
        />
        <span className="choice-text">{label}</span>
      </label>
    </div>
  );
}
