import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { enrol } from "#app/domain/enrolment.ts";
import { openDatabase } from "#db/open.ts";
import { Reader } from "#tests/site/reader.ts";
import { visit } from "#tests/site/visit.ts";
import { type Engine, engines, freshAddress } from "#tests/support/database.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { startServer } from "#tests/support/server.ts";

const canaries = ["Zinnober-Kolibri-4711", "Ocker-Wiedehopf-0815"];
const email = "ada@practice.example";

test.each(
  engines,
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
