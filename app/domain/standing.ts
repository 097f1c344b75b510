import { type ExpressionBuilder, sql } from "kysely";
import type { Db } from "#db/open.ts";
import type { Schema, StandingTable } from "#db/schema.ts";
import { dayIn } from "./calendar.ts";
import { selectReviewers } from "./role/reviewing.ts";
import { dueIn, statusIn } from "./standing/count.ts";
import { type Facts, judge, type Moment, nothingKnown, type Standing, type Status } from "./standing/judgement.ts";

/**
 * Whose standing is asked for: these people, the members of these teams as they are now, whom an assignment has
 * reached, or the whole practice.
 */
export type Whose = { people: string[] } | { teams: string[] } | { assignment: string } | "everyone";

export interface Asked {
  whose: Whose;
  /** Only of this course, and only who stands so. */
  courseId?: string;
  only?: Status[];
  /** Only whose day is this one or earlier, and, with `dueFrom`, that or later. */
  dueTo?: string;
  dueFrom?: string;
  now: Date;
  /** The practice's. */
  zone: string;
}

/** Where one person stands in one course. */
export interface PersonStanding extends Standing {
  personId: string;
  name: string;
  email: string;
  courseId: string;
}

/**
 * Where people stand in each course that they are assigned or enrolled in; a course that is not there is "not assigned".
 * The earliest due date first, then by name; `limit` of them after `offset`. Who has left the practice, is suspended or
 * erased is not in it. One query, and cost by the rows answered with and those counted over.
 */
export async function standingsOf(
  db: Db,
  { limit, offset = 0, ...asked }: Asked & { limit?: number; offset?: number },
): Promise<PersonStanding[]> {
  const moment = momentOf(asked);
  const rows = await selectStandings(db, asked)
    .innerJoin("person", "person.id", "standing.person_id")
    .selectAll("standing")
    .select(["person.name", "person.email"])
    .orderBy((row) => row.fn.coalesce(dueIn(moment), row.val("9999")))
    .orderBy("person.name")
    .orderBy("standing.person_id")
    .orderBy("standing.course_id")
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0).offset(offset))
    .execute();
  return rows.map(({ name, email, ...row }) => {
    const place = { personId: row.person_id, name: name ?? "", email: email ?? "", courseId: row.course_id };
    return { ...place, ...judge(toFacts(row), moment) };
  });
}

/**
 * How many of a person's places in a course stand so: only of these statuses, since each costs its share. One query and
 * one reading of the rows that are counted.
 */
export async function countStandings(db: Db, { of, ...asked }: Asked & { of: Status[] }): Promise<Map<Status, number>> {
  // A limit that none reaches has each row judged once, and not once for every sum.
  const judged = selectStandings(db, asked)
    .select(statusIn(momentOf(asked)).as("status"))
    .limit(1_000_000_000);
  const row = await db
    .selectFrom(judged.as("judged"))
    .select(of.map((status) => sql<number | null>`sum(case when status = ${status} then 1 else 0 end)`.as(status)))
    .executeTakeFirstOrThrow();
  return new Map(of.map((status) => [status, Number(row[status] ?? 0)]));
}

/** The same by course, of every status that there is. One query, which sorts what it counts: not for a page of thousands. */
export async function countByCourse(db: Db, asked: Asked): Promise<Map<string, Partial<Record<Status, number>>>> {
  const judged = selectStandings(db, asked).select(["standing.course_id", statusIn(momentOf(asked)).as("status")]);
  const rows = await db
    .selectFrom(judged.as("judged"))
    .select(["course_id", "status", (row) => row.fn.countAll<number>().as("count")])
    .groupBy(["course_id", "status"])
    .execute();
  const counts = new Map<string, Partial<Record<Status, number>>>();
  for (const { course_id, status, count } of rows) {
    counts.set(course_id, { ...counts.get(course_id), [status]: Number(count) });
  }
  return counts;
}

/** Where one person stands in one course, whether or not anything is known of them there. One query. */
export async function standingOf(
  db: Db,
  { personId, courseId, now, zone }: { personId: string; courseId: string; now: Date; zone: string },
): Promise<Standing> {
  const row = await db
    .selectFrom("standing")
    .selectAll()
    .where("person_id", "=", personId)
    .where("course_id", "=", courseId)
    .executeTakeFirst();
  return judge(row ? toFacts(row) : nothingKnown(), momentOf({ now, zone }));
}

