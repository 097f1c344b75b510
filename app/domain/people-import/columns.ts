/** The columns that are taken of a file, by the names its heading may give them in any order. */
export const columns = [
  "email",
  "name",
  "team",
  "joined_on",
  "external_id",
  "profession",
  "licence_type",
  "licence_number",
  "licence_jurisdiction",
] as const;

export type Column = (typeof columns)[number];

/** What a line says, by column; a column that the file lacks is "". */
export type Cells = Record<Column, string>;

export interface Heading {
  /** For each cell of a line, the column it is; undefined for one that is not taken. */
  places: (Column | undefined)[];
  /** As the file spells them. A role is never taken from a file: roles are granted by hand, one by one. */
  leftOut: string[];
}

/** Reads the first line. Refused without a column `email`, and when one column stands there twice. */
export function readHeading(cells: string[]): Heading | { refused: "no-email" } | { refused: "twice"; column: Column } {
  const places = cells.map((cell) => columns.find((column) => column === spelledAlike(cell)));
  const twice = places.find((column, at) => column !== undefined && places.indexOf(column) !== at);
  if (twice) return { refused: "twice", column: twice };
  if (!places.includes("email")) return { refused: "no-email" };
  const leftOut = cells.map((cell) => cell.trim()).filter((cell, at) => places[at] === undefined && cell !== "");
  return { places, leftOut };
}

export function cellsOf(record: string[], { places }: Pick<Heading, "places">): Cells {
  const cells = noCells();
  for (const [at, column] of places.entries()) if (column) cells[column] = (record[at] ?? "").trim();
  return cells;
}

export function noCells(): Cells {
  const [email, name, team, profession] = ["", "", "", ""];
  const licence = { licence_type: "", licence_number: "", licence_jurisdiction: "" };
  return { email, name, team, profession, joined_on: "", external_id: "", ...licence };
}

/** "External ID" and "E-mail" are the columns one would think. */
function spelledAlike(cell: string): string {
  const plain = cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  return plain === "e_mail" ? "email" : plain;
}
