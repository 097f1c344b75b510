/** What `npm test` runs once everything is installed and built. Its last line counts every check. */
import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { findBrowser } from "./support/browser.ts";

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const reports = "test-results/reports";
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

// Pages are looked at in both: with the rules (tests/site.test.ts) and on journeys.
if (!findBrowser() && process.env.ATTUNE_INSTALL_BROWSER === "1") installBrowser();

// Beside the tests, which wait now and then for what they started.
const types = beside("node_modules/typescript/bin/tsc", ["--noEmit", "-p", ".", "--pretty"]);
const counts = [
  await step("lint", async () => one(run("node_modules/@biomejs/biome/bin/biome", ["check", "."]))),
  await step("rules, both databases, server", async () => runVitest()),
  await step("types, begun beside the others", async () => one(await types)),
  await step("journeys", async () => runJourneys()),
];
const total = counts.reduce((sum, count) => add(sum, count));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.skipped > 0 ? 1 : 0;

async function step(name: string, work: () => Promise<Count>): Promise<Count> {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const count = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped in ${seconds} s`);
  return count;
}

/** A program that is one check: right when it ends well. */
function one(good: boolean): Count {
  return good ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function runVitest(): Count {
  const file = `${reports}/vitest.json`;
  const good = run("node_modules/vitest/vitest.mjs", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report: Record<"numPassedTests" | "numFailedTests" | "numPendingTests" | "numTodoTests", number> = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  return orFailed({ passed: report.numPassedTests, failed: report.numFailedTests, skipped }, good);
}

function runJourneys(): Count {
  if (!findBrowser()) {
    console.log("There is no browser: install Chromium, name one in CHROMIUM_PATH, or set ATTUNE_INSTALL_BROWSER=1.");
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const file = `${reports}/playwright.json`;
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const good = run("node_modules/@playwright/test/cli.js", ["test", "--reporter=list,json"], environment);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats }: { stats: Record<"expected" | "unexpected" | "flaky" | "skipped", number> } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  return orFailed({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, good);
}

/** Playwright's own browser, else the distribution's, where we may. */
function installBrowser(): void {
  if (run("node_modules/@playwright/test/cli.js", ["install", "chromium"]) || process.getuid?.() !== 0) return;
  if (!existsSync("/usr/bin/apt-get")) return;
  spawnSync("apt-get", ["update"], { stdio: "inherit" });
  spawnSync("apt-get", ["install", "-y", "chromium"], { stdio: "inherit" });
}

/** A runner that ended badly without a failed test failed at something it does not count. */
function orFailed(count: Count, good: boolean): Count {
  return good || count.failed > 0 ? count : add(count, { passed: 0, failed: 1, skipped: 0 });
}

function add(one: Count, other: Count): Count {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** Runs a program of node_modules to its end. */
function run(program: string, options: string[], environment: Record<string, string> = {}): boolean {
  return spawnSync(process.execPath, [program, ...options], ofOurOwn(environment)).status === 0;
}

/** Begins one that goes on while others run. */
async function beside(program: string, options: string[]): Promise<boolean> {
  const [code] = await once(spawn(process.execPath, [program, ...options], ofOurOwn()), "exit");
  return code === 0;
}

/** Away from the surroundings of whatever instance this machine also serves. */
function ofOurOwn(environment: Record<string, string> = {}): SpawnOptions & { stdio: "inherit" } {
  const kept = ["ATTUNE_LONG", "ATTUNE_INSTALL_BROWSER"];
  const own = Object.entries(process.env).filter(([name]) => {
    return kept.includes(name) || !(name.startsWith("ATTUNE_") || ["DATABASE_URL", "PORT", "NODE_ENV"].includes(name));
  });
  const quick = { NODE_COMPILE_CACHE: "node_modules/.cache/attune" };
  return { stdio: "inherit", env: { ...Object.fromEntries(own), ...quick, ...environment, NODE_ENV: "test" } };
}
