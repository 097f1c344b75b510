import BetterSqlite from "better-sqlite3";
import {
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from "kysely";
import pg from "pg";
import type { Schema } from "./schema.ts";

/** The database, or a transaction in it: rules and queries take either and cannot tell them apart. */
export type Db = Kysely<Schema>;

export interface Opened {
  db: Db;
  engine: "sqlite" | "postgres";
  close(): Promise<void>;
}

/** How long a transaction may take from asking to commit, in milliseconds, and how often it is tried. */
const deadline = 8_000;
const tries = 6;
const busyTimeout = 5_000;

/**
 * Opens SQLite (`file:/path/to/attune.db`) or PostgreSQL (`postgres://…`).
 * Every SQLite connection runs with synchronous=FULL and says so, since a WAL file opened by this driver would
 * otherwise lose acknowledged commits when the power fails.
 */
export function openDatabase(url: string): Opened {
  return /^postgres(ql)?:/.test(url) ? openPostgres(url) : openSqlite(url.replace(/^file:/, ""));
}

/**
 * The only way into a transaction: `begin immediate` on SQLite, SERIALIZABLE on PostgreSQL. `work` may run more than
 * once, so it has no effect outside the database; inside it the parameter is again named `db`.
 * Rejects when the deadline passes, as when `work` waits for the outer handle; only tests set one of their own.
 */
export async function transact<T>(db: Db, work: (db: Db) => Promise<T>, patience = deadline): Promise<T> {
  const until = Date.now() + patience;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(db, work, until - Date.now());
    } catch (error) {
      if (attempt >= tries || !isContention(error) || Date.now() > until) throw error;
      await pause(attempt * 10 * (1 + Math.random()));
    }
  }
}

/** Whether an error says that a row with the same unique key is already there. */
export function isTaken(error: unknown): boolean {
  return ["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"].includes(codeOf(error));
}

async function once<T>(db: Db, work: (db: Db) => Promise<T>, patience: number): Promise<T> {
  const opening = isSqlite(db) ? db.startTransaction() : db.startTransaction().setIsolationLevel("serializable");
  const transaction = await opening.execute();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("A transaction took too long and was rolled back.")), patience);
  });
  try {
    const result = await Promise.race([work(transaction), tooLate]);
    await transaction.commit().execute();
    return result;
  } catch (error) {
    if (!transaction.isCommitted) await transaction.rollback().execute();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function openSqlite(file: string): Opened {
  const sqlite = new BetterSqlite(file);
  sqlite.pragma(`busy_timeout = ${busyTimeout}`);
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("secure_delete = ON");
  sqlite.pragma("cache_size = -16000");
  sqlite.pragma("temp_store = MEMORY");
  if (sqlite.pragma("synchronous", { simple: true }) !== 2) throw new Error("SQLite does not run at synchronous=FULL.");
  const db = new Kysely<Schema>({ dialect: new TransactionalSqlite({ database: withKeptStatements(sqlite) }) });
  return { db, engine: "sqlite", close: () => db.destroy() };
}

function openPostgres(url: string): Opened {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: busyTimeout,
    statement_timeout: deadline,
    idle_in_transaction_session_timeout: 2 * deadline,
  });
  // A server that restarts ends idle connections; the pool makes new ones when they are next asked for.
  pool.on("error", () => undefined);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, engine: "postgres", close: () => db.destroy() };
}

/** Kysely's driver prepares every statement on every call and opens transactions with a plain `begin`; neither will do. */
function withKeptStatements(sqlite: BetterSqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      const text = sql === "begin" ? "begin immediate" : sql;
      const known = kept.get(text);
      if (known) return known;
      const statement = sqlite.prepare<unknown[]>(text);
      if (kept.size > 500) kept.clear();
      kept.set(text, statement);
      return statement;
    },
  };
}

/** SQLite as it is: schema changes belong to transactions, and `begin immediate` is the lock of a migration. */
class TransactionalSqlite extends SqliteDialect {
  override createAdapter() {
    return new TransactionalSqliteAdapter();
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

/** The connection type is Kysely's; only its adapter tells the engines apart. */
function isSqlite(db: Db): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}

function isContention(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith("SQLITE_BUSY") || code === "SQLITE_LOCKED" || code === "40001" || code === "40P01";
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