/** What is known of each of these people in one course: one query for every 500. */
export async function factsAmong(
  db: Db,
  { courseId, people }: { courseId: string; people: { personId: string }[] },
): Promise<(personId: string) => Facts> {
  const facts = new Map<string, Facts>();
  for (let from = 0; from < people.length; from += 500) {
    const ids = people.slice(from, from + 500).map(({ personId }) => personId);
    const rows = await db
      .selectFrom("standing")
      .selectAll()
      .where("person_id", "in", ids)
      .where("course_id", "=", courseId)
      .execute();
    for (const row of rows) facts.set(row.person_id, toFacts(row));
  }
  return (personId) => facts.get(personId) ?? nothingKnown();
}

/** The day and the time that a standing is judged at. */
export function momentOf({ now, zone }: { now: Date; zone: string }): Moment {
  return { now, today: dayIn(now, zone) };
}

/** People first and their rows then, which lie together: a look at each row's person would double what a count costs. */
function selectStandings(db: Db, { whose, courseId, only, dueFrom, dueTo, ...when }: Asked) {
  const moment = momentOf(when);
  return db
    .selectFrom("standing")
    .where("standing.person_id", "in", selectPeople(db, { whose, now: when.now }))
    .$if(courseId !== undefined, (query) => query.where("standing.course_id", "=", courseId ?? ""))
    .$if(only !== undefined, (query) => query.where(statusIn(moment), "in", only ?? []))
    .$if(dueTo !== undefined, (query) => query.where(dueIn(moment), "<=", dueTo ?? ""))
    .$if(dueFrom !== undefined, (query) => query.where(dueIn(moment), ">=", dueFrom ?? ""));
}

/**
 * The ids of those whose standing is asked for: not of who has left, is suspended or erased, and of the practice or a
 * team not of reviewers.
 */
export function selectPeople(db: Db, { whose, now }: { whose: Whose; now: Date }) {
  const all = db.selectFrom("person").select("person.id").where(isHere);
  if (whose !== "everyone" && "people" in whose) return all.where("person.id", "in", orNobody(whose.people));
  if (whose !== "everyone" && "assignment" in whose) {
    const reached = all.innerJoin("assignee", "assignee.person_id", "person.id");
    return reached.where("assignment_id", "=", whose.assignment).where("assignee.ended_at", "is", null);
  }
  const people = all.where("person.id", "not in", selectPassing(db, now));
  if (whose === "everyone") return people;
  return people
    .innerJoin("team_member", "team_member.person_id", "person.id")
    .innerJoin("team", "team.id", "team_member.team_id")
    .where("team_member.ended_at", "is", null)
    .where("team.ended_at", "is", null)
    .where("team.id", "in", orNobody(whose.teams));
}

/**
 * The ids of everybody whom `selectPeople` leaves out of the practice: where most are in it, rows are read faster by
 * passing over these than by looking up those.
 */
export function selectAbsent(db: Db, now: Date) {
  return db
    .selectFrom("person")
    .select("person.id")
    .where((person) => person.or([person.not(isHere(person)), person("person.id", "in", selectPassing(db, now))]));
}

function isHere(person: ExpressionBuilder<Schema, "person">) {
  return person.and([
    person("person.suspended_at", "is", null),
    person("person.left_at", "is", null),
    person("person.erased_at", "is", null),
    person("person.alias_of", "is", null),
  ]);
}

/** Reviewers, who come from outside and are counted nowhere, but those of whom something is asked by name. */
function selectPassing(db: Db, now: Date) {
  return selectReviewers(db, now).where(({ not, exists, selectFrom }) => {
    const asked = selectFrom("assignment")
      .select("assignment.id")
      .whereRef("assignment.person_id", "=", "role_grant.person_id")
      .where("assignment.ended_at", "is", null);
    return not(exists(asked));
  });
}

/** PostgreSQL has no empty list; no id is empty. */
function orNobody(ids: string[]): string[] {
  return ids.length > 0 ? ids : [""];
}

/** What a row of the table holds. */
export function toFacts(row: Omit<StandingTable, "person_id" | "course_id">): Facts {
  return {
    assignedAt: row.assigned_at,
    dueOn: row.due_on,
    excusedAt: row.excused_at,
    waivedAt: row.waived_at,
    cycle: row.cycle,
    enrolledAt: row.enrolled_at,
    leftAt: row.left_at,
    lastAt: row.last_at,
    completedCycle: row.completed_cycle,
    completedAt: row.completed_at,
    expiresOn: row.expires_on,
  };
}
