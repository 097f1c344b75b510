import { expect, test } from "vitest";
import { refusedAsCsv } from "#app/components/admin/people-import-csv.ts";
import { noCells } from "#app/domain/people-import/columns.ts";
import { readRows } from "#app/domain/people-import/row.ts";
import { readTable } from "#app/domain/people-import/table.ts";
import { sayFault } from "#app/messages/people-import.ts";

test("a line with a stray quotation mark comes back whole, and safe to open", () => {
  const table = readTable('email,name\nzoe@practice.example,Zoë "Z" Brandt\n=a@practice.example,"Bo" x\n');
  if ("refused" in table) throw new Error(table.refused);
  const lines = readRows(table).map(({ line, faults }) => {
    return { line, email: "", name: "", cells: noCells(), verdict: { result: "refused" as const, faults } };
  });
  const csv = refusedAsCsv({ columns: ["email", "name"], written: { delimiter: ",", encoding: "utf-8" }, lines });
  const read = readTable(csv);
  if ("refused" in read) throw new Error(read.refused);
  expect(read.heading.leftOut).toEqual(["line", "reason", "as_sent"]);
  expect(read.lines.map(({ cells }) => cells?.at(-1))).toEqual([
    'zoe@practice.example,Zoë "Z" Brandt',
    '\'=a@practice.example,"Bo" x',
  ]);
});

test("what is said of a formula is true of a cell with and without the apostrophe of the file to mend", () => {
  expect(sayFault({ fault: "formula", column: "name" })).toContain("before its first letter or number");
});
