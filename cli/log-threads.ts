import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Found } from "#app/domain/evidence/verification/fault.ts";
import type { Beginning, PartName, PartReader } from "#app/domain/evidence/verification/part.ts";

/** What a thread is given. */
export interface Given {
  part: PartName;
  begin: Beginning;
  databaseUrl: string;
  evidenceFolder: string;
}

/** From how many entries on it pays. */
const fromEntries = 5_000;

/** Has a thread for each part of the log, which opens the database and the folder of evidence for itself. */
export function logThreads(where: Pick<Given, "databaseUrl" | "evidenceFolder">, from = fromEntries) {
  const read: PartReader = async (part, begin) => {
    const worker = new Worker(new URL("./log-threads/worker.ts", import.meta.url), {
      workerData: { part, begin, ...where } satisfies Given,
    });
    const [found]: (Found | undefined)[] = await once(worker, "message");
    return found;
  };
  return { from, read };
}
