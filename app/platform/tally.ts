import { AsyncLocalStorage } from "node:async_hooks";

/** What answering one request took; counted only where tests ask, and the same on every machine. */
export interface Tally {
  queries: number;
  /** Pieces of a release (a block, a stem, a choice) made into HTML; one that is found as it was made is not counted. */
  rendered: number;
}

export const tally = new AsyncLocalStorage<Tally>();

/** Counts one more, where anything is counted. */
export function count(what: keyof Tally): void {
  const counted = tally.getStore();
  if (counted) counted[what]++;
}
