import { signOff } from "#app/messages/sign-off.ts";
import type { Fill, Piece } from "../prose/pieces.ts";
import { Prose } from "../prose/prose.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Section } from "../ui/layout.tsx";
import { Rating } from "../ui/rating.tsx";

interface SignOffFormProps {
  formKey: string;
  lead: Piece[];
  /** Each with the name of its field. */
  criteria: { id: string; name: string; text: Piece[] }[];
  fill: Fill;
  refused?: { errors: Errors; typed: Typed };
}

const words = signOff.page;
const points = (["seen", "not-yet"] as const).map((value) => ({ value, label: words.observed[value] }));

/** The rubric as a form: of each criterion, whether it was seen. */
export function SignOffForm({ formKey, lead, criteria, fill, refused }: SignOffFormProps) {
  return (
    <Section heading={words.rubric}>
      <Prose pieces={lead} fill={fill} />
      <Form errors={refused?.errors} typed={refused?.typed}>
        <input type="hidden" name="key" value={formKey} />
        {criteria.map(({ id, name, text }, at) => (
          <Rating
            key={id}
            name={name}
            legend={
              <>
                {words.criterion(at + 1)} <Prose as="line" pieces={text} fill={fill} />
              </>
            }
            points={points}
          />
        ))}
        <Field name="observedOn" type="date" label={words.day} />
        <Button>{words.send}</Button>
      </Form>
    </Section>
  );
}
