import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Copyable } from "#app/components/ui/copyable.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Actions, Quiet, Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { TextArea } from "#app/components/ui/text-area.tsx";
import type { Role } from "#app/domain/actor.ts";
import { emailLink } from "#app/messages/account.ts";
import { roles, person as say } from "#app/messages/admin.ts";

interface ActProps {
  /** The person's own page, without what the address said of the act before. */
  to: string;
}

/** The roles a person has, each to be ended, and those they could have. */
export function PersonRoles({ to, held, grantable }: ActProps & { held: Role[]; grantable: readonly Role[] }) {
  const open = grantable.filter((role) => !held.includes(role));
  return (
    <Section heading={say.rolesHeading}>
      {held.length === 0 ? (
        <p>{say.noRoles}</p>
      ) : (
        <DataTable
          caption={say.rolesCaption}
          quietCaption
          rows={held}
          rowKey={(role) => role}
          columns={[
            { key: "role", label: say.role, names: true, cell: (role) => roles[role] },
            { key: "act", label: say.act, quiet: true, align: "end", cell: (role) => <EndRole to={to} role={role} /> },
          ]}
        />
      )}
      {open.length > 0 ? (
        <Form action={to} intent="grant">
          <Select name="role" label={say.role} options={open.map((role) => ({ value: role, label: roles[role] }))} />
          <Button kind="quiet">{say.grant}</Button>
        </Form>
      ) : null}
    </Section>
  );
}

function EndRole({ to, role }: { to: string; role: Role }) {
  return (
    <Form action={to} intent="end" hidden={{ role }}>
      <Button kind="plain">
        {say.endRole}
        <Quiet>{roles[role]}</Quiet>
      </Button>
    </Form>
  );
}

/** Makes the link by which the person sets a new password, and shows it once where no mail is sent. */
export function ResetLink({ to, email, link, formKey }: ActProps & { email: string; link?: string; formKey: string }) {
  return (
    <Section heading={say.resetHeading}>
      <p>{say.resetText}</p>
      {link ? (
        <Notice kind="done">
          <Copyable name="link" label={say.link} text={link} hint={say.linkHint(email)} />
        </Notice>
      ) : null}
      <Form action={to} intent="reset" formKey={formKey}>
        <Button kind="quiet">{say.reset}</Button>
      </Form>
      <p>
        <a href={`${to}/email`}>{emailLink.toHand}</a>
      </p>
    </Section>
  );
}

export function SigningOut({ to }: ActProps) {
  return (
    <Section heading={say.signOutHeading}>
      <p>{say.signOutText}</p>
      <Form action={to} intent="sign-out">
        <Button kind="quiet">{say.signOut}</Button>
      </Form>
    </Section>
  );
}

/** A form that was refused keeps the reason that was typed; why, the page says on top. */
export function Suspension({ to, refused }: ActProps & { refused?: { errors: Errors; typed: Typed } }) {
  const { form: _, ...errors } = refused?.errors ?? {};
  return (
    <Section heading={say.suspendHeading}>
      <p>{say.suspendText}</p>
      <Form errors={errors} typed={refused?.typed} action={to} intent="suspend">
        <TextArea name="reason" label={say.reason} hint={say.reasonHint} rows={2} optional />
        <Button kind="danger">{say.suspend}</Button>
      </Form>
      <p>
        <a href={`${to}/leaving`}>{say.leaving}</a>
      </p>
    </Section>
  );
}

export function Erasing({ to }: ActProps) {
  return (
    <Section heading={say.eraseHeading}>
      <p>{say.eraseText}</p>
      <Actions>
        <ButtonLink to={`${to}/erase`} kind="quiet">
          {say.toErase}
        </ButtonLink>
      </Actions>
    </Section>
  );
}

export function Restoration({ to }: ActProps) {
  return (
    <Section heading={say.restoreHeading}>
      <p>{say.restoreText}</p>
      <Form action={to} intent="restore">
        <Button kind="quiet">{say.restore}</Button>
      </Form>
    </Section>
  );
}
