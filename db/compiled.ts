import { type Compilable, type CompiledQuery, SqliteAdapter } from "kysely";
import type { Db } from "./open.ts";

type Value = string | number | null;

/** What stands where a value belongs while a query is compiled; no value of ours begins with a null character. */
const standIns = Array.from({ length: 8 }, (_, at) => `\0${at}`);

/**
 * A query that nearly every page or saving asks: built and compiled once for each engine, then only given its values,
 * eight at most. `build` is given a text for each, whatever it is, and only puts it in its place. To build the three
 * queries of a lesson anew costs as much as to run them.
 */
export function compiledOnce<Row>(
  build: (db: Db, ...values: string[]) => Compilable<Row>,
): (db: Db, ...values: Value[]) => Promise<Row[]> {
  const kept = new Map<boolean, CompiledQuery<Row>>();
  return async (db, ...values) => {
    const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
    const query = kept.get(isSqlite) ?? build(db, ...standIns).compile();
    kept.set(isSqlite, query);
    const parameters = query.parameters.map((parameter) => valueAt(parameter, values));
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

function valueAt(parameter: unknown, values: Value[]): unknown {
  const place = typeof parameter === "string" ? standIns.indexOf(parameter) : -1;
  return place < 0 ? parameter : values[place];
}
