import type { ReactNode } from "react";
import { shared } from "#app/messages/shared.ts";
import { fieldId } from "./error-summary.tsx";
import { describedBy, HintAndError, Label } from "./field.tsx";

interface CopyableProps {
  /** Unique on the page. */
  name: string;
  label: string;
  text: string;
  hint?: ReactNode;
}

/** A link or code to take away: selectable without script, copied by the button with it. */
export function Copyable({ name, label, text, hint }: CopyableProps) {
  const id = fieldId(name);
  return (
    <div className="field field-full">
      <Label id={id}>{label}</Label>
      <HintAndError id={id} hint={hint} />
      <div className="field-control">
        <input id={id} readOnly defaultValue={text} aria-describedby={describedBy(id, hint, undefined)} />
        <button type="button" className="button button-quiet" data-copy={id} data-done={shared.copied} hidden>
          {shared.copy}
        </button>
      </div>
      <p className="hint" role="status" data-copied={id} />
    </div>
  );
}
