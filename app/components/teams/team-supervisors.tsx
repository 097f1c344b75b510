import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Choices } from "#app/components/ui/choices.tsx";
import { DataTable } from "#app/components/ui/data-table.tsx";
import { Disclosure } from "#app/components/ui/disclosure.tsx";
import { type Errors, Form, type Typed } from "#app/components/ui/form.tsx";
import { Quiet, Section, Soft } from "#app/components/ui/layout.tsx";
import { Standing } from "#app/components/ui/standing.tsx";
import { Time } from "#app/components/ui/time.tsx";
import type { Supervision } from "#app/domain/team/supervisor.ts";
import { team as say } from "#app/messages/teams.ts";

const words = say.supervisors;

interface TeamSupervisorsProps {
  to: string;
  supervisions: Supervision[];
  possible: { id: string; name: string }[];
  zone: string;
  /** Whether the team stands, so that it can be changed. */
  stands: boolean;
  refused: { errors: Errors; typed: Typed } | undefined;
}

/** Who supervises a team and who did, with dates, and the way to add several at once. */
export function TeamSupervisors({ to, supervisions, possible, zone, stands, refused }: TeamSupervisorsProps) {
  return (
    <Section heading={words.heading} id="supervisors">
      {supervisions.length === 0 ? (
        <p>
          <Standing tone="soon">{words.none}</Standing>
        </p>
      ) : (
        <DataTable
          caption={words.caption}
          quietCaption
          rows={supervisions}
          rowKey={({ personId, startedAt }) => `${personId} ${startedAt}`}
          columns={[
            {
              key: "name",
              label: say.name,
              names: true,
              cell: ({ personId, name }) => <a href={addresses.person(personId)}>{name}</a>,
            },
            { key: "since", label: say.since, cell: ({ startedAt }) => <Time at={startedAt} zone={zone} /> },
            {
              key: "until",
              label: say.until,
              cell: ({ endedAt }) => (endedAt ? <Time at={endedAt} zone={zone} /> : <Soft>{say.now}</Soft>),
            },
            {
              key: "act",
              label: words.act,
              quiet: true,
              align: "end",
              cell: (one) => (one.endedAt === null ? <End to={to} {...one} /> : null),
            },
          ]}
        />
      )}
      {stands ? (
        <Disclosure summary={words.add} open={refused !== undefined}>
          {possible.length === 0 ? (
            <p>{words.nobody}</p>
          ) : (
            <Form {...refused} action={to} intent="add-supervisors">
              <Choices
                name="supervisor"
                legend={words.legend}
                hint={words.hint}
                kind="many"
                choices={possible.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <Button kind="quiet">{words.add}</Button>
            </Form>
          )}
        </Disclosure>
      ) : null}
    </Section>
  );
}

function End({ to, personId, name }: Supervision & { to: string }) {
  return (
    <Form action={to} intent="end-supervisor" hidden={{ person: personId }}>
      <Button kind="plain">
        {words.end}
        <Quiet>{name}</Quiet>
      </Button>
    </Form>
  );
}
