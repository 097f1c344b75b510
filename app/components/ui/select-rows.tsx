import type { ReactNode } from "react";
import { fieldId } from "./error-summary.tsx";
import { describedBy, HintAndError } from "./field.tsx";
import { useField } from "./form.tsx";
import type { Option } from "./select.tsx";

export interface SelectRow {
  key: string;
  label: ReactNode;
  /** What is chosen; "" for nothing. */
  value: string;
}

interface SelectRowsProps {
  /** Of every row: they are sent one after another, as they stand. */
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  rows: SelectRow[];
  options: Option[];
  /** What the option for nothing says. */
  none: string;
  /** Given where each option goes to one row only (numbers): what the script says while two rows have the same. */
  once?: string;
  children?: ReactNode;
}

/** A question answered by a select in each row, all from the same options. */
export function SelectRows({ name, legend, hint, rows, options, none, once, children }: SelectRowsProps) {
  const { error, typed, autoFocus } = useField(name, {});
  const id = fieldId(name);
  const standing = typed === undefined ? rows.map(({ value }) => value) : [typed].flat();
  const wrong = error ? rows.map((_, at) => once === undefined || isTwice(standing, at)) : [];
  const first = Math.max(0, wrong.indexOf(true));
  return (
    <fieldset
      className={`choices choices-question rows ${once === undefined ? "rows-words" : "rows-numbers"}`}
      aria-describedby={describedBy(id, hint, error)}
      data-once-each={once}
    >
      <legend>{legend}</legend>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
      {rows.map(({ key, label }, at) => (
        <div className="row" key={key}>
          <label htmlFor={at === first ? id : `${id}-${key}`}>{label}</label>
          <select
            id={at === first ? id : `${id}-${key}`}
            name={name}
            defaultValue={standing[at] ?? ""}
            aria-invalid={wrong[at] ? true : undefined}
            aria-describedby={wrong[at] ? `${id}-error` : undefined}
            // biome-ignore lint/a11y/noAutofocus: a form that was refused puts the reader at its first error
            autoFocus={autoFocus && at === first}
          >
            <option value="">{none}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      ))}
    </fieldset>
  );
}

function isTwice(values: string[], at: number): boolean {
  return values[at] !== "" && values.filter((value) => value === values[at]).length > 1;
}
