import type { Db } from "#db/open.ts";

/** Somebody in a team, as those who supervise them know them. */
export interface Supervised {
  id: string;
  name: string;
  email: string;
  suspended: boolean;
  /** The teams that they are in and the supervisor supervises, by name. */
  teams: { id: string; name: string }[];
}

/** The teams that this person supervises now, by name. */
export async function teamsOf(db: Db, { id: supervisorId }: { id: string }): Promise<{ id: string; name: string }[]> {
  return selectLeading(db)
    .select(["team.id", "team.name"])
    .where("team_supervisor.person_id", "=", supervisorId)
    .orderBy("team.name")
    .orderBy("team.id")
    .execute();
}

/**
 * A person as their supervisor may see them: a member, now, of a team that stands and that `supervisorId` supervises
 * now. Undefined for everybody else, oneself among them. Every page about a supervised person begins here.
 */
export async function findSupervised(
  db: Db,
  { supervisorId, personId }: { supervisorId: string; personId: string },
): Promise<Supervised | undefined> {
  const rows = await selectSupervising(db)
    .select(["member.id", "member.name", "member.email", "member.suspended_at", "team.id as teamId"])
    .select("team.name as teamName")
    .where("team_supervisor.person_id", "=", supervisorId)
    .where("member.id", "=", personId)
    .orderBy("team.name")
    .orderBy("team.id")
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  const { id, name, email, suspended_at } = first;
  const teams = rows.map(({ teamId, teamName }) => ({ id: teamId, name: teamName }));
  return { id, name: name ?? "", email: email ?? "", suspended: suspended_at !== null, teams };
}

/** Who supervises a team that this person is in now, by name. */
export async function listSupervisors(db: Db, personId: string): Promise<{ id: string; name: string }[]> {
  const rows = await selectSupervising(db)
    .select(["leading.id", "leading.name"])
    .where("member.id", "=", personId)
    .distinct()
    .orderBy("leading.name")
    .execute();
  return rows.map(({ id, name }) => ({ id, name: name ?? "" }));
}

/**
 * The ids of everybody whom this person supervises now, for `where("….person_id", "in", …)`: a query of a supervisor's
 * page that does not begin with findSupervised is held to them by this.
 */
export function selectSupervisedBy(db: Db, supervisorId: string) {
  return selectSupervising(db).select("member.id").where("team_supervisor.person_id", "=", supervisorId);
}

/**
 * Teams as they are now: each member beside each who supervises them, never beside themselves. Who has left or is
 * erased is no member; who is suspended stays one, and supervises nobody until they are restored.
 */
export function selectSupervising(db: Db) {
  return selectLeading(db)
    .innerJoin("team_member", "team_member.team_id", "team.id")
    .innerJoin("person as member", "member.id", "team_member.person_id")
    .where("team_member.ended_at", "is", null)
    .where("member.left_at", "is", null)
    .where("member.erased_at", "is", null)
    .where("member.alias_of", "is", null)
    .whereRef("team_supervisor.person_id", "!=", "team_member.person_id");
}

/** Each team that stands beside each who supervises it now: with the role, and able to sign in to their work. */
function selectLeading(db: Db) {
  return db
    .selectFrom("team_supervisor")
    .innerJoin("team", "team.id", "team_supervisor.team_id")
    .innerJoin("person as leading", "leading.id", "team_supervisor.person_id")
    .innerJoin("role_grant", (join) =>
      join
        .onRef("role_grant.person_id", "=", "leading.id")
        .on("role_grant.role", "=", "supervisor")
        .on("role_grant.course_id", "is", null)
        .on("role_grant.ended_at", "is", null),
    )
    .where("team.ended_at", "is", null)
    .where("team_supervisor.ended_at", "is", null)
    .where("leading.suspended_at", "is", null)
    .where("leading.left_at", "is", null)
    .where("leading.erased_at", "is", null);
}
