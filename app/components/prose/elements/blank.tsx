import { curled } from "../quotation.ts";
import { type ElementProps, number, text } from "../setting.ts";

/** A labelled place to write. It belongs to no form and has no name, so that nothing of it can be sent; Firefox would fill it in again for whoever comes next. */
export function Blank({ element, setting }: ElementProps) {
  const id = setting.uniqueId();
  const lines = number(element, "lines");
  return (
    <div className="blank">
      <label htmlFor={id}>{curled(text(element, "label"))}</label>
      <textarea id={id} rows={lines} data-lines={lines} autoComplete="off" />
    </div>
  );
}
