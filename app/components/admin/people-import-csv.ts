import { toCsv } from "#app/components/csv.ts";
import type { Verdict } from "#app/domain/people-import/judging.ts";
import type { listRefusedLines } from "#app/domain/people-import/kept-rows.ts";
import type { ImportLink } from "#app/domain/people-import/links.ts";
import { peopleImport as say, sayVerdict } from "#app/messages/people-import.ts";

/**
 * The refused lines in the columns of their file, with line and reason; formulas are defused. A line whose cells cannot
 * be told apart comes back whole, in a column of its own.
 */
export function refusedAsCsv({
  columns,
  written,
  lines,
}: NonNullable<Awaited<ReturnType<typeof listRefusedLines>>>): string {
  const isBroken = lines.some(({ verdict }) => rawOf(verdict) !== "");
  const rows = lines.map(({ line, cells, verdict }) => [
    ...columns.map((column) => cells[column]),
    String(line),
    sayVerdict(verdict).join(" "),
    ...(isBroken ? [rawOf(verdict)] : []),
  ]);
  const heading = [...columns, say.line.toLowerCase(), say.reason, ...(isBroken ? [say.asSent] : [])];
  return toCsv([heading, ...rows], written.delimiter);
}

function rawOf(verdict: Verdict): string {
  if (verdict.result !== "refused") return "";
  return verdict.faults.map((fault) => (fault.fault === "quotes" ? fault.raw : "")).join("");
}

/** Whom an import has invited, each with a link that was made for this file. */
export function linksAsCsv(links: ImportLink[], { url, delimiter }: { url: string; delimiter: string }): string {
  const { name, email, link, until } = say.linksFile;
  const rows = links.map((one) => [one.name, one.email, `${url}/invitation/${one.token}`, one.expiresAt]);
  return toCsv([[name, email, link, until], ...rows], delimiter);
}
