import { type RawBuilder, sql } from "kysely";
import { type Moment, quietSince, type Status } from "./judgement.ts";

/**
 * `judge` of judgement.ts as an expression over a row of `standing`, so that many are counted or chosen where they are
 * kept. A test holds the two equal for random rows and histories. What is likeliest is asked first.
 */
export function statusIn(moment: Moment): RawBuilder<Status> {
  return judgedIn(moment, (status) => sql.lit(status));
}

/** The same, told in words of one's own: of each status an expression, which costs less than to ask what was told. */
export function judgedIn<T>(moment: Moment, tell: (status: Status) => RawBuilder<T>): RawBuilder<T> {
  const { today } = moment;
  return sql<T>`case
    when standing.completed_at is not null and (standing.expires_on < ${today}) is not true then ${tell("complete")}
    when standing.assigned_at is null then ${workIn(moment, tell, "not-assigned")}
    when standing.waived_at is not null then ${tell("waived")}
    when standing.excused_at is not null then ${tell("excused")}
    when standing.due_on < ${today} or (standing.due_on is null and standing.completed_at is not null) then ${tell("overdue")}
    else ${workIn(moment, tell, "assigned")} end`;
}

/** The day that counts, in the same way; null while nothing is asked for. */
export function dueIn({ today }: Moment): RawBuilder<string | null> {
  return sql<string | null>`case
    when standing.assigned_at is null then null
    when standing.expires_on < ${today} and (standing.due_on >= standing.expires_on) is not true then standing.expires_on
    else standing.due_on end`;
}

/** Of who is not complete, so that a record there is has ended and its cycle with it. */
function workIn<T>(moment: Moment, tell: (status: Status) => RawBuilder<T>, otherwise: Status): RawBuilder<T> {
  return sql<T>`case
    when standing.enrolled_at is null or standing.left_at is not null then ${tell(otherwise)}
    when standing.completed_at is not null and standing.cycle = standing.completed_cycle then ${tell(otherwise)}
    when coalesce(standing.last_at, standing.enrolled_at) <= ${quietSince(moment)} then ${tell("inactive")}
    when standing.last_at is null then ${tell("enrolled")}
    else ${tell("in-progress")} end`;
}
