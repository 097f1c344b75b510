import { AsyncLocalStorage } from "node:async_hooks";
import BetterSqlite from "better-sqlite3";
import {
  type ControlledTransaction,
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
  sql,
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

/** How long a transaction may take from asking to commit, in milliseconds: what bounds its tries. */
const deadline = 8_000;
const busyTimeout = 5_000;

/** `migrating` waits for another start that holds the lock, and for statements that rebuild a large table. */
export interface Opening {
  migrating?: boolean;
}

/**
 * Opens SQLite (`file:/path/to/attune.db`) or PostgreSQL (`postgres://…`).
 * Every SQLite connection runs with synchronous=FULL and says so, since a WAL file opened by this driver would
 * otherwise lose acknowledged commits when the power fails.
 */
export function openDatabase(url: string, { migrating = false }: Opening = {}): Opened {
  if (/^postgres(ql)?:/.test(url)) return openPostgres(url, migrating);
  return openSqlite(url.replace(/^file:/, ""), migrating);
}

/**
 * The only way into a transaction: `begin immediate` on SQLite, SERIALIZABLE on PostgreSQL. `work` may run more than
 * once, so it has no effect outside the database; inside it the parameter is again named `db`. A key found taken is
 * tried once more, since under SERIALIZABLE the look-up before it may not have seen the row.
 * Rejects when the deadline passes, as when `work` waits for the outer handle, and when called inside another.
 */
export async function transact<T>(db: Db, work: (db: Db) => Promise<T>, patience = deadline): Promise<T> {
  if (within.getStore()) throw new Error("A transaction was opened inside another.");
  const until = Date.now() + patience;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(db, work, until);
    } catch (error) {
      const again = isContention(error) || (isTaken(error) && attempt === 1);
      if (!again || Date.now() > until) throw error;
      await pause(Math.min(attempt * 10, 100) * (0.5 + Math.random()));
    }
  }
}

/** Whether an error says that a row with the same unique key is already there. */
export function isTaken(error: unknown): boolean {
  return ["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"].includes(codeOf(error));
}

/**
 * Has SQLite write its log back and empty it, so that what was deleted stands in no file of the database any more.
 * What others still read stays until they are done: a later emptying takes it. Nothing on PostgreSQL, whose vacuum
 * does it in its own time.
 */
export async function emptyLog(db: Db): Promise<void> {
  if (isSqlite(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

const within = new AsyncLocalStorage<true>();

async function once<T>(db: Db, work: (db: Db) => Promise<T>, until: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const refuse = () => reject(new Error("A transaction took too long and was rolled back."));
    timer = setTimeout(refuse, Math.max(1, until - Date.now()));
  });
  const opening = isSqlite(db) ? db.startTransaction() : db.startTransaction().setIsolationLevel("serializable");
  const beginning = opening.execute();
  let begun: ControlledTransaction<Schema> | undefined;
  try {
    const transaction = await Promise.race([beginning, tooLate]);
    begun = transaction;
    const result = await Promise.race([within.run(true, () => work(transaction)), tooLate]);
    await transaction.commit().execute();
    return result;
  } catch (error) {
    // The error that matters is the first: a rollback may find the connection gone, or nothing left to roll back.
    const rollBack = (transaction: ControlledTransaction<Schema>) => transaction.rollback().execute();
    if (!begun) beginning.then(rollBack).catch(() => undefined);
    else if (!begun.isCommitted) await rollBack(begun).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function openSqlite(file: string, migrating: boolean): Opened {
  const sqlite = new BetterSqlite(file);
  sqlite.pragma(`busy_timeout = ${migrating ? 100 * busyTimeout : busyTimeout}`);
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  // So that REPLACE fires the triggers that refuse a deletion.
  sqlite.pragma("recursive_triggers = ON");
  sqlite.pragma("secure_delete = ON");
  sqlite.pragma("cache_size = -16000");
  sqlite.pragma("temp_store = MEMORY");
  if (sqlite.pragma("synchronous", { simple: true }) !== 2) throw new Error("SQLite does not run at synchronous=FULL.");
  const db = new Kysely<Schema>({ dialect: new TransactionalSqlite({ database: withKeptStatements(sqlite) }) });
  const close = async () => {
    await db.destroy();
    sqlite.close();
  };
  return { db, engine: "sqlite", close };
}

function openPostgres(url: string, migrating: boolean): Opened {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const patience = migrating ? {} : { statement_timeout: deadline, query_timeout: deadline + 1_000 };
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: busyTimeout,
    keepAlive: true,
    idle_in_transaction_session_timeout: 2 * deadline,
    ...patience,
  });
  // A server that restarts ends connections, idle or not; queries on them reject, and the pool makes new ones.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, engine: "postgres", close: () => db.destroy() };
}

/** Kysely's driver prepares every statement on every call and opens transactions with a plain `begin`; neither will do. */
function withKeptStatements(sqlite: BetterSqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const statement = sqlite.prepare<unknown[]>(sql === "begin" ? "begin immediate" : withSettledPlan(sql));
      if (kept.size > 500) kept.clear();
      kept.set(sql, statement);
      return statement;
    },
  };
}

/**
 * A bare parameter in a join or a limit has SQLite, built as better-sqlite3 builds it (STAT4), plan the statement anew
 * each time a value is bound, in case another plan suits that value: 70 of the 80 µs of a session's query. Behind a
 * plus sign, which changes no value, the parameter is an expression like any other and the plan stays.
 */
function withSettledPlan(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (part) => (part === "?" ? "+?" : part));
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
