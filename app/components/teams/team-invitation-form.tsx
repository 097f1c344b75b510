import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { teamInvite as say } from "#app/messages/teams.ts";

interface TeamInvitationFormProps {
  /** One's own; the only one goes without saying. */
  teams: { id: string; name: string }[];
  refused: { errors: Errors; typed: Typed } | undefined;
  formKey: string;
}

/** Invites one person into a team of one's own. A refused form keeps its key, so that it stays the same act. */
export function TeamInvitationForm({ teams, refused, formKey }: TeamInvitationFormProps) {
  const key = refused?.typed.key;
  const [only, ...others] = teams;
  return (
    <Form
      {...refused}
      action={addresses.teamInvite}
      intent="invite"
      formKey={typeof key === "string" ? key : formKey}
      hidden={only && others.length === 0 ? { team: only.id } : undefined}
    >
      {others.length > 0 ? (
        <Select name="team" label={say.team} options={teams.map(({ id, name }) => ({ value: id, label: name }))} />
      ) : (
        <p>
          {say.team}: <strong>{only?.name}</strong>
        </p>
      )}
      <Field name="email" label={say.email} type="email" inputMode="email" autoComplete="off" spellCheck={false} />
      <Field name="name" label={say.name} hint={say.nameHint} autoComplete="off" optional />
      <Button>{say.invite}</Button>
    </Form>
  );
}
