import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "#db/open.ts";
import { engines, freshAddress } from "#tests/support/database.ts";
import { ask } from "#tests/support/http.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { ownEnvironment, runPreparation, startMain, startServer } from "#tests/support/server.ts";

const early = "2026-03-01T09:00:00.000Z";

describe.each(engines)("on %s", (engine) => {
  test("a start prepares an empty database, answers pages and gives the link of the first run", async () => {
    const server = await serve(engine);
    expect(server.firstRunLink).toMatch(/^http:\/\/localhost:\d+\/first-run\/[\w-]{43}$/);
    expect((await ask(server.url, pathOf(server.firstRunLink))).status).toBe(200);
    expect((await ask(server.url, "/health")).status).toBe(200);
  });

  test("the next start voids the link of the one before", async () => {
    const server = await serve(engine);
    const { ATTUNE_KEYS, ATTUNE_EVIDENCE } = ownEnvironment(server.dataFolder, "");
    const again = { ...(await environment()), ATTUNE_KEYS, ATTUNE_EVIDENCE, DATABASE_URL: server.databaseUrl };
    const second = (await runPreparation(again)).at(-1);
    expect((await ask(server.url, pathOf(server.firstRunLink))).status).not.toBe(200);
    expect((await ask(server.url, pathOf(second))).status).toBe(200);
  });

  test("a database that a later version migrated is refused, by a start and by a server", async () => {
    const server = await serve(engine);
    await server.kill();
    const { db, close } = openDatabase(server.databaseUrl);
    await sql`insert into kysely_migration (name, timestamp) values ('299901010000_later', 'x')`.execute(db);
    await close();
    const sentence = /^The database was made by a later version of Attune: [^\n]+\n$/;
    expect(await refusalOf({ DATABASE_URL: server.databaseUrl })).toMatch(sentence);
    expect(await server.resume().catch(wordsOf)).toMatch(sentence);
  });

  test("a server never migrates: on an empty database it says what does", async () => {
    const { url, remove } = await freshAddress(engine, "empty");
    onTestFinished(remove);
    const refused = await startMain({ ...(await environment()), DATABASE_URL: url }).catch(wordsOf);
    expect(refused).toMatch(/^The database is not ready for this version: start with `npm start`[^\n]+\n$/);
  });
});

test("a clock, a seed and a count of one's own are refused on a practice's own database", async () => {
  const sentence = /^ATTUNE_CLOCK, ATTUNE_TEST_SEED and ATTUNE_COUNT_QUERIES are for tests[^\n]+\n$/;
  const hooks = { ATTUNE_CLOCK: clockFile(), ATTUNE_TEST_SEED: "01", ATTUNE_COUNT_QUERIES: "1" };
  for (const [name, value] of Object.entries(hooks)) {
    expect(await refusalOf({ [name]: value, ATTUNE_PURPOSE: "live" })).toMatch(sentence);
  }
});

test("on a test's database the clock stands where it is set, and pages say what they cost", async () => {
  const server = await serve("sqlite", { clock: early, env: { ATTUNE_COUNT_QUERIES: "1" } });
  expect(Number((await ask(server.url, pathOf(server.firstRunLink))).headers["x-attune-queries"])).toBeGreaterThan(0);
  const { db, close } = openDatabase(server.databaseUrl);
  const { made_at } = await db.selectFrom("first_run_link").select("made_at").executeTakeFirstOrThrow();
  await close();
  expect(made_at).toBe(early);
});

test("what stands in the way of a start is said in one sentence, without a stack, and the start fails", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "a-file");
  writeFileSync(file, "not a database, though long enough to be looked at as if it were one".repeat(20));
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once("listening", resolve));
  const address = taken.address();
  const port = typeof address === "object" && address ? String(address.port) : "";

  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: port }, /taken.*set PORT/],
    [{ PORT: "eighty" }, /PORT is "eighty"/],
    [{ ATTUNE_DATA: file }, /choose a folder for ATTUNE_DATA/],
    [{ ATTUNE_DATA: join(file, "below") }, /choose a folder for ATTUNE_DATA/],
    [{ DATABASE_URL: `file:${file}` }, /not an SQLite database/],
    [{ DATABASE_URL: "mysql://localhost/attune" }, /DATABASE_URL is neither/],
    [{ DATABASE_URL: `postgres://attune@127.0.0.1:${await findFreePort()}/attune` }, /Nothing answers.*DATABASE_URL/],
    [{ ATTUNE_HOST: "0.0.0.0" }, /set ATTUNE_URL to an https address and ATTUNE_PROXY/],
  ];
  for (const [surroundings, sentence] of cases) {
    const said = await refusalOf(surroundings);
    expect(said).toMatch(sentence);
    expect(said.trimEnd(), JSON.stringify(surroundings)).not.toContain("\n");
  }
});

test("a PostgreSQL that knows no such database, or no such user, is said so", async () => {
  const { url, remove } = await freshAddress("postgres");
  await remove();
  expect(await refusalOf({ DATABASE_URL: url })).toMatch(
    /^PostgreSQL has no database of the name in DATABASE_URL[^\n]+\n$/,
  );
  const stranger = url.replace("attune@", "stranger@");
  expect(await refusalOf({ DATABASE_URL: stranger })).toMatch(/^PostgreSQL refuses the user in DATABASE_URL[^\n]+\n$/);
});

test("a server that is asked to stop answers what it was asked before, and ends with success", async () => {
  const server = await startServer({ env: { ATTUNE_COURSES: temporaryFolder() } });
  const asked = Array.from({ length: 20 }, () => ask(server.url, "/sign-in"));
  await ask(server.url, "/health");
  const ended = server.stop();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await ended).toBe(0);
  await expect(ask(server.url, "/health")).rejects.toThrow();
});

test("what a start makes is readable by its user alone", async () => {
  const { databaseUrl, dataFolder } = await serve("sqlite");
  expect(statSync(databaseUrl.replace("file:", "")).mode & 0o077).toBe(0);
  expect(statSync(dataFolder).mode & 0o077).toBe(0);
});

async function serve(
  engine: (typeof engines)[number],
  { clock, env }: { clock?: string; env?: Record<string, string> } = {},
) {
  const { url, remove } = await freshAddress(engine, "empty");
  const server = await startServer({ databaseUrl: url, clock, env: { ATTUNE_COURSES: temporaryFolder(), ...env } });
  onTestFinished(async () => {
    await server.stop();
    await remove();
  });
  return server;
}

/** What a start prints when it cannot go on. */
async function refusalOf(surroundings: Record<string, string>): Promise<string> {
  return runPreparation({ ...(await environment()), ...surroundings }).then(() => "it started", wordsOf);
}

async function environment() {
  const environment = ownEnvironment(temporaryFolder(), String(await findFreePort()));
  return { ...environment, ATTUNE_COURSES: temporaryFolder() };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "attune-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function clockFile(): string {
  const file = join(temporaryFolder(), "clock");
  writeFileSync(file, early);
  return file;
}

function pathOf(link: string | undefined): string {
  return new URL(link ?? "http://no-link.invalid/none").pathname;
}
