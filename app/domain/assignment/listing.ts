import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { type Assignment, toAssignment } from "../assignment.ts";
import { findScope, isTargetWithin, type Scope } from "./scope.ts";

/** An assignment as lists and its own page tell it. */
export interface ListedAssignment extends Assignment {
  /** The person's name, or the team's; null for a profession alone. */
  to: string | null;
  by: string;
  /** How many people have it now. */
  people: number;
  /** Whether the one who looks may change and end it. */
  isTheirs: boolean;
}

/**
 * The assignments that hold and that this actor may see, the newest first: `limit` of them before `before`; `circles`
 * leaves out those to one person. A supervisor sees those to their teams, and to people in them. Two queries.
 */
export async function listAssignments(
  db: Db,
  { actor, before, limit, circles = false }: { actor: PersonActor; before?: string; limit: number; circles?: boolean },
): Promise<{ assignments: ListedAssignment[]; next: string | undefined }> {
  const scope = await findScope(db, actor);
  if (!scope) return { assignments: [], next: undefined };
  const rows = await selectListed(db)
    .where("assignment.ended_at", "is", null)
    .$if(before !== undefined, (query) => query.where("assignment.id", "<", before ?? ""))
    .$if(circles, (query) => query.where("assignment.person_id", "is", null))
    .$if(scope.as === "supervisor", (query) => within(db, query, scope))
    .orderBy("assignment.id", "desc")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return {
    assignments: page.map((row) => toListed(row, scope)),
    next: rows.length > limit ? page.at(-1)?.id : undefined,
  };
}

/** One assignment that this actor may see, also one that has ended; undefined for any other. */
export async function findAssignment(
  db: Db,
  { actor, assignmentId }: { actor: PersonActor; assignmentId: string },
): Promise<ListedAssignment | undefined> {
  const scope = await findScope(db, actor);
  const row = await selectListed(db).where("assignment.id", "=", assignmentId).executeTakeFirst();
  if (!scope || !row) return undefined;
  const listed = toListed(row, scope);
  return scope.as === "administrator" || (await isTargetWithin(db, scope, listed.target)) ? listed : undefined;
}

function selectListed(db: Db) {
  return db
    .selectFrom("assignment")
    .innerJoin("person as giver", "giver.id", "assignment.assigned_by")
    .leftJoin("person as target", "target.id", "assignment.person_id")
    .leftJoin("team", "team.id", "assignment.team_id")
    .selectAll("assignment")
    .select(["giver.name as giver", "target.name as person", "team.name as team"])
    .select((row) =>
      row
        .selectFrom("assignee")
        .select((inner) => inner.fn.countAll<number>().as("people"))
        .whereRef("assignee.assignment_id", "=", "assignment.id")
        .where("assignee.ended_at", "is", null)
        .as("people"),
    );
}

type Selection = ReturnType<typeof selectListed>;
type Row = Awaited<ReturnType<Selection["execute"]>>[number];

function within(db: Db, query: Selection, scope: Scope): Selection {
  const teams = scope.as === "supervisor" && scope.teams.length > 0 ? scope.teams : [""];
  const self = scope.as === "supervisor" ? scope.self : "";
  const members = db
    .selectFrom("team_member")
    .select("team_member.person_id")
    .where("team_member.team_id", "in", teams)
    .where("team_member.ended_at", "is", null)
    .where("team_member.person_id", "<>", self);
  return query.where((row) =>
    row.or([
      row("assignment.person_id", "in", members),
      row.and([row("assignment.team_id", "in", teams), row("assignment.profession", "is", null)]),
    ]),
  );
}

function toListed(row: Row, scope: Scope): ListedAssignment {
  const assignment = toAssignment(row);
  return {
    ...assignment,
    to: row.person ?? row.team,
    by: row.giver ?? "",
    people: Number(row.people ?? 0),
    isTheirs: assignment.endedAt === null && (scope.as === "administrator" || assignment.assignedAs === "supervisor"),
  };
}
