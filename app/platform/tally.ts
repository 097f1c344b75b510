import { AsyncLocalStorage } from "node:async_hooks";

/** What answering one request took; counted only where tests ask, and the same on every machine. */
export interface Tally {
  queries: number;
  /** Pieces of a release (a lesson, a stem, a choice) made into HTML, rather than found as they were made before. */
  rendered: number;
}

export const tally = new AsyncLocalStorage<Tally>();

/** Counts one more, where anything is counted. */
export function count(what: keyof Tally): void {
  const counted = tally.getStore();
  if (counted) counted[what]++;
}
