import type { ReactNode } from "react";
import { fieldId } from "./error-summary.tsx";
import { describedBy, HintAndError } from "./field.tsx";
import { useField } from "./form.tsx";

interface RatingProps {
  name: string;
  legend: ReactNode;
  /** From low to high. */
  points: { value: string; label: string }[];
}

/** A line to rate: its points beside each other where there is room, each said in words. */
export function Rating({ name, legend, points }: RatingProps) {
  const { error, typed, autoFocus } = useField(name, {});
  const id = fieldId(name);
  const standing = [typed ?? []].flat();
  return (
    <fieldset className="choices rating" aria-describedby={describedBy(id, undefined, error)}>
      <legend>{legend}</legend>
      <HintAndError id={id} error={error} />
      <div className="scale-labels">
        {points.map(({ value, label }, index) => (
          <label className="choice" key={value}>
            <input
              id={index === 0 ? id : undefined}
              type="radio"
              name={name}
              value={value}
              defaultChecked={standing.includes(value)}
              aria-invalid={error ? true : undefined}
              // biome-ignore lint/a11y/noAutofocus: a form that was refused puts the reader at its first error
              autoFocus={autoFocus && index === 0}
            />
            <span className="choice-text">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
