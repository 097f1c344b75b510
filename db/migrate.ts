import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Db, Opened } from "./open.ts";

const folder = join(import.meta.dirname, "migrations");

/**
 * Runs every migration this database has not seen, all in one transaction, in the order of their names.
 * Two starts at once are safe: the second waits for the first and then has nothing to do. Open with `migrating`.
 * SQLite changes a table by building it again, so references are checked at the end of each migration and not while
 * it runs; a migration that builds a table again makes its indexes and triggers again too.
 */
export async function migrate({ db, engine }: Opened): Promise<string[]> {
  if (engine === "postgres") return runAll({ db, engine });
  await turnOnWriteAheadLog(db);
  await sql`pragma foreign_keys = off`.execute(db);
  try {
    return await runAll({ db, engine });
  } finally {
    await sql`pragma foreign_keys = on`.execute(db);
  }
}

/** The migrations this code has and the database has not, and those the database has and this code does not know. */
export async function compareSchema({ db, engine }: Opened): Promise<{ missing: string[]; unknown: string[] }> {
  const known = namesFor(engine);
  const applied = await appliedTo(db);
  return {
    missing: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

async function runAll({ db, engine }: Pick<Opened, "db" | "engine">): Promise<string[]> {
  const { error, results } = await migrator({ db, engine }).migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((result) => result.status === "Success").map((result) => result.migrationName);
}

function migrator({ db, engine }: Pick<Opened, "db" | "engine">): Migrator {
  const migrations = Object.fromEntries(namesFor(engine).map((name) => [name, toMigration(name, engine)]));
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

function namesFor(engine: Opened["engine"]): string[] {
  const other = engine === "sqlite" ? ".postgres.sql" : ".sqlite.sql";
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql") && !file.endsWith(other));
  return [...new Set(files.map((file) => file.replace(/(\.sqlite|\.postgres)?\.sql$/, "")))].sort();
}

function toMigration(name: string, engine: Opened["engine"]): Migration {
  return {
    async up(db) {
      for (const statement of statementsOf(read(name, engine), engine)) await sql.raw(statement).execute(db);
      if (engine === "sqlite") await refuseBrokenReferences(db, name);
    },
  };
}

function read(name: string, engine: Opened["engine"]): string {
  const files = readdirSync(folder);
  const file = [`${name}.${engine}.sql`, `${name}.sql`].find((candidate) => files.includes(candidate));
  if (!file) throw new Error(`No migration ${name} for ${engine}.`);
  return readFileSync(join(folder, file), "utf8");
}

/** A statement ends with a semicolon at the end of a line; a trigger's body therefore stands on one line. */
function statementsOf(text: string, engine: Opened["engine"]): string[] {
  return text
    .replace(/--.*$/gm, "")
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "")
    .map((statement) => (/^CREATE (TRIGGER|FUNCTION)/i.test(statement) ? `${statement};` : statement))
    .map((statement) => (engine === "sqlite" && /^CREATE TABLE/i.test(statement) ? strict(statement) : statement));
}

/** PostgreSQL keeps to a column's type by itself; SQLite has to be told. */
function strict(statement: string): string {
  const told = statement.replace(/\)\s*$/, ") STRICT").replace(/\)\s*WITHOUT ROWID$/i, ") STRICT, WITHOUT ROWID");
  if (!/STRICT/.test(told)) throw new Error(`This table could not be made STRICT: ${statement.split("\n", 1)[0]}`);
  return told;
}

async function refuseBrokenReferences(db: Kysely<unknown>, name: string): Promise<void> {
  const { rows } = await sql`pragma foreign_key_check`.execute(db);
  if (rows.length > 0) throw new Error(`Migration ${name} leaves ${rows.length} references that lead nowhere.`);
}

async function appliedTo(db: Db): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    return rows.map((row) => row.name);
  } catch (error) {
    if (error instanceof Error && /no such table|relation "kysely_migration" does not exist/.test(error.message))
      return [];
    throw error;
  }
}

/** SQLite runs no busy handler for the change of journal mode, so a second first start has to ask again. */
async function turnOnWriteAheadLog(db: Db): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode = wal`.execute(db);
      if (rows[0]?.journal_mode === "wal") return;
      throw new Error("This file system does not let SQLite keep a write-ahead log; put the data on a local disk.");
    } catch (error) {
      if (tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
