import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Choices } from "#app/components/ui/choices.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Quiet, Section, Stack } from "#app/components/ui/layout.tsx";
import { Time } from "#app/components/ui/time.tsx";
import type { Candidate } from "#app/domain/team/candidate.ts";
import type { Membership } from "#app/domain/team/member.ts";
import { team as say } from "#app/messages/teams.ts";

const words = say.members;

interface TeamMembersProps {
  to: string;
  members: Membership[];
  zone: string;
  /** Whether the team stands, so that it can be changed. */
  stands: boolean;
}

/** Who is in a team, since when, and the way to take each out. */
export function TeamMembers({ to, members, zone, stands }: TeamMembersProps) {
  return (
    <Section heading={words.heading} id="members">
      {members.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <DataTable
          caption={words.caption}
          quietCaption
          rows={members}
          rowKey={({ personId }) => personId}
          columns={[
            {
              key: "name",
              label: say.name,
              names: true,
              cell: ({ personId, name }) => <a href={addresses.person(personId)}>{name}</a>,
            },
            { key: "email", label: say.email, cell: ({ email }) => email },
            { key: "since", label: say.since, cell: ({ startedAt }) => <Time at={startedAt} zone={zone} /> },
            {
              key: "act",
              label: words.act,
              quiet: true,
              align: "end",
              cell: (one) => (stands ? <TakeOut to={to} {...one} /> : null),
            },
          ]}
        />
      )}
    </Section>
  );
}

function TakeOut({ to, personId, name }: Membership & { to: string }) {
  return (
    <Form action={to} intent="end-member" hidden={{ person: personId }}>
      <Button kind="plain">
        {words.end}
        <Quiet>{name}</Quiet>
      </Button>
    </Form>
  );
}

interface MemberSearchProps {
  to: string;
  /** What was searched for; "" for everybody. */
  find: string;
  candidates: Candidate[];
  more: boolean;
  refused: { errors: Errors; typed: Typed } | undefined;
}

/** People outside the team, to be found by name and added several at once. */
export function MemberSearch({ to, find, candidates, more, refused }: MemberSearchProps) {
  return (
    <Disclosure summary={words.addHeading} open={refused !== undefined || find !== ""}>
      <Stack>
        <Form action={`${to}#members`} method="get" inline label={words.search}>
          <Field name="find" label={words.find} type="search" value={find} optional spellCheck={false} />
          <Button kind="quiet">{words.search}</Button>
        </Form>
        {candidates.length === 0 ? (
          <p>{find ? words.notFound : words.nobody}</p>
        ) : (
          <Form {...refused} action={to} intent="add-members" hidden={{ find }}>
            <Choices
              name="member"
              legend={words.legend}
              hint={more ? words.more(candidates.length) : undefined}
              kind="many"
              choices={candidates.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
            />
            <Button kind="quiet">{words.add}</Button>
          </Form>
        )}
      </Stack>
    </Disclosure>
  );
}
