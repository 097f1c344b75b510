import { type RawBuilder, sql } from "kysely";
import type { Db } from "#db/open.ts";
import { addDays } from "../assignment/due.ts";
import { dueIn, statusIn } from "../standing/count.ts";
import { type Moment, quietSince } from "../standing/judgement.ts";
import { momentOf } from "../standing.ts";
import { type Oversight, selectOverseen } from "./oversight.ts";

/** Why somebody needs help now: `never-begun` is 21 days after the assignment, without having joined the course. */
export const needs = ["overdue", "inactive", "never-begun"] as const;
export type Need = (typeof needs)[number];
export type Bucket = Need | "soon" | "done";

/** The lists of Team today. */
export const lists = { help: needs, soon: ["soon"], done: ["done"] } as const satisfies Record<
  string,
  readonly Bucket[]
>;
export type List = keyof typeof lists;

export type Order = "due" | "name";

interface Asked {
  oversight: Oversight;
  now: Date;
  /** The practice's. */
  zone: string;
}

/** How many places of people in courses are where; `needing` and `people` count people, each once. */
export interface TodayCounts extends Record<Bucket, number> {
  needing: number;
  people: number;
}

/** Somebody's place in a course, as Team today lists it: no score, no attempt, nothing they wrote. */
export interface TodayLine {
  personId: string;
  name: string;
  courseId: string;
  bucket: Bucket;
  dueOn: string | null;
  /** Since when it is assigned, when they last did anything, and when it was complete. */
  assignedAt: string | null;
  lastAt: string | null;
  completedAt: string | null;
  nudgedAt: string | null;
}

const soonDays = 14;

/**
 * How a team stands today, counted where it is kept. One query, and one reading of the places that are not done: those
 * that are need no judgement.
 */
export async function countToday(db: Db, { oversight, ...when }: Asked): Promise<TodayCounts> {
  const people = selectOverseen(db, oversight, when.now);
  const moment = momentOf(when);
  // A limit that none reaches has each row judged once, and not once for every sum.
  const judged = db
    .selectFrom("standing")
    .select(["standing.person_id", bucketIn(moment).as("bucket")])
    .where("standing.person_id", "in", people)
    .where(isOpen(moment))
    .limit(1_000_000_000);
  const row = await db
    .selectFrom(judged.as("judged"))
    .select([countOf("overdue"), countOf("inactive"), countOf("never-begun"), countOf("soon")])
    .select(
      sql<number>`count(distinct case when bucket in ('overdue', 'inactive', 'never-begun') then person_id end)`.as(
        "needing",
      ),
    )
    .select((query) => [
      query
        .selectFrom("standing")
        .select((row) => row.fn.countAll<number>().as("places"))
        .where("standing.person_id", "in", people)
        .where("standing.completed_at", "is not", null)
        .where((where) => where.or([where("expires_on", "is", null), where("expires_on", ">=", moment.today)]))
        .as("done"),
      query
        .selectFrom(people.distinct().as("overseen"))
        .select((row) => row.fn.countAll<number>().as("people"))
        .as("people"),
    ])
    .executeTakeFirstOrThrow();
  const count = (value: unknown) => Number(value ?? 0);
  const { overdue, inactive, soon, done, needing } = row;
  return {
    overdue: count(overdue),
    inactive: count(inactive),
    "never-begun": count(row["never-begun"]),
    soon: count(soon),
    done: count(done),
    needing: count(needing),
    people: count(row.people),
  };
}

/**
 * One list of Team today, `limit` of it after `offset`: the earliest day first, or by name; of what is done the newest.
 * One query.
 */
