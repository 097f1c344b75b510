import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Checkbox, Choices } from "#app/components/ui/choices.tsx";
import { Copyable } from "#app/components/ui/copyable.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Actions, Section } from "#app/components/ui/layout.tsx";
import { SavedAt } from "#app/components/ui/saved-at.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { TextArea } from "#app/components/ui/text-area.tsx";

const zones = ["Europe/London", "America/Chicago", "Asia/Tokyo"].map((zone) => ({ value: zone, label: zone }));
const roles = [
  { value: "author", label: "Author", hint: "Reads the checks of courses and previews them." },
  { value: "auditor", label: "Auditor" },
];

/** Everything that is pressed or filled in, in each of its states. */
export function Controls() {
  return (
    <>
      <Section heading="Buttons">
        <Actions>
          <Button>Continue</Button>
          <Button kind="quiet">Save and continue</Button>
          <Button kind="danger">End this session</Button>
          <Button kind="plain">Withdraw</Button>
          <Button disabled>Not now</Button>
          <ButtonLink to="#next">Start the quiz</ButtonLink>
        </Actions>
      </Section>
      <Section heading="A form">
        <Form label="A form" typed={{ name: "Robin Ames" }}>
          <Field name="name" label="Name" hint="As it should stand on a record." autoComplete="off" />
          <Field name="date" label="Date" type="date" width="short" optional />
          <Field name="password" label="Password" type="password" hint="15 characters or more." autoComplete="off" />
          <Select name="zone" label="Time zone" options={zones} value="Europe/London" />
          <TextArea name="note" label="Note" rows={3} optional />
          <Choices name="role" legend="Role" kind="many" choices={roles} chosen={["author"]} />
          <Checkbox name="agree" label="This is my name as it should stand on my record." />
          <Button>Save</Button>
          <SavedAt>Saved 14:02</SavedAt>
        </Form>
      </Section>
      <Section heading="A form that was refused">
        <Form
          label="A form that was refused"
          typed={{ email: "robin@", kind: "two" }}
          errors={{ email: "Write the whole address, as in robin@practice.example.", kind: "Choose one." }}
        >
          <Field name="email" label="E-mail" type="email" autoComplete="off" />
          <Choices
            name="kind"
            legend="How is it sent?"
            kind="one"
            choices={[
              { value: "one", label: "By mail" },
              { value: "two", label: "As a link to copy" },
            ]}
          />
          <Button>Send</Button>
        </Form>
      </Section>
      <Section heading="A text to take away">
        <Copyable name="link" label="Invitation link" text="http://localhost:3000/invitation/8Qx0" hint="Shown once." />
      </Section>
    </>
  );
}
