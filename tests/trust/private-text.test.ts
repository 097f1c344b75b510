import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { giveUpLostTexts } from "#app/domain/private-text/lost-keys.ts";
import { openDatabase } from "#db/open.ts";
import { Reader } from "#tests/site/reader.ts";
import { visit } from "#tests/site/visit.ts";
import { type Engine, freshAddress, serverEngines } from "#tests/support/database.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { ownEnvironment, runPreparation, startServer } from "#tests/support/server.ts";

const canaries = ["Zinnober-Kolibri-4711", "Ocker-Wiedehopf-0815"];
const email = "ada@practice.example";

test.each(
  serverEngines,
)("what was written is in no file of the server, in no row and in no word that it prints (%s)", async (engine) => {
  const { server, reader, databaseUrl } = await write(engine);
  await reader.open("/account/writing");
  for (const canary of canaries) expect(reader.text()).toContain(canary);
  // Something breaks while a text is on its way.
  await visit(server.url, `/learn/x/writing?prompt=${canaries[0]}`, reader.cookie(), {
    method: "POST",
    body: `text=${canaries[0]}`,
  });
  const { db, close } = openDatabase(databaseUrl);
  const tables = await db.introspection.getTables();
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    expect([name, holdsCanary(JSON.stringify(rows))]).toEqual([name, false]);
  }
  if (engine === "sqlite") await sql`vacuum into ${`${fileOf(databaseUrl)}.copy`}`.execute(db);
  if (engine === "sqlite") {
    for (const end of ["", "-wal", "-shm", ".copy"]) {
      const part = `${fileOf(databaseUrl)}${end}`;
      expect([part, existsSync(part) && holdsCanary(readFileSync(part, "latin1"))]).toEqual([part, false]);
    }
  }
  await close();
  expect(holdsCanary(server.said())).toBe(false);
  // The search would find what stood in the text of this test itself.
  expect(holdsCanary(reader.page.toString())).toBe(true);
}, 120_000);

test("without its keys the server says plainly that a text does not open, writes nothing over it, and all else goes on", async () => {
  const { server, reader, prompt } = await write("sqlite");
  const file = join(server.dataFolder, "keys", "server.key");
  await server.kill();
  renameSync(file, `${file}.away`);
  await server.resume();
  await reader.open(prompt);
  expect(reader.text()).toContain("This text cannot be opened at the moment");
  expect(reader.form("Save")).toBeUndefined();
  await reader.open("/account/writing");
  expect(reader.text()).toContain("This text cannot be opened at the moment");
  for (const page of ["/learn", "/records", "/account"]) await reader.open(page);
  await server.kill();
  renameSync(`${file}.away`, file);
  await server.resume();
  await reader.open(prompt);
  expect(reader.page.querySelector("textarea")?.text).toContain(canaries[0]);
}, 120_000);

test("a start refuses keys that are not those people wrote with, until they are back or given up", async () => {
  const { server, databaseUrl } = await write("sqlite");
  await server.kill();
  const folder = join(server.dataFolder, "keys");
  const own = ownEnvironment(server.dataFolder, String(await findFreePort()));
  const environment = { ...own, DATABASE_URL: databaseUrl };
  const start = () =>
    runPreparation(environment).then(
      () => "it started",
      (error: Error) => error.message,
    );
  renameSync(folder, `${folder}.away`);
  const refused = await start();
  expect(refused).toMatch(
    /^The private texts of [^\n]+ do not open with the keys in [^\n]+put back the folder[^\n]+\n$/,
  );
  expect(await start()).toBe(refused);
  expect(existsSync(folder)).toBe(false);
  renameSync(`${folder}.away`, folder);
  expect(await start()).toBe("it started");

  rmSync(folder, { recursive: true });
  const { db, close } = openDatabase(environment.DATABASE_URL);
  expect(await giveUpLostTexts(db, { seals: freshKeys(folder), now: new Date() })).toBe(1);
  await close();
  expect(await start()).toBe("it started");
}, 120_000);

test("keys that are moved away and put back while the server runs are noticed: nothing is made in their place", async () => {
  const { server, reader, prompt } = await write("sqlite");
  const folder = join(server.dataFolder, "keys");
  renameSync(folder, `${folder}.away`);
  await reader.open(prompt);
  expect(reader.text()).toContain("This text cannot be opened at the moment");
  expect(existsSync(folder)).toBe(false);
  renameSync(`${folder}.away`, folder);
  await reader.open(prompt);
  expect(reader.page.querySelector("textarea")?.text).toContain(canaries[0]);
}, 120_000);

test("what was deleted stands in no file of the database, sealed or not", async () => {
  const { server, reader, databaseUrl } = await write("sqlite");
  const { db, close } = openDatabase(databaseUrl);
  const { ciphertext } = await db
    .selectFrom("private_text")
    .select("ciphertext")
    .where("kind", "=", "note")
    .executeTakeFirstOrThrow();
  await close();
  const holdsIt = () =>
    ["", "-wal"].some((end) => readFileSync(`${fileOf(databaseUrl)}${end}`, "latin1").includes(ciphertext));
  expect(holdsIt()).toBe(true);
  await reader.open("/account/writing");
  const link = reader.page
    .querySelectorAll("main a")
    .find(
      (link) =>
        link.getAttribute("href")?.includes("/account/writing/") && !link.getAttribute("href")?.endsWith("download"),
    );
  await reader.open(link?.getAttribute("href") ?? "");
  await reader.submit("Delete it now");
  expect(holdsIt()).toBe(false);
  await server.stop();
}, 120_000);

/** Somebody writes a reflection and a note over HTTP. */
async function write(engine: Engine) {
  const { url: databaseUrl, remove } = await freshAddress(engine, "empty");
  const server = await startServer({ databaseUrl });
  onTestFinished(async () => {
    await server.stop();
    await remove();
  });
  const { course } = await furnish(server, [email]);
  const { db, close } = openDatabase(databaseUrl);
  const { id } = await db.selectFrom("person").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  await enrol(db, { personId: id, courseId: course.id, now: new Date() });
  await close();
  const lesson = course.modules.flatMap(({ lessons }) => lessons).find(({ reflections }) => reflections.length > 0);
  const reader = new Reader(server.url);
  await reader.open("/sign-in");
  await reader.submit("Sign in", { email, password });
  const prompt = `/learn/${course.id}/reflection/${lesson?.reflections[0]?.id}`;
  for (const [at, page] of [prompt, `/learn/${course.id}/note/${lesson?.id}`].entries()) {
    await reader.open(page);
    await reader.submit("Save", { text: `I kept thinking of ${canaries[at]}.` });
    expect(reader.page.querySelector("textarea")?.text).toContain(canaries[at]);
  }
  return { server, reader, databaseUrl, prompt };
}

function holdsCanary(text: string): boolean {
  return canaries.some((canary) => text.includes(canary));
}

function fileOf(databaseUrl: string): string {
  return databaseUrl.slice("file:".length);
}
