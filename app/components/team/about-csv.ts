import { dayIn } from "#app/domain/calendar.ts";
import type { CourseAbout, PageAbout, RecordAbout } from "#app/domain/page-about.ts";
import { toCsv } from "../csv.ts";

const columns = [
  "name",
  "email",
  "course",
  "status",
  "assigned_on",
  "due_on",
  "joined_on",
  "completed_on",
  "hours",
  "record_code",
  "valid_until",
  "revoked_on",
];

/**
 * The page about a person as a table for other programs: a line for each record, and one for each course that has none.
 * Status by its name in the program, days in the practice's zone; what is not known is empty.
 */
export function pageAboutAsCsv({ person, courses }: PageAbout, zone: string): string {
  const rows = courses.flatMap((course) => {
    const records = course.records.length > 0 ? course.records : [undefined];
    return records.map((record) => [person.name, person.email, ...cellsOf(course, record, zone)]);
  });
  return toCsv([columns, ...rows]);
}

function cellsOf(course: CourseAbout, record: RecordAbout | undefined, zone: string): string[] {
  const day = (at: string | null | undefined) => (at ? dayIn(at, zone) : "");
  return [
    ...[course.title ?? course.id, course.status, day(course.assignedAt), course.dueOn ?? "", day(course.enrolledAt)],
    ...[day(record?.completedAt), record ? String(record.hours) : "", record?.code ?? ""],
    ...[record?.expiresOn ?? "", day(record?.revokedAt)],
  ];
}
