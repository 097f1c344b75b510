import { parse } from "csv-parse/sync";
import { type Column, type Heading, readHeading } from "./columns.ts";
import { mostRows } from "./limits.ts";

/** Past so many lines with broken quotes, the file is not what it says it is. */
const mostBroken = 100;

export interface Line {
  /** From 1, as an editor counts; where a cell has several lines, the first. */
  line: number;
  /** Undefined where a quotation mark stands wrongly, so that nobody can tell the cells apart. */
  cells: string[] | undefined;
  /** The line as it came, where its cells cannot be told apart. */
  raw?: string;
}

export interface Table {
  delimiter: string;
  heading: Heading;
  lines: Line[];
  emptyLines: number[];
}

export type TableFault =
  | { refused: "empty" | "no-email" | "broken-quotes" }
  | { refused: "twice"; column: Column }
  | { refused: "too-many"; rows: number };

/**
 * A file's text as lines of cells (RFC 4180), separated by comma, semicolon or tab, whichever gives the heading more
 * columns that are taken. A line whose quotes are broken costs that line alone. Refused without a heading, and for more
 * lines than `mostRows`.
 */
export function readTable(text: string): Table | TableFault {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const top = /^"?sep=.?"?$/i.test(lines[0] ?? "") ? 1 : 0;
  const first = lines.findIndex((line, at) => at >= top && line.trim() !== "");
  if (first < 0) return { refused: "empty" };
  const rows = lines.slice(first + 1).filter((line) => line.trim() !== "").length;
  if (rows > mostRows) return { refused: "too-many", rows };

  const delimiter = delimiterOf(lines[first] ?? "");
  const [titles, ...read] = recordsOf(lines, { from: first, delimiter }) ?? [];
  if (!titles?.cells) return { refused: "broken-quotes" };
  const heading = readHeading(titles.cells);
  if ("refused" in heading) return heading;
  const isEmpty = ({ cells }: Line) => cells?.every((cell) => cell.trim() === "") ?? false;
  const full = read.filter((line) => !isEmpty(line));
  if (full.length === 0) return { refused: "empty" };
  return { delimiter, heading, lines: full, emptyLines: emptyAmong(read.filter(isEmpty), lines.length) };
}

function delimiterOf(line: string): string {
  const counts = [",", ";", "\t"].map((delimiter) => {
    const [titles] = recordsOf([line], { from: 0, delimiter }) ?? [];
    const heading = readHeading(titles?.cells ?? []);
    return { delimiter, taken: "places" in heading ? heading.places.filter(Boolean).length : 0 };
  });
  return counts.reduce((best, one) => (one.taken > best.taken ? one : best)).delimiter;
}

/** Reads on behind each line that is broken; undefined where there are too many of them. */
function recordsOf(lines: string[], { from, delimiter }: { from: number; delimiter: string }): Line[] | undefined {
  const read: Line[] = [];
  let at = from;
  for (let broken = 0; at < lines.length; broken++) {
    if (broken > mostBroken) return undefined;
    const { records, ended } = readUntilBroken(lines.slice(at).join("\n"), delimiter);
    for (const { line, cells } of records) read.push({ line: line + at, cells });
    if (ended === undefined) return read;
    at += ended;
    read.push({ line: at + 1, cells: undefined, raw: lines[at] ?? "" });
    at++;
  }
  return read;
}

/** The records of a text up to the first whose quotes are broken; `ended` counts the lines before that one. */
function readUntilBroken(text: string, delimiter: string): { records: Line[]; ended?: number } {
  const records: Line[] = [];
  let ended = 0;
  try {
    parse(text, {
      delimiter,
      record_delimiter: "\n",
      relax_column_count: true,
      on_record: (cells, { lines }) => {
        records.push({ line: ended + 1, cells });
        ended = lines;
        return null;
      },
    });
    return { records };
  } catch {
    return { records, ended };
  }
}

/** The end of a file is no line of its own. */
function emptyAmong(lines: Line[], total: number): number[] {
  return lines.map(({ line }) => line).filter((line) => line < total);
}
