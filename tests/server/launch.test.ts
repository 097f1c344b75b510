import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "#db/open.ts";
import { addPerson } from "#tests/support/cast.ts";
import { ask } from "#tests/support/http.ts";
import { findFreePort } from "#tests/support/postgres.ts";
import { ownEnvironment, runPreparation, wholeCourses } from "#tests/support/server.ts";

// A launcher that finds the sources changed builds first.
vi.setConfig({ testTimeout: 90_000 });

const isLong = process.env.ATTUNE_LONG !== undefined;

interface Launched {
  child: ChildProcess;
  url: string;
  /** From asking to the first page, in milliseconds. */
  took: number;
  said(): string;
}

/** Runs the launcher as npm would and waits until it answers at `path`, or for its end. */
async function launch(
  words: string[],
  surroundings: Record<string, string> = {},
  { at, path }: { at?: string; path?: string } = {},
): Promise<Launched> {
  const port = at ?? String(await findFreePort());
  const start = performance.now();
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, NODE_ENV: "production" as const, PORT: port, ...surroundings };
  const child = spawn(process.execPath, ["server/launch.mjs", ...words], { env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk));
  const url = `http://localhost:${port}`;
  while (child.exitCode === null && !(await answers(url, path)))
    await new Promise((resolve) => setTimeout(resolve, 20));
  return { child, url, took: performance.now() - start, said: () => text };
}

async function answers(url: string, path = "/health"): Promise<boolean> {
  return ask(url, path).then(
    ({ status }) => status === 200,
    () => false,
  );
}

async function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  child.kill(signal);
  return (await once(child, "exit"))[0];
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "attune-launch-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const lastLine = (said: string) => said.trimEnd().split("\n").at(-1);

test("a start prints last the one-time link that begins and ends well when it is asked to; the next answers within three seconds", async () => {
  const data = { ATTUNE_DATA: temporaryFolder() };
  const { child, url, said } = await launch(["start"], data);
  await expect.poll(() => lastLine(said())).toMatch(/^http:\/\/localhost:\d+\/first-run\/[\w-]{43}$/);
  expect(said()).toContain("Published course c4f9k2ra");
  expect((await ask(url, "/sign-in")).status).toBe(200);
  expect(await end(child)).toBe(0);
  expect(await answers(url)).toBe(false);

  const times: number[] = [];
  // Other tests run beside this one: the first that is quick enough will do. The long form, which stands alone, looks at
  // the median.
  const isEnough = () => (isLong ? times.length === 5 : times.length === 8 || Math.min(...times) < 3000);
  while (!isEnough()) {
    const { child, took } = await launch(["start"], data);
    times.push(Math.round(took));
    await end(child);
  }
  times.sort((a, b) => a - b);
  console.log(`A second start answered in ${times.join(", ")} ms.`);
  expect(isLong ? times[2] : times[0]).toBeLessThan(3000);
});

test("a start on a port that is taken fails, and leaves the link of the server there as it was", async () => {
  const data = { ATTUNE_DATA: temporaryFolder(), ATTUNE_COURSES: temporaryFolder() };
  const first = await launch(["start"], data);
  await expect.poll(() => lastLine(first.said())).toContain("/first-run/");
  const second = await launch(["start"], data, { at: new URL(first.url).port });
  const code = second.child.exitCode ?? (await once(second.child, "exit"))[0];
  expect(code).toBe(1);
  expect(second.said()).toMatch(/^The address is taken [^\n]*set PORT to another number\.\n$/);
  expect((await ask(first.url, new URL(lastLine(first.said()) ?? "").pathname)).status).toBe(200);
  await end(first.child);
});

test("a server whose launcher is gone stops by itself", async () => {
  const { child, url } = await launch(["start"], { ATTUNE_DATA: temporaryFolder(), ATTUNE_COURSES: temporaryFolder() });
  await end(child, "SIGKILL");
  await expect.poll(() => answers(url), { timeout: 10_000 }).toBe(false);
});

test("the demo stands in its own folder, whatever the environment says, and prints who there is and then its address", async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const away = { ATTUNE_DATA: elsewhere, ATTUNE_HOST: "0.0.0.0", DATABASE_URL: `file:${join(elsewhere, "a.db")}` };
  const port = String(await findFreePort());
  const { child, url, said } = await launch(
    ["demo", "--port", port, "--data", folder],
    { ...away, ATTUNE_KEYS: elsewhere },
    { at: port },
  );
  await expect.poll(() => lastLine(said())).toBe(url);
  expect(said()).toContain("therapist@practice.example");
  expect(said()).toContain("demo-practice-only-please");
  expect(existsSync(join(folder, "attune.db"))).toBe(true);
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(await end(child)).toBe(0);
});

test("the demo refuses a practice's own database", async () => {
  const folder = temporaryFolder();
  const own = ownEnvironment(folder, String(await findFreePort()));
  await runPreparation({ ...own, ...wholeCourses, ATTUNE_PURPOSE: "live" });
  const { db, close } = openDatabase(`file:${join(folder, "attune.db")}`);
  await addPerson(db);
  await close();
  const { child, said } = await launch(["demo", "--data", folder]);
  expect(child.exitCode).toBe(1);
  expect(said()).toMatch(/^This database holds people whom the demo did not make[^\n]*\n$/);
});

test("development shows the working copy and publishes nothing", async () => {
  const folder = temporaryFolder();
  const port = String(await findFreePort());
  const { child, said, url } = await launch(
    ["dev", "--data", folder, "--port", port],
    {},
    { at: port, path: "/sign-in" },
  );
  await expect.poll(() => said(), { timeout: 30_000 }).toMatch(/\/first-run\/[\w-]{43}\n/);
  expect((await ask(url, "/sign-in")).body.toString()).toContain("/@vite/client");
  const { db, close } = openDatabase(`file:${join(folder, "attune.db")}`);
  expect(await db.selectFrom("course_release").select("id").execute()).toEqual([]);
  await close();
  await end(child);
});

test("a command that is not there is refused with the names of those that are", async () => {
  const { child, said } = await launch(["serve"]);
  expect(child.exitCode).toBe(1);
  expect(said()).toMatch(/^Say one of: start, demo, dev, test, test:long, bench, check, attune\.\n$/);
});
