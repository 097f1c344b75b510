import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, inject, onTestFinished, test } from "vitest";
import { type Db, type Opened, openDatabase } from "#db/open.ts";
import { scratchFolder } from "./scratch.ts";

export type Engine = Opened["engine"];

export const engines: Engine[] = ["sqlite", "postgres"];

/** For what a whole server or command line does, where the acts behind it are tested on both: the long form asks both. */
export const serverEngines: Engine[] = process.env.ATTUNE_LONG ? engines : ["sqlite"];

/** An open database and where it is, so that another process can open it too. */
export type Fresh = Opened & { url: string };

/** Registers a test once for each engine; each time it has an empty, migrated database of its own. */
export function onBothDatabases(
  sentence: string,
  work: (fresh: { db: Db; opened: Fresh }) => Promise<void>,
  patience?: number,
): void {
  const run = (engine: Engine) => async () => {
    const opened = await freshDatabase(engine);
    await work({ db: opened.db, opened });
  };
  for (const engine of engines) describe(engine, () => test(sentence, run(engine), patience));
}

/** An empty, migrated database for the test that asks, closed and removed when that test is over. */
export async function freshDatabase(engine: Engine): Promise<Fresh> {
  const { url, remove } = await freshAddress(engine);
  const opened = openDatabase(url);
  onTestFinished(async () => {
    await opened.close();
    await remove();
  });
  return { ...opened, url };
}

/** Where a database of one's own now is: migrated, or with nothing in it. Whoever asks removes it. */
export function freshAddress(
  engine: Engine,
  state: "migrated" | "empty" = "migrated",
): Promise<{ url: string; remove(): Promise<void> }> {
  return engine === "sqlite" ? freshFile(state) : freshCatalog(state);
}

async function freshFile(state: "migrated" | "empty") {
  const folder = mkdtempSync(join(scratchFolder(), "attune-test-"));
  const file = join(folder, "attune.db");
  if (state === "migrated") copyFileSync(inject("sqliteTemplate"), file);
  return { url: `file:${file}`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function freshCatalog(state: "migrated" | "empty") {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onMaintenance(
    `create database ${name} template ${state === "migrated" ? "attune_template" : "template0"} strategy file_copy`,
  );
  return {
    url: inject("postgres").replace(/postgres$/, name),
    remove: () => onMaintenance(`drop database if exists ${name} with (force)`),
  };
}

async function onMaintenance(statement: string): Promise<void> {
  const client = new pg.Client(inject("postgres"));
  await client.connect();
  await client.query(statement);
  await client.end();
}
