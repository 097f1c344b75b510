/** The server process. It neither migrates nor publishes: server/prepare.ts has done so before. */
import type { AsyncLocalStorage } from "node:async_hooks";
import { createServer, type Server } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { planToday } from "#app/domain/reminder/plan.ts";
import { now } from "#app/platform/clock.ts";
import { logError } from "#app/platform/log.ts";
import { settings } from "#app/platform/settings.ts";
import type { Tally } from "#app/platform/tally.ts";
import type { Opened } from "#db/open.ts";
import { answerWith } from "./answer.ts";
import { answerByArea } from "./areas.ts";
import { tellingCounts } from "./counts.ts";
import { beginDay } from "./day.ts";
import { perform } from "./effects.ts";
import { runBeforeAnswer, startJobs } from "./jobs.ts";
import { refuseForeignSchema, refuseOpenDemo, refuseTestHooks } from "./readiness.ts";
import { stopWith } from "./refusal.ts";
import { readStaticFiles } from "./static.ts";

/** How long requests may take to end when the server stops, in milliseconds. */
const patience = 10_000;

// What nobody caught is noted like any other error. A promise harms no one else; an exception may have left things half done.
process.on("unhandledRejection", (error) => logError(error, "work that nobody waited for"));
process.on("uncaughtException", (error) => {
  logError(error, "work that nobody waited for");
  process.exit(1);
});

try {
  await serve();
} catch (error) {
  stopWith(error);
}

async function serve(): Promise<void> {
  process.umask(0o077);
  const chosen = settings();
  const { build, opened, tally } = await loadBuild();
  await refuseForeignSchema(opened);
  await refuseOpenDemo(opened, chosen);
  await refuseTestHooks(opened, chosen);

  const doing = { perform, clock: now, plan: planToday };
  const answer = answerWith({
    settings: chosen,
    files: readStaticFiles(resolve("build/client")),
    pages: chosen.countQueries ? tellingCounts(answerByArea(build), tally) : answerByArea(build),
    afterWrite: () => runBeforeAnswer(opened.db, doing),
  });
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000 }, answer);
  await listen(server, chosen);
  const jobs = startJobs(opened.db, { ...doing, beginDay });
  stopOnSignal(server, async () => {
    await jobs.stop();
    await opened.close();
  });
  process.send?.("ready");
}

interface Loaded {
  build: ServerBuild;
  /** The one handle of this process, which the app opened. */
  opened: Opened;
  tally: AsyncLocalStorage<Tally>;
}

async function loadBuild(): Promise<Loaded> {
  const build = await import(pathToFileURL(resolve("build/server/index.js")).href);
  const { opened, tally } = build.entry.module;
  return { build, opened, tally };
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((settle, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      settle();
    });
  });
}

/** Takes no more connections, lets requests that are under way end, then closes the rest; also when the launcher is gone. */
function stopOnSignal(server: Server, close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patience).unref();
    setInterval(() => server.closeIdleConnections(), 100);
    server.close(() => close().then(() => process.exit(0), stopWith));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  process.on("disconnect", stop);
}
