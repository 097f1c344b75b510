import { type RawBuilder, sql } from "kysely";
import { type Moment, quietSince, type Status } from "./judgement.ts";

/**
 * `judge` of judgement.ts as an expression over a row of `standing`, so that many are counted or chosen where they are
 * kept. A test holds the two equal for random rows and histories. What is likeliest is asked first.
 */
export function statusIn(moment: Moment): RawBuilder<Status> {
  const { today } = moment;
  return sql<Status>`case
    when standing.completed_at is not null and (standing.expires_on < ${today}) is not true then 'complete'
    when standing.assigned_at is null then ${workIn(moment, "not-assigned")}
    when standing.waived_at is not null then 'waived'
    when standing.excused_at is not null then 'excused'
    when standing.due_on < ${today} or (standing.due_on is null and standing.completed_at is not null) then 'overdue'
    else ${workIn(moment, "assigned")} end`;
}

/** The day that counts, in the same way; null while nothing is asked for. */
export function dueIn({ today }: Moment): RawBuilder<string | null> {
  return sql<string | null>`case
    when standing.assigned_at is null then null
    when standing.expires_on < ${today} and (standing.due_on >= standing.expires_on) is not true then standing.expires_on
    else standing.due_on end`;
}

/** Of who is not complete, so that a record there is has ended and its cycle with it. */
function workIn(moment: Moment, otherwise: "assigned" | "not-assigned"): RawBuilder<Status> {
  return sql<Status>`case
    when standing.enrolled_at is null or standing.left_at is not null then ${sql.lit(otherwise)}
    when standing.completed_at is not null and standing.cycle = standing.completed_cycle then ${sql.lit(otherwise)}
    when coalesce(standing.last_at, standing.enrolled_at) <= ${quietSince(moment)} then 'inactive'
    when standing.last_at is null then 'enrolled'
    else 'in-progress' end`;
}
