import type { Preview, Reached } from "#app/domain/assignment/preview.ts";
import { assignments } from "#app/messages/assignments.ts";
import { standing } from "#app/messages/standing.ts";
import { dayInWords } from "../requests/request-sheet.tsx";
import { StatusMark } from "../standing/status.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Section, Soft, Stack } from "../ui/layout.tsx";

const words = assignments.preview;
const shown = 100;

/** Who would get what, who would not, and why. */
export function PreviewTables({ preview: { reached, missed, more } }: { preview: Preview }) {
  return (
    <Section heading={words.title}>
      <Stack>
        {reached.length === 0 ? <p>{words.nobody}</p> : <ReachedTable reached={reached} />}
        {missed.length > 0 ? (
          <DataTable
            caption={words.missed(missed.length + more)}
            rows={missed}
            rowKey={({ personId }) => personId}
            columns={[
              { key: "name", label: words.name, names: true, cell: (row) => <Named {...row} /> },
              { key: "why", label: words.why, cell: ({ why }) => words.reasons[why] },
            ]}
          />
        ) : null}
        {more > 0 ? <p>{words.more(more)}</p> : null}
      </Stack>
    </Section>
  );
}

function ReachedTable({ reached }: { reached: Reached[] }) {
  return (
    <>
      <DataTable
        caption={words.reached(reached.length)}
        rows={reached.slice(0, shown)}
        rowKey={({ personId }) => personId}
        columns={[
          { key: "name", label: words.name, names: true, cell: (row) => <Named {...row} /> },
          {
            key: "due",
            label: words.due,
            cell: ({ dueOn }) => <span className="day">{dueOn === null ? standing.noDueDate : dayInWords(dueOn)}</span>,
          },
          {
            key: "now",
            label: words.now,
            cell: (row) => (
              <>
                <StatusMark status={row.status} /> <Soft>{noteOf(row)}</Soft>
              </>
            ),
          },
        ]}
      />
      {reached.length > shown ? <p>{words.limit(shown)}</p> : null}
    </>
  );
}

function Named({ name, email }: { name: string; email: string }) {
  return (
    <>
      {name} <Soft>{email}</Soft>
    </>
  );
}

function noteOf({ status, presentDueOn }: Reached): string {
  if (status === "complete" || status === "excused" || status === "waived") return words.stays;
  if (presentDueOn !== null) return words.earlier(dayInWords(presentDueOn));
  return status === "assigned" || status === "overdue" ? words.has : "";
}
