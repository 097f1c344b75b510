import { Button } from "#app/components/ui/button.tsx";
import { Copyable } from "#app/components/ui/copyable.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Actions, Quiet, Soft } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { Time } from "#app/components/ui/time.tsx";
import type { Role } from "#app/domain/actor.ts";
import type { Unsent } from "#app/domain/invitation/unsent.ts";
import type { Invitation } from "#app/domain/invitation.ts";
import { roles, people as say } from "#app/messages/admin.ts";

/** A link that can be seen in this one answer, and whom it is for. */
export interface Shown {
  email: string;
  link: string;
}

/** The link of an invitation that was just made, to be passed on. */
export function ShownLink({ email, link }: Shown) {
  return (
    <Notice kind="done" title={say.linkHeading}>
      <Copyable name="link" label={say.link} text={link} hint={say.linkHint(email)} />
    </Notice>
  );
}

interface InvitationFormProps {
  refused: { errors: Errors; typed: Typed } | undefined;
  formKey: string;
  /** The roles that may be offered beside a learner's. */
  grantable: readonly Role[];
  /** The teams that they may join as they accept. */
  teams: { id: string; name: string }[];
}

/** Invites one person. A refused form keeps its key, so that it stays the same act. */
export function InvitationForm({ refused, formKey, grantable, teams }: InvitationFormProps) {
  const key = refused?.typed.key;
  const offered = [
    { value: "", label: say.justLearner },
    ...grantable.map((role) => ({ value: role, label: roles[role] })),
  ];
  return (
    <Form {...refused} action="/admin/people" intent="invite" formKey={typeof key === "string" ? key : formKey}>
      <Field name="email" label={say.email} type="email" inputMode="email" autoComplete="off" spellCheck={false} />
      <Field name="name" label={say.inviteName} hint={say.inviteNameHint} autoComplete="off" optional />
      <Select name="role" label={say.role} options={offered} />
      {teams.length > 0 ? (
        <Select
          name="into"
          label={say.team}
          options={[{ value: "", label: say.noTeam }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      ) : null}
      <Button>{say.invite}</Button>
    </Form>
  );
}

interface OpenInvitationsProps {
  /** Where one is withdrawn. */
  to: string;
  invitations: Invitation[];
  zone: string;
  /** Whose mail has not gone out, by id. */
  unsent: Record<string, Unsent>;
  /** The key of the form that sends one again, where one may. */
  resendKey?: string;
}

export function OpenInvitations({ to, invitations, zone, unsent, resendKey }: OpenInvitationsProps) {
  if (invitations.length === 0) return <EmptyState title={say.noneOpenTitle}>{say.noneOpen}</EmptyState>;
  return (
    <DataTable
      caption={say.openCaption}
      quietCaption
      rows={invitations}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "email",
          label: say.email,
          names: true,
          cell: ({ id, email }) => {
            const why = unsent[id];
            return why ? (
              <>
                {email} <Soft>{say.unsent[why]}</Soft>
              </>
            ) : (
              email
            );
          },
        },
        { key: "name", label: say.name, cell: ({ name }) => name || <Soft>–</Soft> },
        { key: "role", label: say.role, cell: ({ role }) => (role ? roles[role] : say.justLearner) },
        { key: "team", label: say.team, cell: ({ team }) => team?.name ?? <Soft>–</Soft> },
        {
          key: "until",
          label: say.until,
          cell: ({ expiresAt }) => <Time at={expiresAt} zone={zone} show="date-time" />,
        },
        {
          key: "act",
          label: say.act,
          quiet: true,
          align: "end",
          cell: (invitation) => (
            <Actions>
              {resendKey ? <Resend to={to} formKey={resendKey} {...invitation} /> : null}
              <Withdraw to={to} {...invitation} />
            </Actions>
          ),
        },
      ]}
    />
  );
}

function Resend({ to, formKey, id, email }: Invitation & { to: string; formKey: string }) {
  return (
    <Form action={to} intent="resend" formKey={formKey} hidden={{ invitation: id }}>
      <Button kind="plain">
        {say.resend}
        <Quiet>{email}</Quiet>
      </Button>
    </Form>
  );
}

function Withdraw({ to, id, email }: Invitation & { to: string }) {
  return (
    <Form action={to} intent="withdraw" hidden={{ invitation: id }}>
      <Button kind="plain">
        {say.withdraw}
        <Quiet>{email}</Quiet>
      </Button>
    </Form>
  );
}
