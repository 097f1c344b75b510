import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Environment = Record<string, string>;

interface Prepared {
  folder: string;
  lines: string[];
}

const prepared = new Map<string, Promise<Prepared>>();
const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Where an environment's own server stands; all else in it says what is prepared. */
const ofItsOwn = ["PORT", "ATTUNE_DATA", "ATTUNE_KEYS", "ATTUNE_EVIDENCE", "DATABASE_URL"];

/**
 * Fills an empty data folder with what a start prepares in these surroundings, which is prepared once for each process
 * of tests: to compile a course takes longer than most tests. Answers with the lines that the start would have printed.
 */
export async function copyPrepared(
  environment: Environment,
  { clock, prepare }: { clock?: string; prepare: (environment: Environment) => Promise<string[]> },
): Promise<string[]> {
  const { PORT = "", ATTUNE_DATA: target = "" } = environment;
  const rest = Object.entries(environment).filter(([name]) => ![...ofItsOwn, "ATTUNE_CLOCK"].includes(name));
  const key = JSON.stringify([clock, rest.toSorted()]);
  const made = prepared.get(key) ?? make(environment, prepare);
  prepared.set(key, made);
  const { folder, lines } = await made;
  cpSync(folder, target, { recursive: true });
  return lines.map((line) => line.replace(anyPort, `http://localhost:${PORT}`));
}

const anyPort = /http:\/\/localhost:\d+/;

async function make(environment: Environment, prepare: (environment: Environment) => Promise<string[]>) {
  const folder = mkdtempSync(join(tmpdir(), "attune-prepared-"));
  folders.push(folder);
  const { ATTUNE_DATA = "" } = environment;
  const moved = ofItsOwn
    .filter((name) => name !== "PORT")
    .map((name) => [name, (environment[name] ?? "").replace(ATTUNE_DATA, folder)]);
  return { folder, lines: await prepare({ ...environment, ...Object.fromEntries(moved) }) };
}
