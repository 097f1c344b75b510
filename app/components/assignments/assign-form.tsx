import type { Choice } from "#app/domain/assignment/choice.ts";
import { assignments } from "#app/messages/assignments.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Actions } from "../ui/layout.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { DueFields } from "./due-fields.tsx";

const words = assignments.form;

interface AssignFormProps {
  courses: { id: string; title: string }[];
  choice: Choice;
  formKey: string;
  /** Who is named at first: an address for who types them, an id for who chooses from a list. */
  first: { email: string; person: string; team: string };
  refused?: { errors: Errors; typed: Typed };
}

/** Which course, for whom, by when. The same form shows who would get it and assigns it. */
export function AssignForm({ courses, choice, formKey, first, refused }: AssignFormProps) {
  const kinds = [
    { value: "people", label: words.forPeople },
    ...(choice.teams.length > 0 ? [{ value: "team", label: words.forTeam }] : []),
    ...(choice.professions.length > 0 ? [{ value: "profession", label: words.forProfession }] : []),
  ];
  const teams = [
    { value: "", label: words.noTeam },
    ...choice.teams.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Form formKey={refused ? String(refused.typed.key ?? formKey) : formKey} {...refused}>
      <Select
        name="course"
        label={words.course}
        options={courses.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Choices
        name="for"
        legend={words.for}
        kind="one"
        choices={kinds}
        chosen={[first.team === "" ? "people" : "team"]}
      />
      {choice.people ? (
        <Choices
          name="person"
          legend={words.chosen}
          kind="many"
          choices={choice.people.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
          chosen={[first.person]}
        />
      ) : (
        <TextArea name="emails" label={words.emails} hint={words.emailsHint} rows={4} optional value={first.email} />
      )}
      {choice.teams.length > 0 ? <Select name="team" label={words.team} options={teams} value={first.team} /> : null}
      {choice.professions.length > 0 ? (
        <Select
          name="profession"
          label={words.profession}
          options={["", ...choice.professions].map((value) => ({ value, label: value || words.noProfession }))}
        />
      ) : null}
      <DueFields />
      <Actions>
        <Button kind="quiet" name="intent" value="preview">
          {words.preview}
        </Button>
        <Button name="intent" value="assign">
          {words.submit}
        </Button>
      </Actions>
    </Form>
  );
}
