import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takeEntryStamps } from "#app/platform/entry-stamps.ts";
import { findFreePort } from "./postgres.ts";
import { prepareOnce } from "./prepared.ts";
import { shortCourse } from "./short-course.ts";

/** A server of the test's own: the built app in a process, on a port and a folder of its own, marked as a test. */
export interface RunningServer {
  /** The origin, at http://localhost. */
  url: string;
  dataFolder: string;
  databaseUrl: string;
  /** The one-time link of the first run; undefined once there is an administrator. */
  firstRunLink: string | undefined;
  /** Moves time, for a server that was given a clock. */
  setClock(time: string): void;
  /** All that the server has printed. */
  said(): string;
  /** Ends it as an operator would; the folder goes with it. Answers with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut of the process would; `resume` starts it again on what it left. */
  kill(): Promise<void>;
  resume(): Promise<void>;
  /** Waits until the process has ended, by itself or not; with the signal that ended it, where one did. */
  ended(): Promise<NodeJS.Signals | null>;
  /** Starts it again as the launcher does: prepares, which reconciles the evidence, then serves. */
  restart(): Promise<void>;
}

interface Wanted {
  /** SQLite in the folder unless said. */
  databaseUrl?: string;
  /** An ISO time at which the server's clock stands. */
  clock?: string;
  /** The seed by which every quiz is drawn. */
  seed?: string;
  env?: Record<string, string>;
}

/** Prepares a database and serves on it; rejects with what was printed when either cannot be done. */
export async function startServer({ databaseUrl, clock, seed, env = {} }: Wanted = {}): Promise<RunningServer> {
  if (!existsSync("build/.attune-built"))
    throw new Error("There is no build: run the tests with `npm test`, which builds.");
  const dataFolder = mkdtempSync(join(tmpdir(), "attune-server-"));
  const clockFile = join(dataFolder, "clock");
  if (clock) writeFileSync(clockFile, clock);
  const port = env.PORT ?? String(await findFreePort());
  const environment = {
    ...ownEnvironment(dataFolder, port),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...(clock ? { ATTUNE_CLOCK: clockFile } : {}),
    ...(seed ? { ATTUNE_TEST_SEED: seed } : {}),
    ...env,
  };
  const lines = await prepareOnce(environment, { clock, prepare: runPreparation });
  // What a test does in the server's database by the acts of the domain is as good as done by the server.
  takeEntryStamps(environment.ATTUNE_KEYS);
  let server = await startMain(environment);
  const said = [server.said];
  const resume = async () => {
    server = await startMain(environment);
    said.push(server.said);
  };
  return {
    url: `http://localhost:${port}`,
    dataFolder,
    databaseUrl: environment.DATABASE_URL,
    firstRunLink: lines.findLast((line) => line.includes("/first-run/")),
    setClock: (time) => writeFileSync(clockFile, time),
    said: () => said.map((words) => words()).join(""),
    stop: async () => {
      const code = await end(server.child, "SIGTERM");
      rmSync(dataFolder, { recursive: true, force: true });
      return code;
    },
    kill: async () => void (await end(server.child, "SIGKILL")),
    resume,
    ended: () => endOf(server.child),
    restart: async () => {
      await runPreparation(environment);
      await resume();
    },
  };
}

/**
 * What the launcher would hand over, and nothing of the developer's own; with the short course, since to compile all that
 * ships takes longer than most tests. `wholeCourses` in its place brings them.
 */
export function ownEnvironment(dataFolder: string, port: string) {
  courses ??= shortCourse();
  return {
    ATTUNE_COURSES: courses,
    PATH: process.env.PATH ?? "",
    ...quickNode,
    PORT: port,
    ATTUNE_PURPOSE: "test",
    ATTUNE_DATA: dataFolder,
    ATTUNE_KEYS: join(dataFolder, "keys"),
    ATTUNE_EVIDENCE: join(dataFolder, "evidence"),
    DATABASE_URL: `file:${join(dataFolder, "attune.db")}`,
  };
}

/** What the launcher gives each program of ours: to load one takes half as long. */
export const quickNode = { NODE_COMPILE_CACHE: "node_modules/.cache/attune" };

/** Made once for each process of tests. */
let courses: string | undefined;

/** For a test about the courses as they ship. */
export const wholeCourses = { ATTUNE_COURSES: "" };

/** Runs server/prepare.ts; answers with the lines it would have printed last. */
export async function runPreparation(environment: Record<string, string>, options: string[] = []): Promise<string[]> {
  const { child, said } = run("server/prepare.ts", environment, options);
  let lines: string[] = [];
  child.on("message", (message) => {
    if (Array.isArray(message)) lines = message.map(String);
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(said());
  return lines;
}

/** Starts server/main.ts alone, on a database as it is; rejects with what it printed when it ends instead. */
export async function startMain(environment: Record<string, string>) {
  const { child, said } = run("server/main.ts", environment, []);
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", () => reject(new Error(said())));
  });
  return { child, said };
}

function run(program: string, environment: Record<string, string>, options: string[]) {
  const how: SpawnOptions = {
    env: { ...environment, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  };
  const child = spawn(process.execPath, [program, ...options], how);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk));
  return { child, said: () => text };
}

async function endOf(child: ChildProcess): Promise<NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.signalCode;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  const [code] = await once(child, "exit");
  return code;
}
