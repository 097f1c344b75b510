import { dayIn } from "#app/domain/calendar.ts";
import type { TranscriptYear } from "#app/domain/transcript.ts";
import { transcript } from "#app/messages/transcript.ts";
import { toCsv } from "../csv.ts";

const { columns, kinds, standing } = transcript;

/** A transcript as comma-separated values: one row for each record, then one for each that was recorded from elsewhere. */
export function transcriptAsCsv(years: TranscriptYear[]): string {
  const head = Object.values(columns);
  const here = years.flatMap(({ records }) =>
    records.map(
      ({ title, provider, completedAt, zone, hours, category, version, code, isIssuing, revokedAt, lifetime }) => [
        ...[
          isIssuing ? kinds.issuing : revokedAt ? kinds.revoked : kinds.here,
          title,
          provider,
          dayIn(completedAt, zone),
          zone,
        ],
        // A table is summed by whoever opens it.
        ...[revokedAt || isIssuing ? "0" : String(hours), category, version, code],
        ...[lifetime?.expiresOn ?? "", standing[lifetime?.state ?? "valid"]],
      ],
    ),
  );
  const elsewhere = years.flatMap(({ outside }) =>
    outside.map(({ title, provider, completedOn, hundredths, category, number }) => [
      ...[kinds.elsewhere, title, provider, completedOn, ""],
      ...[String(hundredths / 100), category, "", number, "", ""],
    ]),
  );
  return toCsv([head, ...here, ...elsewhere]);
}
