import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Checkbox, Choices } from "#app/components/ui/choices.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";

const choices = [
  { value: "one", label: "One" },
  { value: "two", label: "Two" },
];

const refused = renderToStaticMarkup(
  <Form
    intent="invite"
    formKey="k"
    errors={{ email: "Write an address.", kind: "Choose one." }}
    typed={{ email: '"x', kind: "two", password: "secret" }}
  >
    <Field name="name" label="Name" autoFocus />
    <Field name="email" label="E-mail" hint="Where the link is sent." />
    <Field name="password" label="Password" type="password" value="secret" />
    <Choices name="kind" legend="Kind" kind="one" choices={choices} />
  </Form>,
);

test("a refused form keeps what was typed, escaped", () => {
  expect(refused).toContain('value="&quot;x"');
  expect(refused).toMatch(/<input[^>]*value="two"[^>]*checked=""|<input[^>]*checked=""[^>]*value="two"/);
});

test("a box that was unticked stays so where the form is refused, and stands as it was before that", () => {
  const boxes = (typed: Record<string, string>) =>
    renderToStaticMarkup(
      <Form typed={typed}>
        <Checkbox name="on" label="On" checked />
        <Choices name="some" legend="Some" kind="many" choices={choices} chosen={["one", "two"]} />
      </Form>,
    ).match(/checked=""/g)?.length ?? 0;
  expect(boxes({})).toBe(3);
  expect(boxes({ intent: "save" })).toBe(0);
  expect(boxes({ intent: "save", on: "yes", some: "two" })).toBe(2);
});

test("a password is never given back", () => {
  expect(refused).not.toContain("secret");
});

test("the focus goes to the first field in error, and to no other", () => {
  expect(refused.match(/autofocus=""/g)).toHaveLength(1);
  expect(refused).toMatch(/<input id="field-email"[^>]*autofocus=""/);
});

test("a message stands on top as a link to its field and beside it, tied to it", () => {
  expect(refused).toContain('<a href="#field-email">Write an address.</a>');
  expect(refused).toContain('aria-describedby="field-email-hint field-email-error" aria-invalid="true"');
  expect(refused).toContain('<p class="error" id="field-email-error">Write an address.</p>');
});

test("a form carries its act and its key", () => {
  expect(refused).toContain('<input type="hidden" name="intent" value="invite"/>');
  expect(refused).toContain('<input type="hidden" name="key" value="k"/>');
});

test("a form without errors says nothing of any", () => {
  const fresh = renderToStaticMarkup(
    <Form>
      <Field name="name" label="Name" />
    </Form>,
  );
  expect(fresh).not.toMatch(/error|alert|invalid|autofocus/);
});
