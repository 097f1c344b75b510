import { sql } from "kysely";
import type { Db } from "#db/open.ts";
import { type Concession, listAllConcessions } from "../assignment/concession.ts";
import { accountsOf } from "../person/accounts.ts";
import type { Facts } from "./judgement.ts";

/** What happened to one person in one course, of all that a standing follows from. */
export interface History {
  /** Each that ever reached them, in the order in which they did. */
  assignments: {
    by: string;
    /** The team or profession it is for; both null for one to the person. */
    team: string | null;
    profession: string | null;
    beganAt: string;
    dueOn: string | null;
    endedAt: string | null;
  }[];
  /** The newest first. */
  concessions: Concession[];
  /** By cycle. */
  enrolments: { cycle: number; enrolledAt: string; leftAt: string | null; lastAt: string | null }[];
  records: { cycle: number; issuedAt: string; expiresOn: string | null; revokedAt: string | null }[];
}

/** What happened to one person in one course. Four queries. */
export async function findHistory(db: Db, of: { personId: string; courseId: string }): Promise<History> {
  return (await findHistories(db, of)).get(of.courseId) ?? nothing;
}

/** What happened to one person, by course: of each in which anything did. Four queries, however many courses. */
export async function findHistories(db: Db, of: Of): Promise<Map<string, History>> {
  const assignments = await listReached(db, of);
  const concessions = await listAllConcessions(db, of);
  const enrolments = await listEnrolments(db, of);
  const records = await listRecords(db, of);
  const courses = new Set([...assignments, ...concessions, ...enrolments, ...records].map(({ courseId }) => courseId));
  const within = (courseId: string) => ({
    assignments: assignments.filter((one) => one.courseId === courseId),
    concessions: concessions.filter((one) => one.courseId === courseId),
    enrolments: enrolments.filter((one) => one.courseId === courseId),
    records: records.filter((one) => one.courseId === courseId),
  });
  return new Map([...courses].map((courseId) => [courseId, within(courseId)]));
}

const nothing: History = { assignments: [], concessions: [], enrolments: [], records: [] };

/** The facts that a history comes to: what the row of `standing` must hold. */
export function factsOf({ assignments, concessions, enrolments, records }: History): Facts {
  const asked = assignments.filter(({ endedAt }) => endedAt === null);
  const holding = (kind: Concession["kind"]) =>
    concessions.filter((concession) => concession.kind === kind && concession.endedAt === null);
  const earliest = first(asked.map(({ dueOn }) => dueOn));
  const enrolment = enrolments.at(-1);
  const record = records.filter(({ revokedAt }) => revokedAt === null).at(-1);
  return {
    assignedAt: first(asked.map(({ beganAt }) => beganAt)),
    dueOn: earliest === null ? null : last([earliest, ...holding("extension").map(({ untilOn }) => untilOn)]),
    excusedAt: first(holding("excusal").map(({ grantedAt }) => grantedAt)),
    waivedAt: first(holding("waiver").map(({ grantedAt }) => grantedAt)),
    cycle: enrolment?.cycle ?? null,
    enrolledAt: enrolment?.enrolledAt ?? null,
    leftAt: enrolment?.leftAt ?? null,
    lastAt: enrolment?.lastAt ?? null,
    completedCycle: record?.cycle ?? null,
    completedAt: record?.issuedAt ?? null,
    expiresOn: record?.expiresOn ?? null,
  };
}

function first(times: (string | null)[]): string | null {
  return times.filter((time) => time !== null).sort()[0] ?? null;
}

function last(times: (string | null)[]): string | null {
  return (
    times
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? null
  );
}

/** One course, or every one. */
type Of = { personId: string; courseId?: string };
type InCourse<Kept extends keyof History> = (History[Kept][number] & { courseId: string })[];

async function listReached(db: Db, { personId, courseId }: Of): Promise<InCourse<"assignments">> {
  const rows = await db
    .selectFrom("assignee")
    .innerJoin("assignment", "assignment.id", "assignee.assignment_id")
    .innerJoin("person as giver", "giver.id", "assignment.assigned_by")
    .leftJoin("team", "team.id", "assignment.team_id")
    .select([
      "giver.name as by",
      "team.name as team",
      "assignment.profession",
      "began_at",
      "assignee.due_on",
      "assignee.ended_at",
    ])
    .select("assignee.course_id as courseId")
    .where("assignee.person_id", "=", personId)
    .$if(courseId !== undefined, (query) => query.where("assignee.course_id", "=", courseId ?? ""))
    .orderBy("began_at")
    .orderBy("assignee.id")
    .execute();
  return rows.map(({ by, began_at: beganAt, due_on: dueOn, ended_at: endedAt, ...row }) => {
    return { ...row, by: by ?? "", beganAt, dueOn, endedAt };
  });
}

async function listEnrolments(db: Db, { personId, courseId }: Of): Promise<InCourse<"enrolments">> {
  return (
    db
      .selectFrom("enrolment")
      .leftJoin("enrolment_place", "enrolment_place.enrolment_id", "enrolment.id")
      .select(["course_id as courseId", "cycle", "enrolled_at as enrolledAt", "left_at as leftAt"])
      .select("enrolment_place.at as lastAt")
      .where("person_id", "in", accountsOf(db, personId))
      .$if(courseId !== undefined, (query) => query.where("course_id", "=", courseId ?? ""))
      // One's own come last, and count, before those of an account that was merged into one's own.
      .orderBy(sql`case when person_id = ${personId} then 1 else 0 end`)
      .orderBy("cycle")
      .execute()
  );
}

/** Of each cycle the first record, whose day its completion is; revoked when any that replaced it was. */
async function listRecords(db: Db, { personId, courseId }: Of): Promise<InCourse<"records">> {
  const rows = await db
    .selectFrom("completion_record")
    .leftJoin("evidence_entry", (join) =>
      join.onRef("evidence_entry.record_id", "=", "completion_record.id").on("evidence_entry.kind", "=", "revoke"),
    )
    .select(["person_id", "course_id", "cycle", "issued_at", "replaces", "entry", "evidence_entry.at as revoked_at"])
    .where("person_id", "in", accountsOf(db, personId))
    .$if(courseId !== undefined, (query) => query.where("course_id", "=", courseId ?? ""))
    .orderBy("cycle")
    .orderBy("issued_at")
    .execute();
  return rows
    .filter(({ replaces }) => replaces === null)
    .map(({ person_id, course_id: courseId, cycle, issued_at: issuedAt, entry }) => {
      const cycles = rows.filter(
        (row) => row.person_id === person_id && row.course_id === courseId && row.cycle === cycle,
      );
      const revokedAt = first(cycles.map(({ revoked_at }) => revoked_at));
      return { courseId, cycle, issuedAt, expiresOn: lastDayOf(entry), revokedAt };
    });
}

/** The last day that a record's entry names, where its course says how long it is valid. */
function lastDayOf(entry: string): string | null {
  const { validity }: { validity?: { expiresOn: string } | null } = JSON.parse(entry);
  return validity?.expiresOn ?? null;
}
