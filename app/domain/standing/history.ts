import type { Db } from "#db/open.ts";
import { type Concession, listConcessions } from "../assignment/concession.ts";
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
  return {
    assignments: await listReached(db, of),
    concessions: await listConcessions(db, of),
    enrolments: await listEnrolments(db, of),
    records: await listRecords(db, of),
  };
}

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

type Of = { personId: string; courseId: string };

async function listReached(db: Db, { personId, courseId }: Of): Promise<History["assignments"]> {
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
    .where("assignee.person_id", "=", personId)
    .where("assignee.course_id", "=", courseId)
    .orderBy("began_at")
    .orderBy("assignee.id")
    .execute();
  return rows.map(({ by, team, profession, began_at: beganAt, due_on: dueOn, ended_at: endedAt }) => {
    return { by: by ?? "", team, profession, beganAt, dueOn, endedAt };
  });
}

async function listEnrolments(db: Db, { personId, courseId }: Of): Promise<History["enrolments"]> {
  return db
    .selectFrom("enrolment")
    .leftJoin("enrolment_place", "enrolment_place.enrolment_id", "enrolment.id")
    .select(["cycle", "enrolled_at as enrolledAt", "left_at as leftAt", "enrolment_place.at as lastAt"])
    .where("person_id", "=", personId)
    .where("course_id", "=", courseId)
    .orderBy("cycle")
    .execute();
}

/** Of each cycle the first record, whose day its completion is; revoked when any that replaced it was. */
async function listRecords(db: Db, { personId, courseId }: Of): Promise<History["records"]> {
  const rows = await db
    .selectFrom("completion_record")
    .leftJoin("evidence_entry", (join) =>
      join.onRef("evidence_entry.record_id", "=", "completion_record.id").on("evidence_entry.kind", "=", "revoke"),
    )
    .select(["cycle", "issued_at", "replaces", "entry", "evidence_entry.at as revoked_at"])
    .where("person_id", "=", personId)
    .where("course_id", "=", courseId)
    .orderBy("cycle")
    .execute();
  return rows
    .filter(({ replaces }) => replaces === null)
    .map(({ cycle, issued_at: issuedAt, entry }) => {
      const revoked = rows.filter((row) => row.cycle === cycle).map(({ revoked_at }) => revoked_at);
      return { cycle, issuedAt, expiresOn: lastDayOf(entry), revokedAt: first(revoked) };
    });
}

/** The last day that a record's entry names, where its course says how long it is valid. */
function lastDayOf(entry: string): string | null {
  const { validity }: { validity?: { expiresOn: string } | null } = JSON.parse(entry);
  return validity?.expiresOn ?? null;
}
