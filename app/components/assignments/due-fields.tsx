import type { Due } from "#app/domain/assignment/due.ts";
import { assignments } from "#app/messages/assignments.ts";
import { Choices } from "../ui/choices.tsx";
import { Field } from "../ui/field.tsx";

const words = assignments.form;

/** By when something is to be done: the kind, and the day or the number that it needs. */
export function DueFields({ due = { kind: "none" } }: { due?: Due }) {
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Choices name="due" legend={words.due} hint={words.dueHint} kind="one" choices={kinds} chosen={[due.kind]} />
      <Field
        name="on"
        label={words.day}
        type="date"
        hint={words.dayHint}
        width="short"
        optional
        value={due.kind === "day" ? due.on : ""}
      />
      <Field
        name="days"
        label={words.days}
        inputMode="numeric"
        hint={words.daysHint}
        width="short"
        optional
        value={"days" in due ? String(due.days) : ""}
      />
    </>
  );
}
