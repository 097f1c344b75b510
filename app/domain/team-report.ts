import { sql } from "kysely";
import type { Db } from "#db/open.ts";
import { addDays } from "./assignment/due.ts";
import { endOfDay } from "./calendar.ts";
import type { RecordEntry } from "./completion-record/entry.ts";
import { listCourses } from "./release.ts";
import { dueIn, statusIn } from "./standing/count.ts";
import type { Status } from "./standing/judgement.ts";
import { momentOf } from "./standing.ts";
import { type Oversight, selectOverseen } from "./team/oversight.ts";
import { listMergedCycles, type MergedCycle } from "./team-report/merged.ts";

/** Which places of people in courses a report is of. */
export interface ReportFilter {
  courseId?: string;
  status?: Status;
  /** Days of the period, in the practice's zone: of completion, and of what is not complete its due day. */
  from?: string;
  to?: string;
}

export interface ReportAsked {
  oversight: Oversight;
  filter: ReportFilter;
  now: Date;
  /** The practice's. */
  zone: string;
}

/** One person in one course, as the report says it on the screen, on paper and as CSV: nothing of how they got there. */
export interface ReportLine {
  personId: string;
  name: string;
  email: string;
  /** Of those that the report is over, by name. */
  teams: string[];
  courseId: string;
  course: string | null;
  /** The version that counts: the record's once it is complete, else that of the enrolment. */
  release: string | null;
  assignedAt: string | null;
  dueOn: string | null;
  status: Status;
  completedAt: string | null;
  hours: number | null;
  recordCode: string | null;
}

/**
 * A part of a report, by name, person and course: `limit` lines after `offset`, of these people alone. Three queries,
 * and one more where somebody has done it on an account that was merged into theirs.
 */
export async function listReport(
  db: Db,
  { limit, offset = 0, people, ...asked }: ReportAsked & { limit?: number; offset?: number; people?: string[] },
): Promise<ReportLine[]> {
  const moment = momentOf(asked);
  const rows = await selectPlaces(db, asked)
    .innerJoin("person", "person.id", "standing.person_id")
    .leftJoin("enrolment", (join) =>
      join
        .onRef("enrolment.person_id", "=", "standing.person_id")
        .onRef("enrolment.course_id", "=", "standing.course_id")
        .onRef("enrolment.cycle", "=", "standing.cycle"),
    )
    .leftJoin("course_release", "course_release.id", "enrolment.release_id")
    .leftJoin("completion_record as record", (join) =>
      join
        .onRef("record.person_id", "=", "standing.person_id")
        .onRef("record.course_id", "=", "standing.course_id")
        .onRef("record.cycle", "=", "standing.completed_cycle")
        .on(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("completion_record as later").select("later.id").whereRef("later.replaces", "=", "record.id"),
            ),
          ),
        ),
    )
    .select(["standing.person_id", "person.name", "person.email", "standing.course_id", "course_release.version"])
    .select(["standing.assigned_at", "standing.completed_at", "standing.cycle", "standing.completed_cycle"])
    .select(["record.entry", "record.code"])
    .select([statusIn(moment).as("status"), dueIn(moment).as("due")])
    .$if(people !== undefined, (query) => query.where("standing.person_id", "in", people ?? []))
    .orderBy("person.name")
    .orderBy("standing.person_id")
    .orderBy("standing.course_id")
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0).offset(offset))
    .execute();
  const titles = new Map((await listCourses(db)).map(({ id, newest }) => [id, newest.course.shortTitle]));
  const teams = await teamsAmong(db, asked.oversight, [...new Set(rows.map(({ person_id }) => person_id))]);
  const elsewhere = rows.filter(
    ({ cycle, version, status, code }) =>
      (cycle !== null && version === null) || (status === "complete" && code === null),
  );
  const merged = await listMergedCycles(db, [...new Set(elsewhere.map(({ person_id }) => person_id))]);
  return rows.map((row) => {
    const isComplete = row.status === "complete";
    const isHere = ({ personId, courseId }: MergedCycle) => personId === row.person_id && courseId === row.course_id;
    const doneOn = row.code === null ? merged.find((one) => isHere(one) && one.cycle === row.completed_cycle) : row;
    const entry = isComplete && doneOn?.entry ? readEntry(doneOn.entry) : undefined;
    const release = row.version ?? merged.find((one) => isHere(one) && one.cycle === row.cycle)?.version ?? null;
    return {
      personId: row.person_id,
      name: row.name ?? "",
      email: row.email ?? "",
      teams: teams.get(row.person_id) ?? [],
      courseId: row.course_id,
      course: titles.get(row.course_id) ?? null,
      release: entry?.version ?? release,
      assignedAt: row.assigned_at,
      dueOn: row.due,
      status: row.status,
      completedAt: isComplete ? row.completed_at : null,
      hours: entry?.hours ?? null,
      recordCode: isComplete ? (doneOn?.code ?? null) : null,
    };
  });
}

