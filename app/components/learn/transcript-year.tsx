import type { OutsideCertificate } from "#app/domain/outside-certificate.ts";
import type { TranscriptRecord, TranscriptYear } from "#app/domain/transcript.ts";
import { hoursInWords } from "#app/messages/amounts.ts";
import { lifetimeInWords } from "#app/messages/renewal.ts";
import { transcript as words } from "#app/messages/transcript.ts";
import { addresses } from "../addresses.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Section, Soft, Stack } from "../ui/layout.tsx";
import { Standing } from "../ui/standing.tsx";
import { Time } from "../ui/time.tsx";

/** One calendar year of a transcript: what was completed here with its sum, and apart what was recorded from elsewhere. */
export function TranscriptYearSection({ year, records, hours, outside, outsideHours }: TranscriptYear) {
  return (
    <Section heading={year}>
      <Stack>
        {records.length > 0 ? <Here year={year} records={records} hours={hours} /> : null}
        {outside.length > 0 ? <Elsewhere year={year} outside={outside} hours={outsideHours} /> : null}
      </Stack>
    </Section>
  );
}

function Here({ year, records, hours }: { year: string; records: TranscriptRecord[]; hours: number }) {
  return (
    <div>
      <DataTable
        caption={words.here(year)}
        rows={records}
        rowKey={({ id }) => id}
        columns={[
          { key: "title", label: words.course, names: true, cell: (row) => <Completed record={row} /> },
          { key: "at", label: words.completed, cell: (row) => <Time at={row.completedAt} zone={row.zone} /> },
          {
            key: "hours",
            label: words.hours,
            align: "end",
            cell: ({ hours, revokedAt, isIssuing }) => (revokedAt || isIssuing ? <s>{hours}</s> : hours),
          },
          {
            key: "see",
            label: words.see,
            quiet: true,
            align: "end",
            cell: ({ id }) => (
              <a className="on-screen" href={addresses.record(id)}>
                {words.see}
              </a>
            ),
          },
        ]}
      />
      <p className="sum">{words.sum(hoursInWords(hours))}</p>
    </div>
  );
}

function Completed({
  record: { title, version, code, isIssuing, revokedAt, lifetime, renewed },
}: {
  record: TranscriptRecord;
}) {
  return (
    <>
      <span data-course="">{title}</span>
      <br />
      <Soft>{words.release(version, code)}</Soft>
      {isIssuing ? (
        <>
          <br />
          <Standing tone="plain">{words.issuing}</Standing>
        </>
      ) : null}
      {revokedAt ? (
        <>
          <br />
          <Standing tone="late">{words.revoked}</Standing>
        </>
      ) : null}
      {lifetime && !revokedAt && !isIssuing ? (
        <>
          <br />
          <Soft>{lifetimeInWords(lifetime, renewed)}</Soft>
        </>
      ) : null}
    </>
  );
}

function Elsewhere({ year, outside, hours }: { year: string; outside: OutsideCertificate[]; hours: number }) {
  return (
    <div>
      <DataTable
        caption={words.elsewhere(year)}
        rows={outside}
        rowKey={({ id }) => id}
        columns={[
          { key: "title", label: words.course, names: true, cell: (row) => <Claimed certificate={row} /> },
          { key: "at", label: words.completed, cell: (row) => <Time at={noonOf(row.completedOn)} zone="UTC" /> },
          { key: "hours", label: words.hours, align: "end", cell: ({ hundredths }) => hundredths / 100 },
          {
            key: "change",
            label: words.change,
            quiet: true,
            align: "end",
            cell: ({ id }) => (
              <a className="on-screen" href={addresses.outside(id)}>
                {words.change}
              </a>
            ),
          },
        ]}
      />
      <p className="sum">{words.sumElsewhere(hoursInWords(hours))}</p>
    </div>
  );
}

function Claimed({ certificate: { title, provider, category, number, files } }: { certificate: OutsideCertificate }) {
  return (
    <>
      <span data-course="">{title}</span>
      <br />
      <Soft>
        <span data-course="">{[provider, category, number].filter(Boolean).join(", ")}</span>
      </Soft>
      <br />
      <Soft>{[words.notChecked, files > 0 ? words.outside.files(files) : ""].filter(Boolean).join(", ")}</Soft>
    </>
  );
}

/** A day of the calendar has no zone; at noon it is the same day wherever it is printed from. */
function noonOf(day: string): string {
  return `${day}T12:00:00.000Z`;
}
