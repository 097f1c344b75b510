import { copyFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

type Environment = Record<string, string>;

interface Prepared {
  lines: string[];
  /** Brings what was prepared to where another server is to stand. */
  copyTo(environment: Environment): Promise<void>;
}

const prepared = new Map<string, Prepared>();
const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Where a server stands; the rest of its environment says what is prepared for it. */
const places = ["PORT", "ATTUNE_DATA", "ATTUNE_KEYS", "ATTUNE_EVIDENCE", "DATABASE_URL", "ATTUNE_CLOCK"];

/**
 * Prepares an empty place for a server, or copies what was prepared in the same surroundings before: once for each
 * process of tests, since to compile a course takes longer than most tests. Keys of one's own are prepared for anew.
 * Answers with the lines that a start prints.
 */
export async function prepareOnce(
  environment: Environment,
  { clock, prepare }: { clock?: string; prepare: (environment: Environment) => Promise<string[]> },
): Promise<string[]> {
  const { ATTUNE_DATA: data = "", ATTUNE_KEYS: keys = "", DATABASE_URL: url = "", PORT: port = "" } = environment;
  if (!keys.startsWith(data)) return prepare(environment);
  const rest = Object.entries(environment).filter(([name]) => !places.includes(name));
  const key = JSON.stringify([url.replace(/:.*/, ""), clock, rest.toSorted()]);
  const before = prepared.get(key);
  if (before) {
    await before.copyTo(environment);
    return before.lines.map((line) => line.replace(/http:\/\/localhost:\d+/, `http://localhost:${port}`));
  }
  const lines = await prepare(environment);
  prepared.set(key, { lines, copyTo: await keep(data, url) });
  return lines;
}

async function keep(data: string, url: string): Promise<Prepared["copyTo"]> {
  const folder = mkdtempSync(join(tmpdir(), "attune-prepared-"));
  folders.push(folder);
  cpSync(data, join(folder, "data"), { recursive: true });
  const restoreDatabase = url.startsWith("file:") ? keepFile(url, folder) : await keepCatalog(url);
  return async ({ ATTUNE_DATA = "", DATABASE_URL = "" }) => {
    cpSync(join(folder, "data"), ATTUNE_DATA, { recursive: true });
    await restoreDatabase(DATABASE_URL);
  };
}

function keepFile(url: string, folder: string) {
  const kept = join(folder, "attune.db");
  copyFileSync(url.slice("file:".length), kept);
  return async (target: string) => copyFileSync(kept, target.slice("file:".length));
}

/** The copy goes with the PostgreSQL of the run. */
async function keepCatalog(url: string) {
  const name = nameOf(url);
  await onMaintenance(url, [`create database ${name}_kept template ${name} strategy file_copy`]);
  return async (target: string) => {
    const wanted = nameOf(target);
    await onMaintenance(target, [
      `drop database ${wanted}`,
      `create database ${wanted} template ${name}_kept strategy file_copy`,
    ]);
  };
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function onMaintenance(url: string, statements: string[]): Promise<void> {
  const client = new pg.Client(url.replace(/[^/]*$/, "postgres"));
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