/** The whole of a report in parts, in the same order; a part is of 200 people, so that none is large. */
export async function* reportInParts(db: Db, asked: ReportAsked): AsyncGenerator<ReportLine[]> {
  const all = await selectOverseen(db, asked.oversight, asked.now)
    .distinct()
    .select("person.name")
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
  for (let from = 0; from < all.length; from += 200) {
    const people = all.slice(from, from + 200).map(({ id }) => id);
    yield await listReport(db, { ...asked, people });
  }
}

/** How many lines a report has, by status. One query. */
export async function countReport(db: Db, asked: ReportAsked): Promise<Partial<Record<Status, number>>> {
  const judged = selectPlaces(db, asked)
    .select(statusIn(momentOf(asked)).as("status"))
    .limit(1_000_000_000);
  const rows = await db
    .selectFrom(judged.as("judged"))
    .select(["status", (row) => row.fn.countAll<number>().as("count")])
    .groupBy("status")
    .execute();
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}

/** The places that a report is of, for queries of the same lines. */
export function selectPlaces(db: Db, { oversight, filter: { courseId, status, from, to }, ...when }: ReportAsked) {
  const moment = momentOf(when);
  const [standing, due] = [statusIn(moment), dueIn(moment)];
  const first = from === undefined ? "" : endOfDay(addDays(from, -1), when.zone).toISOString();
  const last = to === undefined ? "9999" : endOfDay(to, when.zone).toISOString();
  return db
    .selectFrom("standing")
    .where("standing.person_id", "in", selectOverseen(db, oversight, when.now))
    .$if(courseId !== undefined, (query) => query.where("standing.course_id", "=", courseId ?? ""))
    .$if(status !== undefined, (query) => query.where(standing, "=", status ?? "complete"))
    .$if(from !== undefined || to !== undefined, (query) =>
      query.where(
        sql<boolean>`case when ${standing} = 'complete'
          then standing.completed_at > ${first} and standing.completed_at <= ${last}
          else ${due} >= ${from ?? ""} and ${due} <= ${to ?? "9999"} end`,
      ),
    );
}

/** The teams that these people are in, of those that an oversight is over. One query for every 500. */
async function teamsAmong(db: Db, { teams }: Oversight, people: string[]): Promise<Map<string, string[]>> {
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  const found = new Map<string, string[]>();
  for (let from = 0; from < people.length; from += 500) {
    const rows = await db
      .selectFrom("team_member")
      .innerJoin("team", "team.id", "team_member.team_id")
      .select(["team_member.person_id", "team.id"])
      .where("team_member.person_id", "in", people.slice(from, from + 500))
      .where("team_member.ended_at", "is", null)
      .orderBy("team.name")
      .execute();
    for (const { person_id, id } of rows) {
      const name = names.get(id);
      if (name !== undefined) found.set(person_id, [...(found.get(person_id) ?? []), name]);
    }
  }
  return found;
}

function readEntry(text: string): { version: string; hours: number } | undefined {
  const { course, credit }: Partial<RecordEntry> = JSON.parse(text);
  return course && credit ? { version: course.version, hours: credit.hours } : undefined;
}
