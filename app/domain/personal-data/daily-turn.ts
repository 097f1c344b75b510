import type { Seals } from "#app/platform/seal.ts";
import type { Db } from "#db/open.ts";
import { type Erasing, eraseClosed } from "../erasure.ts";
import { postEffect } from "../outbox.ts";
import { takeOverdue } from "./retention.ts";

/** A part of a day's work; the day is of UTC, as 2026-03-02. */
export interface Turn {
  day: string;
  turn: string;
}

/** About how many rows one turn takes. */
const rowsOfTurn = 1_000;
/** How long ago the day before this one may lie, in days. */
const longestGap = 31;

/** Posts a turn; however many processes post it, it is there once. */
export async function postTurn(db: Db, { day, turn, now }: Turn & { now: Date }): Promise<void> {
  const key = `retention of ${day}, turn ${turn}`;
  await postEffect(db, { key, kind: "retention", payload: { day, turn }, urgency: "soon", now });
}

/**
 * Does a turn of the day: erases those whose closing is due, then takes what is past its period, and posts the next turn
 * while there is more. Rests for one day after more than a month without a turn, since nothing of it can be undone: it
 * may be the clock that is wrong.
 */
export async function takeTurn(
  db: Db,
  { day, turn, now, ...erasing }: Turn & Erasing & { seals: Pick<Seals, "end" | "forget">; now: Date },
): Promise<string> {
  if (!(await hasTurnBefore(db, { day, now })))
    return "rested: no turn in the month before, and the clock may be wrong";
  const erased = await eraseClosed(db, { ...erasing, now });
  const { seals } = erasing;
  const { taken, isDone } = await takeOverdue(db, { actor: { kind: "job" }, seals, now, most: rowsOfTurn });
  if (!isDone) await postTurn(db, { day, turn: String(Number(turn) + 1), now });
  const rows = Object.entries(taken).map(([table, count]) => `${table} ${count}`);
  return [`erased ${erased}`, ...rows].join(", ");
}

async function hasTurnBefore(db: Db, { day, now }: { day: string; now: Date }): Promise<boolean> {
  const start = new Date(`${day}T00:00:00.000Z`);
  const after = new Date(Math.min(start.getTime(), now.getTime()) - longestGap * 86_400_000).toISOString();
  const before = await db
    .selectFrom("outbox")
    .select("id")
    .where("kind", "=", "retention")
    .where("created_at", ">=", after)
    .where("created_at", "<", start.toISOString())
    .limit(1)
    .executeTakeFirst();
  return before !== undefined;
}
