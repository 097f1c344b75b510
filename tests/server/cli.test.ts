import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { engines, freshAddress } from "#tests/support/database.ts";
import { startServer } from "#tests/support/server.ts";

interface Outcome {
  code: number;
  said: string;
}

function attune(words: string[], surroundings: Record<string, string> = {}): Promise<Outcome> {
  const env = { ...surroundings, PATH: process.env.PATH ?? "", NODE_ENV: "production" as const };
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
    for (const name of ["help", "publish", "audit", "health"]) expect(said).toContain(`  ${name} `);
  }
  const { code, said } = await attune(["constructor"]);
  expect(code).toBe(1);
  expect(said).toMatch(/^There is no command "constructor": say one of help, publish, audit, health\.\n$/);
  expect((await attune(["health", "--loud"])).said).toMatch(/^The only option is --json FILE/);
});

describe.each(engines)("on %s", (engine) => {
  test("health, publish and audit tell of a running practice, on paper and as JSON", async () => {
    const { url, remove } = await freshAddress(engine, "empty");
    const server = await startServer({ databaseUrl: url });
    onTestFinished(async () => {
      await server.stop();
      await remove();
    });
    const json = join(server.dataFolder, "report.json");
    const surroundings = { DATABASE_URL: url, PORT: new URL(server.url).port };

    const health = await attune(["health", "--json", json], surroundings);
    expect(health).toMatchObject({ code: 0 });
    expect(health.said).toMatch(/^good {2}server: answers on port \d+$/m);
    expect(JSON.parse(readFileSync(json, "utf8")).findings[1]).toMatchObject({ subject: "database", good: true });

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
    expect(said).toMatch(/^The database is not ready for this version[^\n]+\n$/);
  });
});
