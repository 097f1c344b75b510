import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { shared } from "#app/messages/shared.ts";
import { fieldId } from "./error-summary.tsx";
import { useField } from "./form.tsx";

interface FieldProps {
  name: string;
  label: string;
  type?: "text" | "email" | "password" | "search" | "number" | "date" | "url" | "tel" | "color";
  hint?: ReactNode;
  error?: string;
  /** What stands in it at first; what was typed before wins. Never given back for a password. */
  value?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: "text" | "numeric" | "email" | "url" | "search";
  /** Printed beside the label; a field without it is needed. */
  optional?: boolean;
  /** short: as wide as a date or number. */
  width?: "full" | "short";
  autoFocus?: boolean;
  maxLength?: number;
  spellCheck?: boolean;
}

/** One line of text: label, hint, message and input, tied together. A password can be shown where the script runs. */
export function Field({ name, label, type = "text", hint, optional, width = "full", ...rest }: FieldProps) {
  const { error: ownError, value: ownValue, autoFocus: ownFocus, ...attributes } = rest;
  const { error, value, autoFocus } = useField(name, { error: ownError, value: ownValue, autoFocus: ownFocus });
  const id = fieldId(name);
  const secret = type === "password";
  return (
    <div className={`field field-${width}`}>
      <Label id={id} optional={optional}>
        {label}
      </Label>
      <HintAndError id={id} hint={hint} error={error} />
      <div className="field-control">
        <input
          id={id}
          name={name}
          type={type}
          defaultValue={secret ? undefined : value}
          aria-describedby={describedBy(id, hint, error)}
          aria-invalid={error ? true : undefined}
          aria-required={optional ? undefined : true}
          // biome-ignore lint/a11y/noAutofocus: a form that was refused puts the reader at its first error
          autoFocus={autoFocus}
          {...attributes}
        />
        {secret ? (
          <button
            type="button"
            className="button button-quiet"
            data-reveal={id}
            data-show={shared.showPassword}
            data-hide={shared.hidePassword}
            hidden
          >
            {shared.showPassword}
          </button>
        ) : null}
      </div>
    </div>
  );
}

export function Label({ id, optional, children }: { id: string; optional?: boolean; children: ReactNode }) {
  return (
    <label className="label" htmlFor={id}>
      {children}
      {optional ? <span className="soft"> {shared.optional}</span> : null}
    </label>
  );
}

export function HintAndError({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return (
    <>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </>
  );
}

export function describedBy(id: string, hint: ReactNode, error: string | undefined) {
  return [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}
