import type { Db } from "#db/open.ts";
import type { AssignmentTable } from "#db/schema.ts";

/** Somebody whom an assignment is for, as things are now. */
export interface Match {
  assignment: Pick<AssignmentTable, "id" | "course_id" | "assigned_at" | "due_kind" | "due_on" | "due_days">;
  personId: string;
  /** In the team that it is for, else in the practice. */
  joinedAt: string;
  /** Suspended people, and those who left, keep what they have and are given nothing new. */
  isReachable: boolean;
}

/** Whom the assignments that hold are for: of these, or for one person of them all. Two queries. */
export async function selectMatches(
  db: Db,
  { assignmentIds, personId }: { assignmentIds?: string[]; personId?: string },
): Promise<Match[]> {
  const open = db
    .selectFrom("assignment")
    .where("assignment.ended_at", "is", null)
    .$if(assignmentIds !== undefined, (query) => query.where("assignment.id", "in", assignmentIds ?? []));
  const named = open
    .innerJoin("person", "person.id", "assignment.person_id")
    .select(columns)
    .select("person.created_at as joined_at")
    .where("person.erased_at", "is", null)
    .$if(personId !== undefined, (query) => query.where("person.id", "=", personId ?? ""));
  const members = open
    .innerJoin("team", "team.id", "assignment.team_id")
    .innerJoin("team_member", "team_member.team_id", "team.id")
    .innerJoin("person", "person.id", "team_member.person_id")
    .select(columns)
    .select("team_member.started_at as joined_at")
    .where("team.ended_at", "is", null)
    .where("team_member.ended_at", "is", null)
    .where("person.erased_at", "is", null)
    .$if(personId !== undefined, (query) => query.where("person.id", "=", personId ?? ""));
  return [...(await named.execute()), ...(await members.execute())].map(
    ({ person, joined_at: joinedAt, suspended_at, left_at, alias_of, ...assignment }) => {
      const isReachable = suspended_at === null && left_at === null && alias_of === null;
      return { assignment, personId: person, joinedAt, isReachable };
    },
  );
}

const columns = [
  "assignment.id",
  "assignment.course_id",
  "assignment.assigned_at",
  "due_kind",
  "due_on",
  "due_days",
  "person.id as person",
  "suspended_at",
  "left_at",
  "alias_of",
] as const;
