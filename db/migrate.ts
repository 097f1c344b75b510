import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Db, Opened } from "./open.ts";

const folder = join(import.meta.dirname, "migrations");

/**
 * Runs every migration this database has not seen, all in one transaction, in the order of their names.
 * Two starts at once are safe: the second waits for the first and then has nothing to do.
 */
export async function migrate({ db, engine }: Opened): Promise<string[]> {
  if (engine === "sqlite") await turnOnWriteAheadLog(db);
  const { error, results } = await migrator({ db, engine }).migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((result) => result.status === "Success").map((result) => result.migrationName);
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
  const strict = (statement: string) =>
    engine === "sqlite" && /^CREATE TABLE/m.test(statement) ? statement.replace(/\)\s*$/, ") STRICT") : statement;
  return text
    .split(/;\s*$/m)
    .map((statement) => statement.replace(/^\s*--.*$/gm, "").trim())
    .filter((statement) => statement !== "")
    .map((statement) => strict(/^CREATE (TRIGGER|FUNCTION)/.test(statement) ? `${statement};` : statement));
}

async function appliedTo(db: Db): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    return rows.map((row) => row.name);
  } catch {
    return [];
  }
}

/** SQLite runs no busy handler for the change of journal mode, so a second first start has to ask again. */
async function turnOnWriteAheadLog(db: Db): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await sql`pragma journal_mode = wal`.execute(db);
      return;
    } catch (error) {
      if (tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
