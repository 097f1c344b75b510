import { normaliseEmail } from "../person.ts";
import { emailSpelling, isFormula, visibleText } from "../spelling.ts";
import { type Cells, type Column, cellsOf, columns, noCells } from "./columns.ts";
import type { Table } from "./table.ts";

/** What is wrong with a line whoever there is. */
export type RowFault =
  | { fault: "quotes"; raw: string }
  | { fault: "more-cells" | "email-missing" | "email-unlike" | "date-unlike" | "licence-half" }
  | { fault: "formula" | "unseen" | "too-long"; column: Column }
  | { fault: "same-address" | "same-external-id"; line: number };

/** A line as it is read: with the address in its normal form and days as YYYY-MM-DD. */
export interface Row {
  line: number;
  cells: Cells;
  /** A line with any is refused; in the order in which they are to be mended. */
  faults: RowFault[];
}

const longest: Record<Column, number> = {
  email: 254,
  name: 200,
  team: 200,
  joined_on: 20,
  external_id: 100,
  profession: 100,
  licence_type: 80,
  licence_number: 80,
  licence_jurisdiction: 80,
};

/** Every line, judged by itself and beside the others: of two with one address, in any spelling, the later is refused. */
export function readRows({ heading, lines }: Pick<Table, "heading" | "lines">): Row[] {
  return besideEachOther(
    lines.map(({ line, cells: record, raw = "" }) => {
      if (!record) return { line, cells: noCells(), faults: [{ fault: "quotes", raw }] };
      const row = readRow(line, cellsOf(record, heading));
      const isWider = record.slice(heading.places.length).some((cell) => cell.trim() !== "");
      return isWider ? { ...row, faults: [{ fault: "more-cells" }, ...row.faults] } : row;
    }),
  );
}

/** One line by itself. */
export function readRow(line: number, typed: Cells): Row {
  const email = normaliseEmail(typed.email);
  const day = dayOf(typed.joined_on);
  const cells = { ...typed, email, joined_on: day ?? typed.joined_on };
  const faults: RowFault[] = [];
  if (email === "") faults.push({ fault: "email-missing" });
  for (const column of columns) {
    const cell = typed[column];
    if (isFormula(cell)) faults.push({ fault: "formula", column });
    else if (!visibleText.test(cell)) faults.push({ fault: "unseen", column });
    else if (cell.length > longest[column]) faults.push({ fault: "too-long", column });
  }
  if (email !== "" && faults.length === 0 && !emailSpelling.test(email)) faults.push({ fault: "email-unlike" });
  if (day === undefined) faults.push({ fault: "date-unlike" });
  if (isHalf(typed)) faults.push({ fault: "licence-half" });
  return { line, cells, faults };
}

/** Adds the faults that a line has beside the ones above it. */
export function besideEachOther(rows: Row[]): Row[] {
  const [byAddress, byNumber] = [new Map<string, number>(), new Map<string, number>()];
  return rows.map((row) => {
    if (row.faults.length > 0) return row;
    const { email, external_id: number } = row.cells;
    const [address, same] = [byAddress.get(email), number === "" ? undefined : byNumber.get(number)];
    if (address !== undefined) return { ...row, faults: [{ fault: "same-address", line: address }] };
    if (same !== undefined) return { ...row, faults: [{ fault: "same-external-id", line: same }] };
    byAddress.set(email, row.line);
    if (number !== "") byNumber.set(number, row.line);
    return row;
  });
}

/** A licence is its number; kind and jurisdiction alone are none. */
function isHalf({ licence_type, licence_number, licence_jurisdiction }: Cells): boolean {
  return licence_number === "" && (licence_type !== "" || licence_jurisdiction !== "");
}

/**
 * 2026-03-02, or 02.03.2026 as several spreadsheets save it; undefined for no day, and for what two countries read
 * as two days. No day at all is "".
 */
function dayOf(typed: string): string | undefined {
  if (typed === "") return "";
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed);
  const written = dotted ? [dotted[3], dotted[2]?.padStart(2, "0"), dotted[1]?.padStart(2, "0")].join("-") : typed;
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(written)) return undefined;
  const day = new Date(`${written}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written) ? written : undefined;
}
