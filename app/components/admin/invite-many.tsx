import { addresses } from "#app/components/addresses.ts";
import { ImportLines } from "#app/components/admin/people-import.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { TextArea } from "#app/components/ui/text-area.tsx";
import type { InvitedMany, Look } from "#app/domain/invitation/many.ts";
import { inviteMany as say } from "#app/messages/people-import.ts";

interface PasteFormProps {
  teams: { id: string; name: string }[];
  /** Whether it may be none, which is an administrator's to choose. */
  mayBeNone: boolean;
  refused: { errors: Errors; typed: Typed } | undefined;
}

/** Where addresses are pasted; looking does nothing. */
export function PasteForm({ teams, mayBeNone, refused }: PasteFormProps) {
  const options = [
    ...(mayBeNone ? [{ value: "", label: say.noTeam }] : []),
    ...teams.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Form {...refused} action={addresses.inviteMany} intent="look">
      <TextArea name="list" label={say.list} hint={say.listHint} rows={8} />
      <Select name="team" label={say.team} options={options} />
      <Button kind="quiet">{say.look}</Button>
    </Form>
  );
}

/** What each line would do, and the button that does it. */
export function PasteLook({ look, typed, formKey }: { look: Look; typed: Typed; formKey: string }) {
  const count = (result: string) => look.rows.filter(({ verdict }) => verdict.result === result).length;
  const counts = { invited: count("invited"), changed: count("changed"), unchanged: 0, refused: 0 };
  const [list, team] = [String(typed.list ?? ""), String(typed.team ?? "")];
  return (
    <Section heading={say.wouldHeading}>
      <ImportLines rows={look.rows} caption={say.wouldHeading} />
      {counts.invited + counts.changed > 0 ? (
        <Form
          action={addresses.inviteMany}
          intent="confirm"
          formKey={formKey}
          hidden={{ list, team, seen: look.seen }}
          label={say.wouldHeading}
        >
          <Button>{say.confirm(counts)}</Button>
        </Form>
      ) : (
        <p>{say.nothing}</p>
      )}
    </Section>
  );
}

/** What was done: the links once, where no mail carries them, and the lines that are left to be mended. */
export function PasteOutcome({ done, links }: { done: InvitedMany; links: { email: string; link: string }[] }) {
  const { invited, changed, refused } = done;
  return (
    <Stack>
      <Notice kind="done">{say.done(invited.length, changed)}</Notice>
      {links.length > 0 ? (
        <>
          <p>{say.linksHint}</p>
          <DataTable
            caption={say.linksCaption}
            rows={links}
            rowKey={({ email }) => email}
            columns={[
              { key: "email", label: say.list, names: true, cell: ({ email }) => email },
              { key: "link", label: say.link, cell: ({ link }) => <code>{link}</code> },
            ]}
          />
        </>
      ) : invited.length > 0 ? (
        <p>{say.byMail}</p>
      ) : null}
      {refused.length > 0 ? (
        <Section heading={say.refusedHeading}>
          <p>{say.refusedText}</p>
          <ImportLines rows={refused} caption={say.refusedHeading} />
        </Section>
      ) : null}
    </Stack>
  );
}
