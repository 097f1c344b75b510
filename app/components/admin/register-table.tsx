import type { RegisterLine } from "#app/domain/completion-record/register.ts";
import type { RecordState } from "#app/domain/verification.ts";
import { inFours } from "#app/messages/amounts.ts";
import { register as words } from "#app/messages/register.ts";
import { addresses } from "../addresses.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Soft } from "../ui/layout.tsx";
import { Standing } from "../ui/standing.tsx";
import { Time } from "../ui/time.tsx";

const tones = { valid: "good", replaced: "plain", revoked: "late", expired: "plain", withdrawn: "plain" } as const;

/** Records of the register, one a row, each by its name. */
export function RegisterTable({ lines, caption }: { lines: RegisterLine[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      quietCaption
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          label: words.name,
          names: true,
          cell: ({ id, name }) => <a href={addresses.registered(id)}>{name ?? words.noName}</a>,
        },
        { key: "course", label: words.course, cell: (line) => <Titled line={line} /> },
        { key: "at", label: words.completed, cell: ({ completedAt, zone }) => <Time at={completedAt} zone={zone} /> },
        { key: "hours", label: words.hours, align: "end", cell: ({ hours }) => hours },
        { key: "state", label: words.state, cell: ({ state }) => <State state={state} /> },
      ]}
    />
  );
}

function State({ state }: { state: Exclude<RecordState, "issuing"> }) {
  return <Standing tone={tones[state]}>{words.states[state]}</Standing>;
}

function Titled({ line: { title, version, code } }: { line: RegisterLine }) {
  return (
    <>
      <span data-course="">{title}</span>
      <br />
      <Soft>{words.release(version, inFours(code))}</Soft>
    </>
  );
}
