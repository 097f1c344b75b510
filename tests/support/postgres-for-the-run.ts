import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#db/migrate.ts";
import { openDatabase } from "#db/open.ts";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty SQLite file to copy. */
    sqliteTemplate: string;
    /** The maintenance database of the run's PostgreSQL, which holds the migrated database `attune_template`. */
    postgres: string;
  }
}

/** Starts one PostgreSQL for the run and migrates, once for each engine, the database that every test gets a copy of. */
export default async function prepareTemplates(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "attune-tests-"));
  const sqliteTemplate = join(folder, "template.db");
  await makeTemplate(`file:${sqliteTemplate}`);

  const postgres = await startPostgres();
  const maintenance = new pg.Client(postgres.url);
  await maintenance.connect();
  await maintenance.query("create database attune_template");
  await maintenance.end();
  await makeTemplate(postgres.url.replace(/postgres$/, "attune_template"));

  project.provide("sqliteTemplate", sqliteTemplate);
  project.provide("postgres", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(url: string): Promise<void> {
  const opened = openDatabase(url);
  await migrate(opened);
  await opened.close();
}
