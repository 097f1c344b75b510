import { type RawBuilder, sql } from "kysely";
import { addDays } from "../assignment/due.ts";
import { dueIn, judgedIn } from "../standing/count.ts";
import { type Moment, quietSince, type Status } from "../standing/judgement.ts";

/** Why somebody needs help now: `never-begun` is 21 days after the assignment, without having joined the course. */
export const needs = ["overdue", "inactive", "never-begun"] as const;
export type Need = (typeof needs)[number];
export type Bucket = Need | "soon" | "done";

const soonDays = 14;

/** Where a place belongs today; null for what needs nothing. It follows from the standing alone (standing/judgement.ts). */
export function bucketIn(moment: Moment): RawBuilder<Bucket | null> {
  const soon = sql<"soon" | null>`case when ${dueIn(moment)} <= ${lastSoon(moment)} then 'soon' end`;
  const begins = sql<Bucket | null>`case when standing.assigned_at <= ${quietSince(moment)} then 'never-begun' else ${soon} end`;
  const buckets: Partial<Record<Status, RawBuilder<Bucket | null>>> = {
    complete: sql.lit("done"),
    overdue: sql.lit("overdue"),
    inactive: sql.lit("inactive"),
    assigned: begins,
    enrolled: soon,
    "in-progress": soon,
  };
  return judgedIn(moment, (status) => buckets[status] ?? sql.lit(null));
}

/** The days that whatever is in these buckets is due on, where that is all that is: what an index finds it by. */
export function daysOf(buckets: readonly Bucket[], moment: Moment): { before: string; from?: string } | undefined {
  if (buckets.every((bucket) => bucket === "overdue")) return { before: moment.today };
  if (buckets.every((bucket) => bucket === "soon")) return { from: moment.today, before: addDays(lastSoon(moment), 1) };
  return undefined;
}

/** A day that is over is overdue already, and never asked of this. */
function lastSoon({ today }: Moment): string {
  return addDays(today, soonDays);
}
