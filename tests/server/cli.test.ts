import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Reader } from "#tests/site/reader.ts";
import { Student } from "#tests/site/student.ts";
import { freshAddress, serverEngines } from "#tests/support/database.ts";
import { freshKeys, keysFolder } from "#tests/support/keys.ts";
import { furnish } from "#tests/support/practice.ts";
import { ownEnvironment, quickNode, startServer } from "#tests/support/server.ts";

interface Outcome {
  code: number;
  said: string;
}

function attune(words: string[], surroundings: Record<string, string> = {}): Promise<Outcome> {
  const env = { ...quickNode, ...surroundings, PATH: process.env.PATH ?? "", NODE_ENV: "production" as const };
  return new Promise((resolve) => {
    execFile(process.execPath, ["cli/attune.ts", ...words], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

test("help names every command, and an unknown one is refused with their names", async () => {
  for (const words of [[], ["help"]]) {
    const { code, said } = await attune(words);
    expect(code).toBe(0);
    for (const name of ["help", "publish", "audit", "health", "keys rotate|give-up", "reset-link", "verify [FILE]"])
      expect(said).toContain(`  ${name} `);
  }
  const { code, said } = await attune(["constructor"]);
  expect(code).toBe(1);
  expect(said).toMatch(
    /^There is no command "constructor": say one of help, publish, audit, health, keys, reset-link, evidence, credential, verify, retention\.\n$/,
  );
  const { said: more } = await attune(["verify", "--help"]);
  for (const line of ["--key FILE", "  0  genuine", "  3  ENDED", "  4  OPEN"]) expect(more).toContain(line);
  expect((await attune(["verify", "x", "--status", "a", "--status", "b"])).said).toBe("Say --status once.\n");
  expect((await attune(["health", "--loud"])).said).toMatch(/^The only option is --json FILE/);
});

test("a command that wants to know whom says so, and one before the first start says what to do", async () => {
  expect(await attune(["reset-link"])).toMatchObject({ code: 1, said: expect.stringContaining("EMAIL") });
  const nowhere = { DATABASE_URL: "file:/tmp/attune-nowhere/attune.db" };
  expect(await attune(["health"], nowhere)).toEqual({
    code: 1,
    said: "There is no database yet: start once with `npm start`, which makes it.\n",
  });
});

test("the server key is turned from the command line, and only where there are keys", async () => {
  const folder = keysFolder();
  const surroundings = { ATTUNE_KEYS: folder };
  expect(await attune(["keys", "rotate"], surroundings)).toMatchObject({
    code: 1,
    said: expect.stringContaining("ATTUNE_KEYS"),
  });
  const keys = freshKeys(folder);
  const label = { table: "private_text", row: "row", person: "ada", version: 1 };
  const sealed = keys.seal("Mine", label);
  expect((await attune(["keys", "burn"], surroundings)).said).toContain("rotate, give-up, give-up-for-good");
  expect(await attune(["keys", "rotate"], surroundings)).toEqual({
    code: 0,
    said: "A new server key; 1 key is wrapped with it.\n",
  });
  expect(sealed && keys.open(sealed, label)).toBe("Mine");
  rmSync(join(folder, "server.key"));
  expect(await attune(["keys", "rotate"], surroundings)).toMatchObject({
    code: 1,
    said: expect.stringContaining("put back"),
  });
});

test("an administrator whom nobody else can let in gets a link from the command line, which works once", async () => {
  const server = await startServer();
  onTestFinished(async () => void (await server.stop()));
  await furnish(server, ["ada@practice.example"]);
  const surroundings = { DATABASE_URL: server.databaseUrl, PORT: new URL(server.url).port };
  expect((await attune(["reset-link", "nobody@practice.example"], surroundings)).code).toBe(1);
  const { said } = await attune(["reset-link", "Admin@Practice.example"], surroundings);
  const link = /http\S+\/reset\/\S+/.exec(said)?.[0] ?? "";
  const reader = new Reader(server.url);
  await reader.open(new URL(link).pathname);
  await reader.submit("Set the password", { password: "heron gantry marzipan dusk" });
  const student = new Student(server.url, {});
  await student.signIn("admin@practice.example", "heron gantry marzipan dusk");
  await student.open("/admin/people");
  await reader.open(new URL(link).pathname, 404);
});

describe.each(serverEngines)("on %s", (engine) => {
  test("health, publish and audit tell of a running practice, on paper and as JSON", async () => {
    const { url, remove } = await freshAddress(engine, "empty");
    const server = await startServer({ databaseUrl: url });
    onTestFinished(async () => {
      await server.stop();
      await remove();
    });
    const json = join(server.dataFolder, "report.json");
    const own = ownEnvironment(server.dataFolder, new URL(server.url).port);
    const surroundings = { ...own, DATABASE_URL: url };

    const health = await attune(["health", "--json", json], surroundings);
    expect(health).toMatchObject({ code: 0 });
    expect(health.said).toMatch(/^good {2}server: answers on port \d+$/m);
    expect(JSON.parse(readFileSync(json, "utf8")).findings[1]).toMatchObject({ subject: "database", good: true });

    expect(health.said).toMatch(/^good {2}evidence: 1 entries, in the journal and signed$/m);
    const away = { ...surroundings, ATTUNE_KEYS: keysFolder(), ATTUNE_EVIDENCE: join(server.dataFolder, "elsewhere") };
    const ill = await attune(["health"], away);
    expect(ill.code).toBe(1);
    expect(ill.said).toMatch(/^LOOK {2}evidence: 1 entry of the log not in the journal of .*; the key that signs/m);

    expect(await attune(["publish"], surroundings)).toMatchObject({
      code: 0,
      said: expect.stringContaining("is published already."),
    });

    const audit = await attune(["audit", "--json", json], surroundings);
    expect(audit.said).toMatch(/^\S+ {2}start {2}publish release {2}course-release \S+$/m);
    expect(JSON.parse(readFileSync(json, "utf8")).lines[0]).toMatchObject({
      act: "publish release",
      actorKind: "start",
    });
  });

  test("a database that no start has prepared is refused in one sentence", async () => {
    const { url, remove } = await freshAddress(engine, "empty");
    onTestFinished(remove);
    const { code, said } = await attune(["health"], { DATABASE_URL: url });
    expect(code).toBe(1);
    expect(said).toMatch(/^(The database is not ready for this version|There is no database yet)[^\n]+\n$/);
  });
});
