import type { ReactNode } from "react";
import type { Bucket } from "#app/domain/team/bucket.ts";
import type { List, TodayLine } from "#app/domain/team/today.ts";
import { dayInWords } from "#app/messages/amounts.ts";
import { teamToday as say } from "#app/messages/team-today.ts";
import { addresses } from "../addresses.ts";
import { Button } from "../ui/button.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { Quiet, Soft } from "../ui/layout.tsx";
import { Standing } from "../ui/standing.tsx";
import { Time } from "../ui/time.tsx";

/** A line with what a page knows beside it. */
export interface ShownLine extends TodayLine {
  course: string;
  mayNudge: boolean;
}

interface TodayTableProps {
  list: List;
  lines: ShownLine[];
  zone: string;
}

const tones = { overdue: "late", inactive: "soon", "never-begun": "soon", soon: "plain", done: "good" } as const;

/** The form of the page to which every nudge button belongs. */
export const nudgeForm = "nudge";

/** One list of Team today: who, in which course, how it stands, and a nudge where one may. */
export function TodayTable({ list, lines, zone }: TodayTableProps) {
  const columns: Column<ShownLine>[] = [
    {
      key: "name",
      label: say.name,
      names: true,
      cell: ({ personId, name }) => <a href={addresses.pageAbout(personId)}>{name}</a>,
    },
    { key: "course", label: say.course, cell: ({ course }) => <span data-course="">{course}</span> },
    { key: "standing", label: say.standing, cell: (line) => <Where line={line} zone={zone} /> },
  ];
  const nudge: Column<ShownLine> = {
    key: "nudge",
    label: say.nudge,
    quiet: true,
    align: "end",
    cell: (line) => <NudgeButton line={line} zone={zone} />,
  };
  return (
    <DataTable
      caption={say.lists[list]}
      quietCaption
      rows={lines}
      rowKey={({ personId, courseId }) => `${personId}.${courseId}`}
      columns={list === "done" ? columns : [...columns, nudge]}
    />
  );
}

function Where({ line, zone }: { line: ShownLine; zone: string }) {
  return (
    <>
      <Standing tone={tones[line.bucket]}>{say.buckets[line.bucket]}</Standing>{" "}
      <Soft>
        <When line={line} zone={zone} />
      </Soft>
    </>
  );
}

function When({ line: { bucket, dueOn, assignedAt, lastAt, completedAt }, zone }: { line: ShownLine; zone: string }) {
  const day = (at: string | null) => (at === null ? say.noDay : <Time at={at} zone={zone} />);
  const words: Record<Bucket, () => ReactNode> = {
    overdue: () => (dueOn === null ? null : say.dueOn(dayInWords(dueOn))),
    soon: () => (dueOn === null ? null : say.dueBy(dayInWords(dueOn))),
    inactive: () =>
      lastAt === null ? null : (
        <>
          {say.lastActive} {day(lastAt)}
        </>
      ),
    "never-begun": () => (
      <>
        {say.assigned} {day(assignedAt)}
      </>
    ),
    done: () => day(completedAt),
  };
  return words[bucket]();
}

function NudgeButton({ line, zone }: { line: ShownLine; zone: string }) {
  const { personId, courseId, name, course, nudgedAt, mayNudge } = line;
  if (!mayNudge && nudgedAt !== null)
    return (
      <Soft>
        {say.nudged} <Time at={nudgedAt} zone={zone} />
      </Soft>
    );
  return (
    <Button kind="quiet" form={nudgeForm} name="place" value={`${personId}.${courseId}`}>
      {say.nudge}
      <Quiet>{say.nudgeOf(name, course)}</Quiet>
    </Button>
  );
}
