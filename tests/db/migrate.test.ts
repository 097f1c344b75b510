import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { compareSchema } from "#db/migrate.ts";
import { openDatabase } from "#db/open.ts";
import { engines, freshAddress } from "#tests/support/database.ts";

const kills = process.env.ATTUNE_LONG ? 50 : 8;

test.each(engines)("a migration that is killed leaves all of itself or nothing, on %s", async (engine) => {
  const outcomes = { nothing: 0, all: 0 };
  for (let kill = 0; kill < kills; kill++) {
    const { url, remove } = await freshAddress(engine, "empty");
    await migrateAndKill(url, 60 + Math.random() * 240);
    const opened = openDatabase(url);
    const { missing, unknown } = await compareSchema(opened);
    const tables = await opened.db.introspection.getTables();
    await opened.close();
    await remove();
    expect(unknown).toEqual([]);
    if (missing.length === 0) outcomes.all++;
    else {
      outcomes.nothing++;
      expect(tables.map(({ name }) => name)).toEqual([]);
    }
  }
  expect(outcomes.nothing + outcomes.all).toBe(kills);
}, 300_000);

async function migrateAndKill(url: string, after: number): Promise<void> {
  const child = spawn(process.execPath, ["tests/support/migrator.ts", url], { stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), after);
  await once(child, "exit");
  clearTimeout(timer);
}
