import { Worker } from "node:worker_threads";
import type { Beginning, ChainReader, Found, Links } from "#app/domain/evidence/verification/chain.ts";

/** What the thread is told, and what it answers each time: what it has found by then. */
export type Asked = { links: Links } | { end: true };
export interface Answered {
  found: Found | undefined;
}

/** How many pages the thread may be behind, so that the log is not held in memory. */
const mostWaiting = 8;

/** From how many entries on it pays. */
const fromEntries = 5_000;

/** Has another thread read the journal of a folder, and the tree that its entries make. */
export function chainThread(evidenceFolder: string, from = fromEntries) {
  const read = (begin: Beginning): ChainReader => {
    const worker = new Worker(new URL("./chain-thread/worker.ts", import.meta.url), {
      workerData: { begin, evidenceFolder },
    });
    const answers = new Answers(worker);
    const ask = (asked: Asked) => {
      answers.waiting++;
      worker.postMessage(asked);
    };
    return {
      take(links) {
        ask({ links });
        return answers.until(mostWaiting);
      },
      settle: () => answers.until(0).finally(() => worker.terminate()),
      end() {
        ask({ end: true });
        return answers.until(0).finally(() => worker.terminate());
      },
    };
  };
  return { from, read };
}

class Answers {
  waiting = 0;
  private found: Found | undefined;
  private failure: unknown;
  private wake = () => {};

  constructor(worker: Worker) {
    worker.on("message", ({ found }: Answered) => {
      this.waiting--;
      this.found ??= found;
      this.wake();
    });
    worker.on("error", (error) => {
      this.failure = error;
      this.wake();
    });
  }

  /** Resolves once no more than so many are still to be answered. */
  async until(most: number): Promise<Found | undefined> {
    while (this.waiting > most && this.failure === undefined) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.failure !== undefined) throw this.failure;
    return this.found;
  }
}
