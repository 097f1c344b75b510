import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RunningServer } from "#tests/support/server.ts";

/** Where a server that issues a record is killed, in the order in which it comes by. */
export const serverFailpoints = [
  "before commit",
  "after commit",
  "within the journal",
  "after journal",
  "after signature",
  "before answer",
  "during PDF",
  "before the PDF is kept",
  "after the PDF is kept",
] as const;

export type ServerFailpoint = (typeof serverFailpoints)[number];

/** At these a learner has their answer already. */
export const pdfFailpoints: ServerFailpoint[] = ["during PDF", "before the PDF is kept", "after the PDF is kept"];

/** What a server is started with, so that it can be killed at a point; `folder` takes the file that names it. */
export function killable(folder: string): Record<string, string> {
  const preload = pathToFileURL(join(import.meta.dirname, "server-failpoints.ts")).href;
  return { FAILPOINT_FILE: join(folder, "failpoint"), NODE_OPTIONS: `--import ${preload}` };
}

/** Has the server die when it next comes by a point, while `work` goes on; answers once it is dead and started again. */
export async function killWhile(
  server: RunningServer,
  { folder, failpoint, work }: { folder: string; failpoint: ServerFailpoint; work: () => Promise<void> },
): Promise<void> {
  const file = join(folder, "failpoint");
  writeFileSync(file, failpoint);
  await work();
  const signal = await server.ended();
  if (signal !== "SIGKILL") throw new Error(`It was not killed ${failpoint}: ${server.said().slice(-2_000)}`);
  rmSync(file);
  await server.restart();
}
