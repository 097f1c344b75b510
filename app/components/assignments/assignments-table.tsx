import type { ListedAssignment } from "#app/domain/assignment/listing.ts";
import { assignments as say } from "#app/messages/assignments.ts";
import { dueInWords } from "#app/messages/standing.ts";
import { dayInWords } from "../requests/request-sheet.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Time } from "../ui/time.tsx";

interface AssignmentsTableProps {
  assignments: ListedAssignment[];
  titles: Record<string, string>;
  zone: string;
  /** Where one assignment has its page. */
  to: (assignment: string) => string;
}

/** Assignments, the newest first. */
export function AssignmentsTable({ assignments, titles, zone, to }: AssignmentsTableProps) {
  return (
    <DataTable
      caption={say.caption}
      quietCaption
      rows={assignments}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "course",
          label: say.course,
          names: true,
          cell: ({ id, courseId }) => <a href={to(id)}>{titles[courseId] ?? say.courseGone}</a>,
        },
        { key: "to", label: say.to, cell: circleInWords },
        { key: "due", label: say.due, cell: ({ due }) => dueInWords(due, dayInWords) },
        { key: "people", label: say.people, align: "end", cell: ({ people }) => people },
        { key: "by", label: say.by, cell: ({ by }) => by },
        {
          key: "on",
          label: say.on,
          cell: ({ assignedAt }) => (
            <span className="day">
              <Time at={assignedAt} zone={zone} />
            </span>
          ),
        },
      ]}
    />
  );
}

/** Whom an assignment is for: a name, or a circle as such. */
export function circleInWords({ target, to }: Pick<ListedAssignment, "target" | "to">): string {
  if (target.kind === "person") return to ?? "";
  const parts = [to === null ? "" : say.team(to), target.profession === null ? "" : say.profession(target.profession)];
  return parts.filter((part) => part !== "").join(", ");
}
