import { sql } from "kysely";
import { expect } from "vitest";
import { personalData } from "#app/domain/personal-data.ts";
import type { Opened } from "#db/open.ts";
import { onBothDatabases } from "../support/database.ts";

type AnyEntry = (typeof personalData)[keyof typeof personalData];

const entries: [string, AnyEntry][] = Object.entries(personalData);

onBothDatabases("every table of the database has an entry, and every entry a table", async ({ db }) => {
  const tables = (await db.introspection.getTables())
    .map((table) => table.name)
    .filter((name) => !name.startsWith("kysely_"));
  expect(entries.map(([table]) => table).sort()).toEqual(tables.sort());
});

onBothDatabases("every column that an entry names is in its table", async ({ db }) => {
  const tables = await db.introspection.getTables();
  const columnsOf = (name: string) =>
    tables.find((table) => table.name === name)?.columns.map((column) => column.name) ?? [];
  for (const [table, entry] of entries) {
    const unknown = columnsNamed(entry).filter((column) => !columnsOf(table).includes(column));
    expect({ table, unknown }).toEqual({ table, unknown: [] });
  }
});

onBothDatabases("every column that refers to a person is named as whose the row is", async ({ opened }) => {
  const references = await referencesTo(opened, "person");
  expect(references.length).toBeGreaterThan(10);
  const unnamed = references.filter(({ table, column }) => table !== "person" && !isWhose(table, column));
  expect(unnamed).toEqual([]);
});

onBothDatabases("every row that belongs to a person through another refers to it", async ({ opened }) => {
  for (const [table, entry] of entries) {
    for (const { column, through } of "whose" in entry ? entry.whose : []) {
      if (!through) continue;
      const references = await referencesTo(opened, through);
      expect(references).toContainEqual({ table, column });
    }
  }
});

function isWhose(table: string, column: string): boolean {
  const entry = entries.find(([name]) => name === table)?.[1];
  return entry !== undefined && "whose" in entry && entry.whose.some((one) => one.column === column);
}

function columnsNamed(entry: AnyEntry): string[] {
  if ("nobodys" in entry) return [];
  const { whose, keep, exported, erased } = entry;
  return [
    ...whose.map(({ column }) => column),
    ...("after" in keep && !keep.after.includes("'s ") ? [keep.after] : []),
    ...(Array.isArray(exported) ? exported : []),
    ...(typeof erased === "object" && "empty" in erased ? erased.empty : []),
  ];
}

async function referencesTo({ db, engine }: Opened, target: string): Promise<{ table: string; column: string }[]> {
  const query =
    engine === "sqlite"
      ? sql<{ table: string; column: string }>`
          select m.name as "table", f."from" as "column" from sqlite_master m, pragma_foreign_key_list(m.name) f
          where m.type = 'table' and f."table" = ${target}`
      : sql<{ table: string; column: string }>`
          select k.table_name as "table", k.column_name as "column"
          from information_schema.referential_constraints r
          join information_schema.key_column_usage k on k.constraint_name = r.constraint_name
          join information_schema.constraint_column_usage t on t.constraint_name = r.unique_constraint_name
          where t.table_name = ${target}`;
  const { rows } = await query.execute(db);
  return rows.map(({ table, column }) => ({ table, column }));
}
