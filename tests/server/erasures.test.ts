import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { erasePerson } from "#app/domain/erasure.ts";
import { openErasureList } from "#app/platform/erasures.ts";
import { openKeyStore } from "#app/platform/keys.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { ownEnvironment, runPreparation } from "#tests/support/server.ts";

type Surroundings = Record<string, string>;

function attune(words: string[], env: Surroundings): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const how = { env: { ...env, NODE_ENV: "production" as const } };
    execFile(process.execPath, ["cli/attune.ts", ...words], how, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

test("an old copy of the database file does not bring back whom a start finds erased; retention says what would go", async () => {
  const folder = mkdtempSync(join(tmpdir(), "attune-erasures-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "attune.db");
  const env = {
    ...ownEnvironment(folder, String(await findFreePort())),
    ATTUNE_PURPOSE: "demo",
    DATABASE_URL: `file:${file}`,
  };
  await runPreparation(env, ["--demo"]);
  const copy = join(folder, "copy.db");
  const email = "therapist@practice.example";
  const { id, name } = await withDatabase(env, async (db) => {
    await sql`vacuum into ${sql.lit(copy)}`.execute(db);
    const person = db.selectFrom("person").select(["id", "name"]).where("email", "=", email);
    return person.executeTakeFirstOrThrow();
  });
  expect(readFileSync(copy).includes(email)).toBe(true);

  const [list, seals] = [openErasureList(env.ATTUNE_EVIDENCE ?? ""), openKeyStore(env.ATTUNE_KEYS ?? "")];
  const erasing = { list, seals, actor: { kind: "cli" } as const, personId: id, now: new Date() };
  expect(await withDatabase(env, (db) => erasePerson(db, erasing))).toEqual({ erased: true });
  seals.close();
  for (const part of ["", "-wal"]) expect(holds(`${file}${part}`, email)).toBe(false);
  expect(list.read()).not.toContain(name ?? "");

  for (const part of ["", "-wal", "-shm"]) rmSync(`${file}${part}`, { force: true });
  copyFileSync(copy, file);
  const said = await runPreparation(env, []);
  expect(said.join("\n")).not.toContain(email);
  const back = await withDatabase(env, (db) =>
    db.selectFrom("person").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  );
  expect(back).toMatchObject({ name: null, email: null, erased_at: erasing.now.toISOString() });
  for (const part of ["", "-wal"]) expect(holds(`${file}${part}`, email)).toBe(false);

  expect(await attune(["retention", "--dry-run"], env)).toMatchObject({ code: 0, said: "Nothing is past its time.\n" });
  await withDatabase(env, (db) => db.updateTable("sign_in_event").set({ at: "2020-01-01T00:00:00.000Z" }).execute());
  await withDatabase(env, (db) =>
    db
      .insertInto("sign_in_event")
      .values({ id: "old", at: "2020-01-01T00:00:00.000Z", account: "a", ip: "b", outcome: "refused", person_id: null })
      .execute(),
  );
  const dry = await attune(["retention", "--dry-run"], env);
  expect(dry.said).toMatch(/would go:\n +\d+ {2}sign_in_event\n/);
  expect((await attune(["retention"], env)).said).toBe(dry.said.replace("would go", "deleted"));
  expect((await attune(["retention"], env)).said).toBe("Nothing is past its time.\n");
  expect((await attune(["verify", "--dry-run"], env)).code).toBe(2);
});

async function withDatabase<T>(env: Surroundings, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = openDatabase(env.DATABASE_URL ?? "");
  try {
    return await work(db);
  } finally {
    await close();
  }
}

function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file).includes(text);
  } catch {
    return false;
  }
}
