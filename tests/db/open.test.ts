import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { compareSchema } from "#db/migrate.ts";
import { type Db, openDatabase, transact } from "#db/open.ts";
import { engines, freshAddress, freshDatabase, onBothDatabases } from "#tests/support/database.ts";

const now = "2026-03-01T09:00:00.000Z";

/** Runs another process to its end and answers with what it printed. */
async function run(program: string, args: string[]): Promise<string> {
  return (await promisify(execFile)(process.execPath, [program, ...args])).stdout;
}

async function rename(db: Db, name: string): Promise<void> {
  await db.updateTable("practice").set({ name }).execute();
}

async function nameOf(db: Db): Promise<string> {
  return (await db.selectFrom("practice").select("name").executeTakeFirstOrThrow()).name;
}

onBothDatabases("what a transaction wrote stands once it is over, and it answers with its result", async ({ db }) => {
  expect(await transact(db, (db) => rename(db, "Elm Row").then(() => "done"))).toBe("done");
  expect(await nameOf(db)).toBe("Elm Row");
});

onBothDatabases("a transaction that throws leaves nothing behind", async ({ db }) => {
  const work = transact(db, async (db) => {
    await rename(db, "Elm Row");
    expect(await nameOf(db)).toBe("Elm Row");
    throw new Error("second thoughts");
  });
  await expect(work).rejects.toThrow("second thoughts");
  expect(await nameOf(db)).toBe("");
});

onBothDatabases(
  "a transaction that meets contention is tried again, and one that meets anything else is not",
  async ({ db, opened }) => {
    const contention = opened.engine === "sqlite" ? "SQLITE_BUSY_SNAPSHOT" : "40001";
    const failWith = (code: string) => {
      let runs = 0;
      return async () => {
        if (++runs < 3) throw Object.assign(new Error("met something"), { code });
        return runs;
      };
    };
    expect(await transact(db, failWith(contention))).toBe(3);
    await expect(transact(db, failWith("23505"))).rejects.toThrow("met something");
  },
);

onBothDatabases("two processes that read a number and write it back higher lose no count", async ({ db, opened }) => {
  const rounds = 60;
  await Promise.all([1, 2].map(() => run("tests/support/counter.ts", [opened.url, String(rounds)])));
  const { version } = await db.selectFrom("practice").select("version").executeTakeFirstOrThrow();
  expect(version).toBe(1 + 2 * rounds);
});

test("work that waits for the outer handle of SQLite is rolled back when its deadline passes", async () => {
  const { db: outer } = await freshDatabase("sqlite");
  const work = transact(
    outer,
    async (db) => {
      await rename(db, "Elm Row");
      await nameOf(outer);
    },
    200,
  );
  await expect(work).rejects.toThrow("took too long");
  expect(await nameOf(outer)).toBe("");
});

test("every SQLite connection runs at synchronous=FULL, with foreign keys, on a write-ahead log", async () => {
  const { db } = await freshDatabase("sqlite");
  const read = async (pragma: string) =>
    Object.values((await sql.raw<object>(`pragma ${pragma}`).execute(db)).rows[0] ?? {})[0];
  expect(await read("synchronous")).toBe(2);
  expect(await read("foreign_keys")).toBe(1);
  expect(await read("journal_mode")).toBe("wal");
  expect(await read("secure_delete")).toBe(1);
});

test.each(engines)("two starts at once migrate an empty database once, on %s", async (engine) => {
  const { url, remove } = await freshAddress(engine, "empty");
  const counts = await Promise.all([1, 2].map(() => run("tests/support/migrator.ts", [url])));
  const [none, all] = counts.map(Number).sort((a, b) => a - b);
  expect(none).toBe(0);
  expect(all).toBeGreaterThan(3);
  const opened = openDatabase(url);
  expect(await compareSchema(opened)).toEqual({ missing: [], unknown: [] });
  await opened.close();
  await remove();
});

onBothDatabases("a database with a migration this version does not know is told apart", async ({ db, opened }) => {
  await sql`insert into kysely_migration (name, timestamp) values ('299901010000_later', 'x')`.execute(db);
  expect(await compareSchema(opened)).toEqual({ missing: [], unknown: ["299901010000_later"] });
});

onBothDatabases("a release can be neither changed nor deleted, whoever asks", async ({ db }) => {
  await db
    .insertInto("course")
    .values({ id: "c1", origin: "folder", folder: "c", missing_since: null, created_at: now })
    .execute();
  const release = {
    id: "r1",
    course_id: "c1",
    version: "1.0.0",
    version_order: "1",
    hash: "h",
    sources: "{}",
    compiled: "{}",
    published_at: now,
    published_by: "start",
  };
  await db.insertInto("course_release").values(release).execute();
  await expect(db.updateTable("course_release").set({ compiled: "{1}" }).execute()).rejects.toThrow(
    "a release is never changed",
  );
  await expect(db.deleteFrom("course_release").execute()).rejects.toThrow("a release is never deleted");
  expect(await db.selectFrom("course_release").selectAll().execute()).toEqual([release]);
});
