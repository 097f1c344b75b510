import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Schema } from "#db/schema.ts";
import { type Held, personalData, type Whose } from "../personal-data.ts";

/** A table that holds something of people, with its entry, columns as plain names. */
export interface PersonalTable {
  table: keyof Schema;
  entry: Held;
}

/** Every table that holds something of people, in the order of the registry, which is that of the schema. */
export const personalTables: PersonalTable[] = Object.entries(personalData).flatMap(([name, entry]) => {
  const table = toTable(name);
  return table && isHeld(entry) ? [{ table, entry }] : [];
});

/** The condition that a row of a table is somebody's: by a column of its own, or through the row it belongs to. */
export function isTheirs({ table, entry }: PersonalTable, personId: string): RawBuilder<SqlBool> {
  return anyOf(entry.whose.filter(({ named }) => !named).map((one) => isTheirsBy(table, one, personId)));
}

/** The column through which a row belongs to a row of another table, where it does. */
export function parentOf({ entry }: PersonalTable): { column: string; table: keyof Schema } | undefined {
  const [found] = entry.whose.flatMap(({ column, through }) => (through ? [{ column, table: through }] : []));
  return found;
}

function isTheirsBy(table: keyof Schema, { column, through, by }: Whose, personId: string): RawBuilder<SqlBool> {
  const own = sql.ref(`${table}.${column}`);
  if (!through) return sql<SqlBool>`${own} = ${personId}`;
  const parent = personalTables.find((one) => one.table === through);
  if (!parent) throw new Error(`${table} is somebody's through ${through}, which is nobody's.`);
  const theirs = by ? sql<SqlBool>`${sql.ref(`${through}.${by}`)} = ${personId}` : isTheirs(parent, personId);
  return sql<SqlBool>`${own} in (select id from ${sql.table(through)} where ${theirs})`;
}

function anyOf(conditions: RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}

function isHeld(entry: { nobodys: string } | Held): entry is Held {
  return "whose" in entry;
}

function toTable(name: string): keyof Schema | undefined {
  return isTable(name) ? name : undefined;
}

function isTable(name: string): name is keyof Schema {
  return Object.hasOwn(personalData, name);
}
