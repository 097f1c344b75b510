import type { ReportLine } from "#app/domain/team-report.ts";
import { teamReport as say } from "#app/messages/team-report.ts";
import { addresses } from "../addresses.ts";
import { StatusMark } from "../standing/status.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Soft } from "../ui/layout.tsx";
import { Time } from "../ui/time.tsx";

/** The lines of a report; days are the practice's, as in the CSV, with short months: eight columns stand beside each other. */
export function ReportTable({ lines, zone }: { lines: ReportLine[]; zone: string }) {
  const day = (at: string | null, of = zone) =>
    at === null ? null : (
      <span className="day">
        <Time at={at} zone={of} show="day" />
      </span>
    );
  return (
    <DataTable
      caption={say.caption}
      quietCaption
      rows={lines}
      rowKey={({ personId, courseId }) => `${personId}.${courseId}`}
      columns={[
        {
          key: "name",
          label: say.name,
          names: true,
          cell: ({ personId, name, teams }) => (
            <>
              <a href={addresses.pageAbout(personId)}>{name}</a>
              <br />
              <Soft>{teams.join("; ")}</Soft>
            </>
          ),
        },
        {
          key: "course",
          label: say.course,
          cell: ({ course, release }) => (
            <>
              <span data-course="">{course ?? say.courseGone}</span> <Soft>{release}</Soft>
            </>
          ),
        },
        { key: "status", label: say.status, cell: ({ status }) => <StatusMark status={status} /> },
        { key: "assigned", label: say.assigned, cell: ({ assignedAt }) => day(assignedAt) },
        { key: "due", label: say.due, cell: ({ dueOn }) => day(dueOn && `${dueOn}T12:00:00.000Z`, "UTC") },
        { key: "completed", label: say.completed, cell: ({ completedAt }) => day(completedAt) },
        { key: "hours", label: say.hours, align: "end", cell: ({ hours }) => hours },
        {
          key: "record",
          label: say.record,
          cell: ({ recordCode }) => (recordCode === null ? null : <span className="record-code">{recordCode}</span>),
        },
      ]}
    />
  );
}
