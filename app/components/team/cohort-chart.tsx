import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import type { CohortMonth } from "#app/domain/team-report/cohort.ts";
import { teamReport as say } from "#app/messages/team-report.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Disclosure } from "../ui/disclosure.tsx";

const [width, height] = [640, 200];
const edge = { top: 12, right: 128, bottom: 28, left: 40 };

/** A cohort over twelve months as two lines, each named at its end; the same figures stand in a table. */
export function CohortChart({ months }: { months: CohortMonth[] }) {
  const x = scalePoint<string>()
    .domain(months.map(({ month }) => month))
    .range([edge.left, width - edge.right]);
  const most = Math.max(1, ...months.flatMap(({ assigned, done }) => [assigned, done]));
  const y = scaleLinear()
    .domain([0, most])
    .nice()
    .range([height - edge.bottom, edge.top]);
  const last = months.at(-1);
  const path = (of: "assigned" | "done") =>
    line<CohortMonth>(
      ({ month }) => x(month) ?? 0,
      (one) => y(one[of]),
    )(months) ?? "";
  const [assignedAt, doneAt] = apart(y(last?.assigned ?? 0), y(last?.done ?? 0));
  return (
    <>
      <svg className="cohort" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say.cohortLabel}>
        {y
          .ticks(4)
          .filter(Number.isInteger)
          .map((tick) => (
            <g key={tick}>
              <line
                x1={edge.left}
                x2={width - edge.right}
                y1={y(tick)}
                y2={y(tick)}
                stroke="currentColor"
                strokeOpacity="0.15"
              />
              <text x={edge.left - 8} y={y(tick) + 4} textAnchor="end" fontSize="12" fill="currentColor">
                {tick}
              </text>
            </g>
          ))}
        {months.map(({ month }, at) =>
          at % 3 === 2 ? (
            <text key={month} x={x(month) ?? 0} y={height - 8} textAnchor="middle" fontSize="12" fill="currentColor">
              {inWords(month, "short")}
            </text>
          ) : null,
        )}
        <path d={path("assigned")} fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="5 4" />
        <path d={path("done")} fill="none" stroke="currentColor" strokeWidth="2.5" />
        <text x={width - edge.right + 8} y={assignedAt + 4} fontSize="12" fill="currentColor">
          {`${say.assignedBy} ${last?.assigned ?? 0}`}
        </text>
        <text x={width - edge.right + 8} y={doneAt + 4} fontSize="12" fontWeight="600" fill="currentColor">
          {`${say.doneBy} ${last?.done ?? 0}`}
        </text>
      </svg>
      <Disclosure summary={say.cohortTable}>
        <DataTable
          caption={say.cohortLabel}
          rows={months}
          rowKey={({ month }) => month}
          columns={[
            { key: "month", label: say.month, names: true, cell: ({ month }) => inWords(month, "long") },
            { key: "assigned", label: say.assignedBy, align: "end", cell: ({ assigned }) => assigned },
            { key: "done", label: say.doneBy, align: "end", cell: ({ done }) => done },
          ]}
        />
      </Disclosure>
    </>
  );
}

/** Two names that would stand on each other are moved apart. */
function apart(one: number, other: number): [number, number] {
  const gap = 20 - Math.abs(one - other);
  if (gap <= 0) return [one, other];
  return one <= other ? [one - gap / 2, other + gap / 2] : [one + gap / 2, other - gap / 2];
}

function inWords(month: string, style: "short" | "long"): string {
  return new Intl.DateTimeFormat("en-GB", { month: style, year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-15T12:00:00.000Z`),
  );
}
