import { type DueEffect, markDone, putOff, takeDue } from "#app/domain/outbox.ts";
import { logError } from "#app/platform/log.ts";
import type { Db } from "#db/open.ts";

/** Does one effect and answers with what came of it, in a few words without a name; throws when it is to be tried again. */
export type Performer = (db: Db, effect: DueEffect, now: Date) => Promise<string>;

export interface Doing {
  perform: Performer;
  clock: () => Date;
}

/** How often the runner looks, and how long an answer waits for an effect, in milliseconds. */
const pause = 2_000;
const longestWait = 3_000;

/**
 * Does every effect that is due, each by its lease, so that two runners never do one between them. An effect that
 * throws is put off. Answers with how many were taken.
 */
export async function runDue(
  db: Db,
  { perform, clock, beforeAnswer }: Doing & { beforeAnswer?: boolean },
): Promise<number> {
  const effects = await takeDue(db, { now: clock(), beforeAnswer });
  for (const effect of effects) {
    const { id, tries } = effect;
    try {
      const outcome = await perform(db, effect, clock());
      await markDone(db, { id, tries, outcome, now: clock() });
    } catch (error) {
      logError(error, `effect ${effect.kind}`);
      await putOff(db, { id, tries, reason: nameOf(error), now: clock() });
    }
  }
  return effects.length;
}

/**
 * Does what an act that has just been committed marked `now`, before its answer goes out, or begins it: an answer waits
 * three seconds at most, and what fails is tried again by the runner.
 */
export async function runBeforeAnswer(db: Db, doing: Doing): Promise<void> {
  const done = runDue(db, { ...doing, beforeAnswer: true }).catch((error) => logError(error, "the outbox"));
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, longestWait);
  });
  await Promise.race([done, patience]);
  clearTimeout(timer);
}

/**
 * Looks for due effects until it is stopped; stopping waits for the one that is being done. At the first look, and at
 * the first of each day of UTC, `beginDay` posts what a day brings.
 */
export function startJobs(
  db: Db,
  { beginDay, ...doing }: Doing & { beginDay?: (db: Db, day: string, now: Date) => Promise<void> },
) {
  let stopped = false;
  let wake = () => {};
  let begun = "";
  const look = async () => {
    const now = doing.clock();
    const day = now.toISOString().slice(0, 10);
    if (day !== begun) await beginDay?.(db, day, now);
    begun = day;
    return runDue(db, doing);
  };
  const loop = async () => {
    while (!stopped) {
      const taken = await look().catch(noteAndRest);
      if (taken === 0 && !stopped) {
        await new Promise<void>((resolve) => {
          wake = atMost(pause, resolve);
        });
      }
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopped = true;
      wake();
      return running;
    },
  };
}

/** A database that cannot be reached now may be reached later. */
function noteAndRest(error: unknown): number {
  logError(error, "the outbox");
  return 0;
}

/** Calls once after so many milliseconds, or when what it answers with is called first. */
function atMost(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => {
    clearTimeout(timer);
    call();
  };
}

/** What an administrator may read of an error: never its message, which may hold an address. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "it broke";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
