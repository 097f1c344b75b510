import type { CheckFault } from "#app/domain/course-check.ts";
import { author } from "#app/messages/author.ts";
import { DataTable } from "../ui/data-table.tsx";

const words = author.courses;

/** Faults as the check prints them: where, what, and how to mend it. */
export function FaultTable({ faults }: { faults: CheckFault[] }) {
  return (
    <DataTable
      caption={words.faults(faults.length)}
      quietCaption
      rows={faults}
      rowKey={({ path, line, column, id, message }) => `${path}:${line}:${column} ${id} ${message}`}
      columns={[
        {
          key: "place",
          label: words.place,
          names: true,
          cell: ({ path, line, column }) => <code>{`${path}:${line}:${column}`}</code>,
        },
        { key: "fault", label: words.fault, cell: ({ id, message }) => `${message} (${id})` },
        { key: "mend", label: words.mend, cell: ({ mend }) => mend },
      ]}
    />
  );
}
