/** Reads the journal and the tree beside the thread that reads the database; each question is answered, in order. */
import { parentPort, workerData } from "node:worker_threads";
import { type Beginning, Chain } from "#app/domain/evidence/verification/chain.ts";
import { openJournal } from "#app/platform/journal.ts";
import type { Answered, Asked } from "../chain-thread.ts";

const { begin, evidenceFolder }: { begin: Beginning; evidenceFolder: string } = workerData;
const journal = openJournal(evidenceFolder);
const chain = new Chain(begin, journal.read());

parentPort?.on("message", async (asked: Asked) => {
  const answered: Answered = { found: "links" in asked ? await chain.take(asked.links) : await chain.end() };
  parentPort?.postMessage(answered);
  if ("end" in asked) journal.close();
});
