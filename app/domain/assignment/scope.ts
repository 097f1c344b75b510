import type { Db } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { teamsOf } from "../team/scope.ts";

/** A circle is a team, a profession, or a profession within a team: a rule, which also reaches who comes later. */
export type Target =
  | { kind: "person"; personId: string }
  | { kind: "circle"; teamId: string | null; profession: string | null };

/** Whom a form names: these people one by one, or a circle. */
export type Wanted = { people: string[] } | Extract<Target, { kind: "circle" }>;

/** Whom somebody may assign to: everyone, the members of these teams but themselves, or nobody. */
export type Scope = { as: "administrator" } | { as: "supervisor"; self: string; teams: string[] };

/**
 * Administrators act everywhere; supervisors in the teams that stand and that they supervise now. Asked inside the act's
 * transaction, so that who was removed a moment ago acts no more. Undefined for everybody else.
 */
export async function findScope(db: Db, actor: Actor): Promise<Scope | undefined> {
  if (actor.kind !== "person" || actor.roles.includes("administrator")) return { as: "administrator" };
  if (!actor.roles.includes("supervisor")) return undefined;
  const teams = await teamsOf(db, actor);
  return { as: "supervisor", self: actor.id, teams: teams.map(({ id }) => id) };
}

/** Whether somebody with this scope may assign to whom a form names. */
export async function areWithin(db: Db, scope: Scope, wanted: Wanted): Promise<boolean> {
  return "people" in wanted ? arePeopleWithin(db, scope, wanted.people) : isTargetWithin(db, scope, wanted);
}

/** Whether all of these people are there and within a scope; for a supervisor as members of their teams now. */
export async function arePeopleWithin(db: Db, scope: Scope, personIds: string[]): Promise<boolean> {
  const wanted = new Set(personIds);
  if (scope.as === "supervisor" && (wanted.has(scope.self) || scope.teams.length === 0)) return false;
  let there = 0;
  const all = [...wanted];
  for (let from = 0; from < all.length; from += 500) {
    const rows = await db
      .selectFrom("person")
      .select("person.id")
      .where("person.id", "in", all.slice(from, from + 500))
      .where("erased_at", "is", null)
      .where("alias_of", "is", null)
      .$if(scope.as === "supervisor", (query) => query.where("person.id", "in", selectMembers(db, scope)))
      .execute();
    there += rows.length;
  }
  return there === wanted.size && there > 0;
}

/** Somebody whom this actor may assign to; undefined for everybody else, as for one who is not there. */
export async function findPersonWithin(
  db: Db,
  actor: Actor,
  personId: string,
): Promise<{ id: string; name: string; email: string } | undefined> {
  const scope = await findScope(db, actor);
  if (!scope || !(await arePeopleWithin(db, scope, [personId]))) return undefined;
  const row = await db
    .selectFrom("person")
    .select(["id", "name", "email"])
    .where("id", "=", personId)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name ?? "", email: row.email ?? "" };
}

/** Whether an assignment may be made, changed or ended within a scope; a profession is a matter of the whole practice. */
export async function isTargetWithin(db: Db, scope: Scope, target: Target): Promise<boolean> {
  if (target.kind === "person") return arePeopleWithin(db, scope, [target.personId]);
  if (scope.as === "supervisor") {
    return target.profession === null && target.teamId !== null && scope.teams.includes(target.teamId);
  }
  if (target.teamId === null) return true;
  const team = db.selectFrom("team").select("id").where("id", "=", target.teamId).where("ended_at", "is", null);
  return (await team.executeTakeFirst()) !== undefined;
}

function selectMembers(db: Db, scope: Scope) {
  return db
    .selectFrom("team_member")
    .select("team_member.person_id")
    .where("team_member.ended_at", "is", null)
    .where("team_id", "in", scope.as === "supervisor" ? scope.teams : []);
}
