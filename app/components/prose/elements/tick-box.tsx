import { curled } from "../quotation.ts";
import { type ElementProps, text } from "../setting.ts";

/** A box to tick, with its words: like a blank, it can send nothing. */
export function TickBox({ element }: ElementProps) {
  return (
    <label className="choice tick-box">
      <input type="checkbox" autoComplete="off" />
      <span className="choice-text">{curled(text(element, "label"))}</span>
    </label>
  );
}
