import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Copyable } from "#app/components/ui/copyable.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Actions, Quiet, Section } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { TextArea } from "#app/components/ui/text-area.tsx";
import type { StandingRole } from "#app/domain/actor.ts";
import { emailLink } from "#app/messages/account.ts";
import { roles, person as say } from "#app/messages/admin.ts";
import { invitationsEnd, type RoleEnd, roleEnd } from "#app/messages/leaving.ts";

interface ActProps {
  /** The person's own page, without what the address said of the act before. */
  to: string;
}

/** The roles a person has, each to be ended, and those they could have; of one that is to end first what goes with it. */
export function PersonRoles({
  to,
  held,
  grantable,
  ending,
}: ActProps & { held: StandingRole[]; grantable: readonly StandingRole[]; ending: RoleEnd | null }) {
  const open = grantable.filter((role) => !held.includes(role));
  return (
    <Section heading={say.rolesHeading} id="roles">
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
            {
              key: "act",
              label: say.act,
              quiet: true,
              align: "end",
              cell: (role) => (
                <ButtonLink to={`${to}?end=${role}#roles`} kind="plain">
                  {say.endRole}
                  <Quiet>{roles[role]}</Quiet>
                </ButtonLink>
              ),
            },
          ]}
        />
      )}
      {ending ? <EndingRole to={to} ending={ending} /> : null}
      {open.length > 0 && !ending ? (
        <Form action={to} intent="grant">
          <Select name="role" label={say.role} options={open.map((role) => ({ value: role, label: roles[role] }))} />
          <Button kind="quiet">{say.grant}</Button>
        </Form>
      ) : null}
    </Section>
  );
}

function EndingRole({ to, ending }: ActProps & { ending: RoleEnd }) {
  return (
    <>
      <h3>{roleEnd.heading(ending.role)}</h3>
      <ul>
        {roleEnd.ends(ending).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Actions>
        <Form action={to} intent="end" hidden={{ role: ending.role }}>
          <Button kind="danger">{roleEnd.end}</Button>
        </Form>
        <ButtonLink to={to} kind="quiet">
          {roleEnd.keep}
        </ButtonLink>
      </Actions>
    </>
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
export function Suspension({
  to,
  invitations,
  refused,
}: ActProps & { invitations: number; refused?: { errors: Errors; typed: Typed } }) {
  const { form: _, ...errors } = refused?.errors ?? {};
  return (
    <Section heading={say.suspendHeading}>
      <p>
        {say.suspendText} {invitations > 0 ? invitationsEnd(invitations) : null}
      </p>
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
