import { type RawBuilder, sql } from "kysely";
import { type Moment, quietSince, type Status } from "./judgement.ts";

/**
 * `judge` of judgement.ts as an expression over a row of `standing`, so that many are counted or chosen where they are
 * kept. A test holds the two equal for random histories.
 */
export function statusIn(moment: Moment): RawBuilder<Status> {
  const { today } = moment;
  const due = dueIn(moment);
  const latest = sql`coalesce(standing.last_at, standing.enrolled_at)`;
  return sql<Status>`case
    when standing.completed_at is not null and not ${expiredIn(today)} then 'complete'
    when standing.assigned_at is not null and standing.waived_at is not null then 'waived'
    when standing.assigned_at is not null and standing.excused_at is not null then 'excused'
    when ${due} < ${today} then 'overdue'
    when standing.enrolled_at is not null and standing.left_at is null
      and not (${expiredIn(today)} and standing.cycle = standing.completed_cycle) then
      case when ${latest} <= ${quietSince(moment)} then 'inactive'
        when standing.last_at is null then 'enrolled' else 'in-progress' end
    when standing.assigned_at is null then 'not-assigned'
    else 'assigned' end`;
}

/** The day that counts, in the same way; null while nothing is asked for. */
export function dueIn({ today }: Moment): RawBuilder<string | null> {
  const asked = sql`case when standing.extended_to > standing.due_on then standing.extended_to else standing.due_on end`;
  return sql<string | null>`case when standing.assigned_at is null then null
    when ${expiredIn(today)} then
      case when (${asked}) > standing.expires_on then (${asked}) else standing.expires_on end
    else ${asked} end`;
}

function expiredIn(today: string) {
  return sql`(standing.completed_at is not null and standing.expires_on is not null and standing.expires_on < ${today})`;
}
