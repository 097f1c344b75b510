import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { columns } from "#app/domain/people-import/columns.ts";
import { decodeTable } from "#app/domain/people-import/encoding.ts";
import { mostRows } from "#app/domain/people-import/limits.ts";
import { readRows } from "#app/domain/people-import/row.ts";
import { readTable } from "#app/domain/people-import/table.ts";

const list = "name,email,team\nZoë Brandt,zoe@practice.example,Harbour\nAda “Bee” Okafor,ada@practice.example,\n";
const read = [
  { line: 2, email: "zoe@practice.example", name: "Zoë Brandt", team: "Harbour" },
  { line: 3, email: "ada@practice.example", name: "Ada “Bee” Okafor", team: "" },
];

const utf16le = Buffer.from(list, "utf16le");
const utf16be = Buffer.from(utf16le).swap16();
const windows1252 = Buffer.from(list.replaceAll("“", "\u0093").replaceAll("”", "\u0094"), "latin1");

test.each([
  ["UTF-8", Buffer.from(list)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${list}`)],
  ["UTF-16 LE with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le])],
  ["UTF-16 LE", utf16le],
  ["UTF-16 BE with a mark", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
  ["UTF-16 BE", utf16be],
  ["Windows-1252", windows1252],
  ["Windows line ends", Buffer.from(list.replaceAll("\n", "\r\n"))],
  ["old Macintosh line ends", Buffer.from(list.replaceAll("\n", "\r"))],
  ["semicolons", Buffer.from(list.replaceAll(",", ";"))],
  ["tabs", Buffer.from(list.replaceAll(",", "\t"))],
  ["a separator named on top", Buffer.from(`sep=;\n${list.replaceAll(",", ";")}`)],
])("a list in %s is read as the same people", (name, bytes) => {
  const shift = name === "a separator named on top" ? 1 : 0;
  expect(people(bytes)).toEqual(read.map((row) => ({ ...row, line: row.line + shift })));
});

test("columns stand in any order and spelling; role and what is unknown are listed and not taken", () => {
  const table = tableOf("Shoe size;E-Mail;ROLE;Joined on\n38;a@practice.example;administrator;2026-03-02\n");
  expect(table.heading.leftOut).toEqual(["Shoe size", "ROLE"]);
  expect(readRows(table)[0]?.cells).toMatchObject({ email: "a@practice.example", joined_on: "2026-03-02", name: "" });
});

test("what is no table is refused with its reason", () => {
  expect(refusal("")).toEqual({ refused: "empty" });
  expect(refusal("email\n\n\n")).toEqual({ refused: "empty" });
  expect(refusal("name,team\nAda,North\n")).toEqual({ refused: "no-email" });
  expect(refusal("email,Email\na@x.example,b@x.example\n")).toEqual({ refused: "twice", column: "email" });
  expect(refusal(`email\n${"a@x.example\n".repeat(100_000)}`)).toEqual({ refused: "too-many", rows: 100_000 });
  expect(refusal(`email,name\n${'a@x.example,"b"c\n'.repeat(200)}`)).toEqual({ refused: "broken-quotes" });
  expect(decodeTable(Buffer.from([0x50, 0x4b, 0x03, 0x04, 1]))).toEqual({ refused: "workbook" });
  expect(decodeTable(Buffer.from([0xff, 0xfe, 0x41]))).toEqual({ refused: "broken-text" });
  expect(mostRows).toBeGreaterThanOrEqual(5_000);
});

test("a broken quotation mark costs its own line and no other", () => {
  const table = tableOf(
    'email,name\na@x.example,"Ada\nB."\nb@x.example,Bo "the" boat\nc@x.example,"Cleo\nd@x.example,"Dee"x\ne@x.example,"E, ""e"""\n',
  );
  expect(table.lines.map(({ line, cells }) => [line, cells?.[1]])).toEqual([
    [2, "Ada\nB."],
    [4, undefined],
    [5, undefined],
    [6, undefined],
    [7, 'E, "e"'],
  ]);
  expect(faults('email,name\nb@x.example,"Bo\n')).toEqual([[2, [{ fault: "quotes", raw: 'b@x.example,"Bo' }]]]);
});

test("empty lines are passed over and counted where they stand", () => {
  const table = tableOf("\n\nemail;name\n\na@x.example;Ada\n;\n   \nb@x.example\n\n");
  expect(table.emptyLines).toEqual([4, 6, 7, 9]);
  expect(table.lines.map(({ line }) => line)).toEqual([5, 8]);
});

test("each wrong cell is named by its line and its column", () => {
  const lines = [
    "email,name,joined_on,external_id,licence_type,licence_number",
    ",Nobody,,,,",
    "ada.example,Ada,,,,",
    '=HYPERLINK("http://x"),Ada,,,,',
    "ada@x.example,@SUM(1+1),,,,",
    "ada@x.example,'=1+1,,,,",
    "ada@x.example,+49 30,,,,",
    "ada@x.example,A\u202eda,,,,",
    "ada@x.example,A\u0000da,,,,",
    `ada@x.example,${"a".repeat(201)},,,,`,
    "ada@x.example,Ada,03/04/2026,,,",
    "ada@x.example,Ada,2026-02-30,,,",
    "ada@x.example,Ada,,,LMFT,",
    "ada@x.example,Ada,,,,,extra",
    "Ada@X.example,Ada,2.3.2026,7,LMFT,55120",
    "ADA@x.EXAMPLE,Ada,,,,",
    "bo@x.example,Bo,,7,,",
  ];
  const quoted = lines.map((line) => line.replace('=HYPERLINK("http://x")', '"=HYPERLINK(""http://x"")"'));
  expect(faults(quoted.join("\n"))).toEqual([
    [2, [{ fault: "email-missing" }]],
    [3, [{ fault: "email-unlike" }]],
    [4, [{ fault: "formula", column: "email" }]],
    [5, [{ fault: "formula", column: "name" }]],
    [6, [{ fault: "formula", column: "name" }]],
    [7, [{ fault: "formula", column: "name" }]],
    [8, [{ fault: "unseen", column: "name" }]],
    [9, [{ fault: "unseen", column: "name" }]],
    [10, [{ fault: "too-long", column: "name" }]],
    [11, [{ fault: "date-unlike" }]],
    [12, [{ fault: "date-unlike" }]],
    [13, [{ fault: "licence-half" }]],
    [14, [{ fault: "more-cells" }]],
    [16, [{ fault: "same-address", line: 15 }]],
    [17, [{ fault: "same-external-id", line: 15 }]],
  ]);
});

test("the example that operators are given is read without a fault, and every column is explained to them", () => {
  const page = readFileSync("docs/operators.md", "utf8");
  const example = /^ {4}email;name;team.*\n(?: {4}.*\n)+/m.exec(page)?.[0].replaceAll(/^ {4}/gm, "") ?? "";
  const rows = readRows(tableOf(example));
  expect(rows.map(({ cells, faults }) => [cells.email, faults])).toEqual([
    ["zoe@practice.example", []],
    ["ada@practice.example", []],
  ]);
  for (const column of columns) expect(page).toMatch(new RegExp(`^\\| .*\`${column}\``, "m"));
});

function tableOf(text: string) {
  const table = readTable(text);
  if ("refused" in table) throw new Error(table.refused);
  return table;
}

function people(bytes: Buffer) {
  const decoded = decodeTable(bytes);
  if ("refused" in decoded) throw new Error(decoded.refused);
  return readRows(tableOf(decoded.text)).map(({ line, cells: { email, name, team } }) => ({ line, email, name, team }));
}

function refusal(text: string) {
  const table = readTable(text);
  return "refused" in table ? table : undefined;
}

function faults(text: string) {
  return readRows(tableOf(text)).flatMap(({ line, faults }) => (faults.length > 0 ? [[line, faults]] : []));
}
