import { sql } from "kysely";
import type { Db } from "#db/open.ts";
import { dueIn } from "../standing/count.ts";
import type { Moment } from "../standing/judgement.ts";
import { momentOf } from "../standing.ts";
import { type Bucket, bucketIn, daysOf, needs } from "./bucket.ts";
import { isListed, isOverseen, type Oversight, selectOverseen, withOversight } from "./oversight.ts";

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

/** Of whom, and as of when. */
interface Of {
  oversight: Oversight;
  moment: Moment;
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

/**
 * How a team stands today, counted where it is kept. One query, and one reading of the places that are not done: those
 * that are need no judgement, and are all that were completed but the ones whose record has ended.
 */
export async function countToday(db: Db, { oversight, ...when }: Asked): Promise<TodayCounts> {
  const moment = momentOf(when);
  // A limit that none reaches has each row judged once, and not once for every sum.
  const judged = db
    .selectFrom(selectOpen(db, { oversight, moment }).as("standing"))
    .select(["standing.person_id", "standing.completed_at", bucketIn(moment).as("bucket")])
    .limit(1_000_000_000);
  const row = await withOversight(db, oversight, when.now)
    .selectFrom(judged.as("judged"))
    .select([countOf("overdue"), countOf("inactive"), countOf("never-begun"), countOf("soon")])
    .select((row) => [
      row.fn.count<number>("person_id").distinct().filterWhere("bucket", "in", needs).as("needing"),
      row.fn.count<number>("completed_at").as("ended"),
      selectCompleted(db, oversight).as("completed"),
      row
        .selectFrom(selectOverseen(db, oversight, when.now).distinct().as("overseen"))
        .select((row) => row.fn.countAll<number>().as("people"))
        .as("people"),
    ])
    .executeTakeFirstOrThrow();
  const count = (value: unknown) => Number(value ?? 0);
  return {
    overdue: count(row.overdue),
    inactive: count(row.inactive),
    "never-begun": count(row["never-begun"]),
    soon: count(row.soon),
    done: count(row.completed) - count(row.ended),
    needing: count(row.needing),
    people: count(row.people),
  };
}

/**
 * One list of Team today, `limit` of it after `offset`: the earliest day first, or by name; of what is done the newest.
 * `counts` are those of the same moment. One query.
 */
export async function listToday(
  db: Db,
  {
    oversight,
    list,
    order,
    counts,
    limit,
    offset,
    ...when
  }: Asked & { list: List; order: Order; counts: TodayCounts; limit: number; offset: number },
): Promise<TodayLine[]> {
  const moment = momentOf(when);
  const due = dueIn(moment);
  const direction = list === "done" ? "desc" : "asc";
  // By day the overdue stand first: where they fill what is asked for, no others are read.
  const overdueFill = list === "help" && order === "due" && counts.overdue >= offset + limit;
  const buckets = overdueFill ? (["overdue"] as const) : lists[list];
  const places =
    list === "done" ? selectDone(db, { oversight, moment }) : selectAmong(db, { oversight, buckets, moment });
  const part = places
    .select(["standing.person_id", "person.name", "standing.course_id", bucketIn(moment).as("bucket"), due.as("due")])
    .select(["standing.assigned_at", "standing.last_at", "standing.completed_at"])
    .select((row) => {
      if (list === "done") return row.ref("standing.completed_at").as("rank");
      return (order === "name" ? row.ref("person.name") : row.fn.coalesce(due, row.val("9999"))).as("rank");
    })
    .orderBy("rank", direction)
    .orderBy("person.name")
    .orderBy("standing.person_id")
    .orderBy("standing.course_id")
    .limit(limit)
    .offset(offset);
  const rows = await withOversight(db, oversight, when.now)
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

/** The places in these buckets, with whose they are. */
function selectAmong(db: Db, { buckets, ...of }: Of & { buckets: readonly Bucket[] }) {
  return db
    .selectFrom(selectOpen(db, { ...of, days: daysOf(buckets, of.moment) }).as("standing"))
    .innerJoin("person", "person.id", "standing.person_id")
    .where(bucketIn(of.moment), "in", [...buckets]);
}

/** The places that are done, with whose they are. */
function selectDone(db: Db, { oversight, moment }: Of) {
  const places = db
    .selectFrom("standing")
    .where(isOverseen(oversight))
    .where("standing.completed_at", "is not", null)
    .where((row) => row.or([row("standing.expires_on", "is", null), row("standing.expires_on", ">=", moment.today)]));
  if (oversight.whose !== "everyone") return places.innerJoin("person", "person.id", "standing.person_id");
  // Newest first until there are enough, and of each whose it is: a cross join keeps this order.
  return places.crossJoin("person").whereRef("person.id", "=", "standing.person_id");
}

/**
 * The places that are not done, and those whose record has ended: in two parts, so that each is found by an index of its
 * own, and what is done for a time is not read. `days` leaves out those of the first that are due on others.
 */
function selectOpen(db: Db, { oversight, moment, days }: Of & { days?: ReturnType<typeof daysOf> }) {
  const places = db.selectFrom("standing").selectAll().where(isOverseen(oversight));
  const working = places
    .where("standing.completed_at", "is", null)
    .$if(days !== undefined, (query) => query.where("standing.due_on", "<", days?.before ?? ""))
    .$if(days?.from !== undefined, (query) => query.where("standing.due_on", ">=", days?.from ?? ""));
  const ended = places.where("standing.completed_at", "is not", null).where("standing.expires_on", "<", moment.today);
  return working.unionAll(ended);
}

/** How many places were completed, whether or not their record has ended. */
function selectCompleted(db: Db, oversight: Oversight) {
  const completed = db
    .selectFrom("standing")
    .select((row) => row.fn.countAll<number>().as("places"))
    .where("standing.completed_at", "is not", null);
  const ofListed = completed.where(isListed);
  if (oversight.whose !== "everyone") return ofListed;
  // To count all that an index holds is nothing beside looking up whose each is.
  return db.selectNoFrom(sql<number>`${completed} - ${ofListed}`.as("places"));
}

function countOf(bucket: Bucket) {
  return sql<number>`count(*) filter (where bucket = ${bucket})`.as(bucket);
}
