import type { ListedAssignment } from "#app/domain/assignment/listing.ts";
import type { PersonStanding } from "#app/domain/standing.ts";
import { assignments as say } from "#app/messages/assignments.ts";
import { dueInWords, standing } from "#app/messages/standing.ts";
import { dayInWords } from "../requests/request-sheet.tsx";
import { StatusMark } from "../standing/status.tsx";
import { Button } from "../ui/button.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Definition } from "../ui/definition.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { type Errors, Form, type Typed } from "../ui/form.tsx";
import { Section, Stack } from "../ui/layout.tsx";
import { Notice } from "../ui/notice.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { formatTime, Time } from "../ui/time.tsx";
import { circleInWords } from "./assignments-table.tsx";
import { DueFields } from "./due-fields.tsx";

const words = say.one;

interface AssignmentSheetProps {
  assignment: ListedAssignment;
  people: PersonStanding[];
  pages: { previous?: string; next?: string };
  zone: string;
  /** Where one of its people has a page about this course. */
  personTo: (person: string) => string;
  refused?: { errors: Errors; typed: Typed };
}

/** One assignment: what it asks, who has it and where they stand, and its date and end for who may change them. */
export function AssignmentSheet({ assignment, people, pages, zone, personTo, refused }: AssignmentSheetProps) {
  const { due, by, assignedAt, endedAt, isTheirs, version } = assignment;
  return (
    <Stack gap="large">
      {endedAt ? <Notice>{words.hasEnded(formatTime({ at: endedAt, zone }))}</Notice> : null}
      <Definition
        entries={[
          { term: say.to, detail: circleInWords(assignment) },
          { term: say.due, detail: dueInWords(due, dayInWords) },
          { term: say.by, detail: by },
          { term: say.on, detail: <Time at={assignedAt} zone={zone} /> },
        ]}
      />
      <Section heading={words.heading}>
        {people.length === 0 ? <p>{words.nobody}</p> : <PeopleTable people={people} personTo={personTo} />}
        <Pagination
          label={words.heading}
          newer={pages.previous ? { to: pages.previous, label: words.previous } : undefined}
          older={pages.next ? { to: pages.next, label: words.next } : undefined}
        />
      </Section>
      {isTheirs ? (
        <>
          <Section heading={words.change}>
            <Form intent="change" hidden={{ version: String(version) }} {...refused}>
              <DueFields due={due} />
              <Button>{words.save}</Button>
            </Form>
          </Section>
          <Disclosure summary={words.end}>
            <Form intent="end">
              <p>{words.endText}</p>
              <Button kind="danger">{words.end}</Button>
            </Form>
          </Disclosure>
        </>
      ) : null}
      {isTheirs || endedAt ? null : <p>{words.notYours}</p>}
    </Stack>
  );
}

function PeopleTable({ people, personTo }: { people: PersonStanding[]; personTo: (person: string) => string }) {
  return (
    <DataTable
      caption={words.heading}
      quietCaption
      rows={people}
      rowKey={({ personId }) => personId}
      columns={[
        {
          key: "name",
          label: say.preview.name,
          names: true,
          cell: ({ personId, name }) => <a href={personTo(personId)}>{name}</a>,
        },
        { key: "status", label: words.status, cell: ({ status }) => <StatusMark status={status} /> },
        {
          key: "due",
          label: say.due,
          cell: ({ dueOn }) => (dueOn === null ? standing.noDueDate : dayInWords(dueOn)),
        },
      ]}
    />
  );
}
