import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Killing } from "./evidence-victim.ts";

/** Where the process that issues a record is killed, in the order in which it comes by. */
export const failpoints = [
  "before commit",
  "after commit",
  "within the journal",
  "after journal",
  "after signature",
  "before answer",
] as const;

export type Failpoint = (typeof failpoints)[number];

/** Has another process issue a record and die at a point of it; rejects when it lived to answer. */
export async function killAt(killing: Killing): Promise<void> {
  const file = join(killing.folder, "killing.json");
  writeFileSync(file, JSON.stringify(killing));
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, ["tests/trust/evidence-victim.ts", file], (error, stdout, stderr) => {
      if (error?.signal === "SIGKILL" && stdout === "") resolve();
      else reject(new Error(`It was not killed ${killing.failpoint}: ${stdout} ${stderr}`));
    });
  });
}
