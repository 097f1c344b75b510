import { evidence as say } from "#app/messages/evidence.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";

interface ExportFormProps {
  of: "pack" | "roster";
  formKey: string;
  courses: { id: string; title: string }[];
  refused: { errors: Errors; typed: Typed } | undefined;
}

/** A course, or all, and a period: what a file of evidence is made of. */
export function ExportForm({ of, formKey, courses, refused }: ExportFormProps) {
  const options = courses.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Form {...refused} intent={of} formKey={formKey} id={of} label={say[of].heading}>
      <Select name="course" label={say.course} options={[{ value: "", label: say.every }, ...options]} value="" />
      <Field name="from" label={say.from} type="date" width="short" optional hint={say.periodHint} />
      <Field name="to" label={say.to} type="date" width="short" optional />
      <Button kind={of === "pack" ? "primary" : "quiet"}>{say[of].make}</Button>
    </Form>
  );
}