export async function listToday(
  db: Db,
  {
    oversight,
    list,
    order,
    limit,
    offset,
    ...when
  }: Asked & { list: List; order: Order; limit: number; offset: number },
): Promise<TodayLine[]> {
  const moment = momentOf(when);
  const due = dueIn(moment);
  const direction = list === "done" ? "desc" : "asc";
  const part = selectPlaces(db, { oversight, list, moment, now: when.now })
    .select(["standing.person_id", "person.name", "standing.course_id", bucketIn(moment).as("bucket"), due.as("due")])
    .select(["standing.assigned_at", "standing.last_at", "standing.completed_at"])
    .select((row) => {
      if (list === "done") return row.ref("standing.completed_at").as("rank");
      return (order === "name" ? row.ref("person.name") : row.fn.coalesce(due, row.val("9999"))).as("rank");
    })
    .where(bucketIn(moment), "in", [...lists[list]])
    .orderBy("rank", direction)
    .orderBy("person.name")
    .orderBy("standing.person_id")
    .orderBy("standing.course_id")
    .limit(limit)
    .offset(offset);
  const rows = await db
    .selectFrom(part.as("line"))
    .selectAll("line")
    // Looked up for the lines alone that are shown.
    .select((row) =>
      row
        .selectFrom("nudge")
        .select((sent) => sent.fn.max("nudge.at").as("at"))
        .whereRef("nudge.person_id", "=", "line.person_id")
        .as("nudged_at"),
    )
    .orderBy("rank", direction)
    .orderBy("name")
    .orderBy("person_id")
    .orderBy("course_id")
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name ?? "",
    courseId: row.course_id,
    bucket: row.bucket ?? "soon",
    dueOn: row.due,
    assignedAt: row.assigned_at,
    lastAt: row.last_at,
    completedAt: row.completed_at,
    nudgedAt: row.nudged_at,
  }));
}

/** The places that a list is chosen from, with whose they are: each beginning with what an index keeps together. */
function selectPlaces(
  db: Db,
  { oversight, list, moment, now }: { oversight: Oversight; list: List; moment: Moment; now: Date },
) {
  const people = selectOverseen(db, oversight, now);
  if (list === "done" && oversight.whose === "everyone") {
    // Newest first until there are enough, and of each whose it is: a cross join keeps this order, and the expression
    // keeps SQLite from asking for everyone's places first.
    return db
      .selectFrom("standing")
      .crossJoin("person")
      .whereRef("person.id", "=", "standing.person_id")
      .where((row) => row(row.fn.coalesce("person.id", row.val("")), "in", people))
      .where("standing.completed_at", "is not", null);
  }
  return db
    .selectFrom("standing")
    .innerJoin("person", "person.id", "standing.person_id")
    .where("standing.person_id", "in", people)
    .$if(list === "done", (query) => query.where("standing.completed_at", "is not", null))
    .$if(list !== "done", (query) => query.where(isOpen(moment)));
}

/** Not done, or expired: first in the words of the index that keeps those apart, which are a fraction of all. */
function isOpen({ today }: Moment): RawBuilder<boolean> {
  return sql<boolean>`(standing.completed_at is null or standing.expires_on is not null)
    and (standing.completed_at is null or standing.expires_on < ${today})`;
}

/** Where a place belongs today; null for what needs nothing. It follows from the standing alone (standing/judgement.ts). */
function bucketIn(moment: Moment): RawBuilder<Bucket | null> {
  const quiet = quietSince(moment);
  return sql<Bucket | null>`case ${statusIn(moment)}
    when 'complete' then 'done'
    when 'overdue' then 'overdue'
    when 'inactive' then 'inactive'
    when 'assigned' then case when standing.assigned_at <= ${quiet} then 'never-begun' else ${soonIn(moment)} end
    when 'enrolled' then ${soonIn(moment)}
    when 'in-progress' then ${soonIn(moment)} end`;
}

/** A day that is over is overdue already, and not asked for here. */
function soonIn(moment: Moment): RawBuilder<"soon" | null> {
  return sql<"soon" | null>`case when ${dueIn(moment)} <= ${addDays(moment.today, soonDays)} then 'soon' end`;
}

function countOf(bucket: Bucket) {
  return sql<number | null>`sum(case when bucket = ${bucket} then 1 else 0 end)`.as(bucket);
}
