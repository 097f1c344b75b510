import type { CourseAbout, PageAbout } from "#app/domain/page-about.ts";
import { inFours } from "#app/messages/amounts.ts";
import { assignments } from "#app/messages/assignments.ts";
import { pageAbout as say } from "#app/messages/page-about.ts";
import { addresses } from "../addresses.ts";
import { ConcessionText } from "../assignments/concessions.tsx";
import { dayInWords } from "../requests/request-sheet.tsx";
import { ReasonList } from "../standing/reasons.tsx";
import { StatusMark } from "../standing/status.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Definition } from "../ui/definition.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Actions, Quiet, Section, Soft, Stack } from "../ui/layout.tsx";
import { formatTime, Time } from "../ui/time.tsx";
import { SignOffTable } from "./given-sign-offs.tsx";

interface AboutPersonProps {
  about: PageAbout;
  /** The practice's, for everybody: so that the person reads the very dates that others read. */
  zone: string;
  /** Without the ways to act, which lead nowhere for the person themselves; every other word is the same. */
  isMirror?: boolean;
}

/** All that others see of a learner. The same component shows it to them and to the learner. */
export function AboutPerson({ about, zone, isMirror = false }: AboutPersonProps) {
  const { person, teams, courses } = about;
  return (
    <div data-about={person.id}>
      <Stack gap="large">
        <Definition
          entries={[
            { term: say.email, detail: person.email },
            ...(teams.length > 0 ? [{ term: say.teams, detail: teams.join(", ") }] : []),
          ]}
        />
        {courses.length === 0 ? <EmptyState title={say.none}>{say.noneText}</EmptyState> : null}
        {courses.map((course) => (
          <Section key={course.id} heading={course.title ?? say.courseGone}>
            <Standing course={course} about={about} zone={zone} />
            {isMirror ? null : <Acts course={course} about={about} />}
          </Section>
        ))}
        {about.as === "supervisor" ? <Shared about={about} zone={zone} isMirror={isMirror} /> : null}
      </Stack>
    </div>
  );
}

function Standing({ course, about, zone }: { course: CourseAbout; about: PageAbout; zone: string }) {
  const { status, reasons, concessions } = course;
  return (
    <Stack>
      <p>
        <StatusMark status={status} />
      </p>
      <Definition entries={datesOf(course, zone)} />
      <Disclosure summary={status === "complete" ? say.whyDone : say.why} open={status === "overdue"}>
        <ReasonList reasons={reasons} told={{ self: false, name: about.person.name }} zone={zone} />
      </Disclosure>
      {concessions.length > 0 ? <h3>{assignments.person.standing}</h3> : null}
      {concessions.map((concession) => (
        <div key={concession.id}>
          <ConcessionText concession={concession} zone={zone} />
        </div>
      ))}
      <Records course={course} about={about} zone={zone} />
      <SignOffs course={course} zone={zone} />
    </Stack>
  );
}

function datesOf({ assignedAt, dueOn, enrolledAt, completedAt }: CourseAbout, zone: string) {
  const entry = (term: string, at: string | null) =>
    at === null ? [] : [{ term, detail: <Time at={at} zone={zone} /> }];
  const due = assignedAt === null ? [] : [{ term: say.due, detail: dueOn === null ? say.noDue : dayInWords(dueOn) }];
  return [
    ...entry(say.assigned, assignedAt),
    ...due,
    ...entry(say.joined, enrolledAt),
    ...entry(say.completed, completedAt),
  ];
}

/** The number leads to what its record says to everybody who has it. */
function Records({ course: { records }, about, zone }: { course: CourseAbout; about: PageAbout; zone: string }) {
  if (records.length === 0) return null;
  const words = say.records;
  return (
    <DataTable
      caption={words.caption}
      rows={records}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "code",
          label: words.code,
          names: true,
          cell: ({ code }) => (
            <a href={addresses.verification(code)}>
              {inFours(code)}
              <Quiet>{say.of(about.person.name)}</Quiet>
            </a>
          ),
        },
        { key: "completed", label: words.completed, cell: ({ completedAt }) => <Time at={completedAt} zone={zone} /> },
        { key: "hours", label: words.hours, align: "end", cell: ({ hours }) => say.hours(hours) },
        {
          key: "holds",
          label: words.holds,
          cell: ({ revokedAt, expiresOn }) => {
            if (revokedAt !== null) return words.revoked(formatTime({ at: revokedAt, zone }));
            return expiresOn === null ? words.forGood : words.until(dayInWords(expiresOn));
          },
        },
      ]}
    />
  );
}

function SignOffs({ course: { signOffs, awaitsSignOff }, zone }: { course: CourseAbout; zone: string }) {
  if (signOffs.length === 0 && !awaitsSignOff) return null;
  return (
    <>
      <h3>{say.signOff.heading}</h3>
      {signOffs.length > 0 ? (
        <SignOffTable given={signOffs} zone={zone} />
      ) : (
        <p>
          <Soft>{say.signOff.none}</Soft>
        </p>
      )}
    </>
  );
}

/** What this onlooker may do about one course. */
function Acts({ course: { id, title, isAsked, awaitsSignOff }, about }: { course: CourseAbout; about: PageAbout }) {
  const isSupervisor = about.as === "supervisor";
  const { id: person } = about.person;
  if (!isAsked && !(awaitsSignOff && isSupervisor)) return null;
  const assigned = isSupervisor ? addresses.teamAssignedPerson(person, id) : addresses.assignedPerson(person, id);
  const which = <Quiet>{say.of(title ?? say.courseGone)}</Quiet>;
  return (
    <Actions>
      {isAsked && title !== null ? (
        <a href={assigned}>
          {isSupervisor ? say.letOff : say.letOffAll}
          {which}
        </a>
      ) : null}
      {awaitsSignOff && isSupervisor ? (
        <a href={addresses.signOff(person, id)}>
          {say.signOff.act}
          {which}
        </a>
      ) : null}
    </Actions>
  );
}

function Shared({ about: { shared }, zone, isMirror }: { about: PageAbout; zone: string; isMirror: boolean }) {
  const words = say.shared;
  const read = { key: "act", label: words.read, quiet: true, align: "end" } as const;
  return (
    <Section heading={words.heading}>
      {shared.length === 0 ? (
        <p>
          <Soft>{words.none}</Soft>
        </p>
      ) : (
        <DataTable
          caption={words.caption}
          quietCaption
          rows={shared}
          rowKey={({ id }) => id}
          columns={[
            { key: "course", label: words.course, names: true, cell: ({ title }) => title ?? say.courseGone },
            {
              key: "since",
              label: words.since,
              cell: ({ sharedAt }) => <Time at={sharedAt} zone={zone} show="date-time" />,
            },
            {
              key: "opened",
              label: words.opened,
              cell: ({ openedAt }) =>
                openedAt ? <Time at={openedAt} zone={zone} show="date-time" /> : <Soft>{words.notYet}</Soft>,
            },
            ...(isMirror
              ? []
              : [{ ...read, cell: ({ id }: { id: string }) => <a href={addresses.sharedCopy(id)}>{words.read}</a> }]),
          ]}
        />
      )}
    </Section>
  );
}
