import type { CourseCheck } from "#app/domain/course-check.ts";
import { author } from "#app/messages/author.ts";
import { addresses } from "../addresses.ts";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Soft, Stack } from "../ui/layout.tsx";
import { Standing } from "../ui/standing.tsx";
import { formatTime, Time } from "../ui/time.tsx";
import { FaultTable } from "./fault-table.tsx";

interface CourseCheckCardProps {
  check: CourseCheck;
  zone: string;
  /** Where the working copy can be seen; not given where it cannot. */
  preview?: string;
}

const words = author.courses;

/** One course folder: its last check, its faults, its releases. */
export function CourseCheckCard({ check, zone, preview }: CourseCheckCardProps) {
  const { folder, faults, checkedAt, title } = check;
  return (
    <Card heading={title ?? words.folder(folder)} kicker={title === null ? undefined : words.folder(folder)}>
      <Stack>
        <p>
          <Standing tone={faults.length > 0 ? "late" : "good"}>
            {faults.length > 0 ? words.faults(faults.length) : words.good}
          </Standing>{" "}
          <Soft>{words.checked(formatTime({ at: checkedAt, zone, show: "date-time" }))}</Soft>
        </p>
        {faults.length > 0 ? <FaultTable faults={faults} /> : null}
        <Releases check={check} zone={zone} />
        {check.courseId && check.releases.length > 0 ? (
          <p>
            <a href={addresses.statistics(check.courseId)}>{words.statistics}</a>
            {" · "}
            <a href={addresses.evaluations(check.courseId)}>{words.evaluations}</a>
            {" · "}
            <a href={addresses.syllabi(check.courseId)}>{words.syllabi}</a>
          </p>
        ) : null}
        {preview ? (
          <p>
            <a href={preview}>{words.preview}</a>
          </p>
        ) : null}
      </Stack>
    </Card>
  );
}

function Releases({ check: { releases }, zone }: Pick<CourseCheckCardProps, "check" | "zone">) {
  if (releases.length === 0) return <p>{words.noRelease}</p>;
  return (
    <DataTable
      caption={words.releases}
      rows={releases}
      rowKey={({ id }) => id}
      columns={[
        { key: "version", label: words.version, names: true, cell: ({ version }) => version },
        {
          key: "at",
          label: words.published,
          cell: ({ publishedAt }) => <Time at={publishedAt} zone={zone} show="date-time" />,
        },
        { key: "by", label: words.by, cell: ({ publishedBy }) => publisher(publishedBy) },
        { key: "hash", label: words.hash, cell: ({ hash }) => <code>{hash.slice(0, 16)}</code> },
      ]}
    />
  );
}

function publisher(publishedBy: string): string {
  if (publishedBy === "start") return words.byStart;
  return publishedBy === "cli" ? words.byCli : words.byPerson;
}
