import type { Roster } from "#app/domain/reporting.ts";
import { evidence } from "#app/messages/evidence.ts";
import { toCsv } from "../csv.ts";

const { columns, withheld: inWords } = evidence.roster;

/** The roster as boards ask for it (CE-33). The tracking number is the board's own: it stands empty, to be filled in. */
export function rosterAsCsv({ rows, withheld }: Roster): string {
  const { provider, course, tracking, completed, licence, jurisdiction, last, first, hours, due, record } = columns;
  const lines = rows.map((row) => [
    ...[row.providerNumbers.join("; "), row.course, "", row.completedOn, row.licenceNumber, row.jurisdiction],
    ...[row.lastName, row.firstName, String(row.hours), row.dueOn, row.code],
  ]);
  const rest = withheld > 0 ? [[inWords(withheld), ...Array.from({ length: 10 }, () => "")]] : [];
  const head = [provider, course, tracking, completed, licence, jurisdiction, last, first, hours, due, record];
  return toCsv([head, ...lines, ...rest]);
}
