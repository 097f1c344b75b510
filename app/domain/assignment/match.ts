import { sql } from "kysely";
import type { Db } from "#db/open.ts";
import type { AssignmentTable } from "#db/schema.ts";
import { selectReviewers } from "../role/reviewing.ts";
import type { Wanted } from "./scope.ts";

/** Somebody whom an assignment is for, as things are now. */
export interface Match {
  assignment: Pick<AssignmentTable, "id" | "course_id" | "assigned_at" | "due_kind" | "due_on" | "due_days">;
  personId: string;
  /** In the team that it is for, else in the practice: a time, or the day (YYYY-MM-DD) that the practice's list gives. */
  joinedAt: string;
  /** Suspended people, those who left and, by a rule, reviewers keep what they have and are given nothing new. */
  isReachable: boolean;
}

/** Whom the assignments that hold are for: of these, or for these people of them all. Three queries. */
export async function selectMatches(
  db: Db,
  { assignmentIds, personIds, now }: { assignmentIds?: string[]; personIds?: string[]; now: Date },
): Promise<Match[]> {
  const open = db
    .selectFrom("assignment")
    .where("assignment.ended_at", "is", null)
    .$if(assignmentIds !== undefined, (query) => query.where("assignment.id", "in", assignmentIds ?? []));
  const named = open
    .innerJoin("person", "person.id", "assignment.person_id")
    .select(columns)
    .select(joinedPractice)
    .select(sql<number>`0`.as("reviews"))
    .where("person.erased_at", "is", null)
    .$if(personIds !== undefined, (query) => query.where("person.id", "in", personIds ?? []));
  const members = open
    .innerJoin("team", "team.id", "assignment.team_id")
    .innerJoin("team_member", "team_member.team_id", "team.id")
    .innerJoin("person", "person.id", "team_member.person_id")
    .select(columns)
    .select("team_member.started_at as joined_at")
    .select(reviewsIn(db, now))
    .where("team.ended_at", "is", null)
    .where("team_member.ended_at", "is", null)
    .where("person.erased_at", "is", null)
    .where((row) =>
      row.or([
        row("assignment.profession", "is", null),
        row("assignment.profession", "=", row.ref("person.profession")),
      ]),
    )
    .$if(personIds !== undefined, (query) => query.where("person.id", "in", personIds ?? []));
  const colleagues = open
    .innerJoin("person", "person.profession", "assignment.profession")
    .select(columns)
    .select(joinedPractice)
    .select(reviewsIn(db, now))
    .where("assignment.team_id", "is", null)
    .where("person.erased_at", "is", null)
    .$if(personIds !== undefined, (query) => query.where("person.id", "in", personIds ?? []));
  return [...(await named.execute()), ...(await members.execute()), ...(await colleagues.execute())].map(
    ({ person, joined_at: joinedAt, suspended_at, left_at, alias_of, reviews, ...assignment }) => {
      const isReachable = suspended_at === null && left_at === null && alias_of === null && !reviews;
      return { assignment, personId: person, joinedAt, isReachable };
    },
  );
}

/** The day that the practice's list has, else when the account was made. */
const joinedPractice = sql<string>`coalesce(person.joined_on, person.created_at)`.as("joined_at");

/** Not of one assignment by name: that is for whom it names. */
function reviewsIn(db: Db, now: Date) {
  return sql<number>`case when person.id in (${selectReviewers(db, now)}) then 1 else 0 end`.as("reviews");
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

/** Somebody whom a form's people or circle names, reachable or not. */
export interface Candidate {
  personId: string;
  name: string;
  email: string;
  joinedAt: string;
  suspended: boolean;
  left: boolean;
  /** Until a day, from outside the practice: a rule does not reach them, an assignment by name does. */
  reviews: boolean;
}

/** Somebody who is not reached, and why. */
export interface Outside {
  personId: string;
  name: string;
  email: string;
  why: "suspended" | "left" | "reviewer" | "no-team" | "no-profession";
}

/** Whom an assignment to these people or to this circle would be for, by name. One query. */
export async function listCandidates(db: Db, wanted: Wanted, now: Date): Promise<Candidate[]> {
  const people = db
    .selectFrom("person")
    .select(reviewsIn(db, now))
    .where("person.erased_at", "is", null)
    .where("person.alias_of", "is", null)
    .orderBy("person.name")
    .orderBy("person.id");
  const ofProfession = "people" in wanted ? null : wanted.profession;
  const rows =
    "people" in wanted || wanted.teamId === null
      ? await people
          .select([...named, joinedPractice])
          .$if("people" in wanted, (query) => query.where("person.id", "in", "people" in wanted ? wanted.people : []))
          .$if(ofProfession !== null, (query) => query.where("person.profession", "=", ofProfession))
          .execute()
      : await people
          .innerJoin("team_member", "team_member.person_id", "person.id")
          .select([...named, "team_member.started_at as joined_at"])
          .where("team_member.ended_at", "is", null)
          .where("team_member.team_id", "=", wanted.teamId)
          .$if(ofProfession !== null, (query) => query.where("person.profession", "=", ofProfession))
          .execute();
  return rows.map((row) => ({
    ...toNamed(row),
    joinedAt: row.joined_at,
    suspended: row.suspended_at !== null,
    left: row.left_at !== null,
    reviews: Boolean(row.reviews),
  }));
}

/**
 * Who is in no team at all, or has no profession written down, so that no such assignment finds them: by name. Nobody
 * thinks of a reviewer here. One query.
 */
export async function listOutside(
  db: Db,
  { profession, now }: { profession: string | null; now: Date },
): Promise<Outside[]> {
  const members = db
    .selectFrom("team_member")
    .innerJoin("team", "team.id", "team_member.team_id")
    .select("person_id")
    .where("team_member.ended_at", "is", null)
    .where("team.ended_at", "is", null);
  const rows = await db
    .selectFrom("person")
    .select(named)
    .where("person.erased_at", "is", null)
    .where("person.alias_of", "is", null)
    .where("person.suspended_at", "is", null)
    .where("person.left_at", "is", null)
    .where("person.id", "not in", selectReviewers(db, now))
    .$if(profession === null, (query) => query.where("person.id", "not in", members))
    .$if(profession !== null, (query) => query.where("person.profession", "is", null))
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
  return rows.map((row) => ({ ...toNamed(row), why: profession === null ? "no-team" : "no-profession" }));
}

const named = ["person.id", "person.name", "person.email", "suspended_at", "left_at"] as const;

function toNamed({ id, name, email }: { id: string; name: string | null; email: string | null }) {
  return { personId: id, name: name ?? "", email: email ?? "" };
}
