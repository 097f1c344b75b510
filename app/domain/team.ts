import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "./actor.ts";
import { reachTeam } from "./assignment/reach.ts";
import { writeAudit } from "./audit.ts";
import { withdrawOpenInvitations } from "./invitation/withdrawal.ts";

/** Learners under one or more supervisors. Once ended it stays, for reports on what was. */
export interface Team {
  id: string;
  name: string;
  startedAt: string;
  endedAt: string | null;
}

/** A team that stands, with how many are in it and who supervises it. */
export interface ListedTeam extends Team {
  members: number;
  /** Names, in order; none is something to mend. */
  supervisors: string[];
}

/** The teams that stand, by name. Three queries. */
export async function listTeams(db: Db): Promise<ListedTeam[]> {
  const teams = await selectTeams(db).where("ended_at", "is", null).orderBy("name").orderBy("id").execute();
  const counts = await countMembers(db);
  const leading = await db
    .selectFrom("team_supervisor")
    .innerJoin("person", "person.id", "team_supervisor.person_id")
    .select(["team_id", "person.name"])
    .where("ended_at", "is", null)
    .orderBy("person.name")
    .execute();
  return teams.map((row) => ({
    ...toTeam(row),
    members: counts.get(row.id) ?? 0,
    supervisors: leading.filter(({ team_id }) => team_id === row.id).map(({ name }) => name ?? ""),
  }));
}

/** The teams that stand, to choose one of, by name. */
export async function listTeamNames(db: Db): Promise<{ id: string; name: string }[]> {
  const chosen = db.selectFrom("team").select(["id", "name"]).where("ended_at", "is", null);
  return chosen.orderBy("name").orderBy("id").execute();
}

/** One team, also one that has ended. */
export async function findTeam(db: Db, teamId: string): Promise<Team | undefined> {
  const row = await selectTeams(db).where("id", "=", teamId).executeTakeFirst();
  return row && toTeam(row);
}

/** The team that stands under a name, however it is written. */
export async function findTeamByName(db: Db, name: string): Promise<Team | undefined> {
  const rows = await selectTeams(db).where("ended_at", "is", null).execute();
  const row = rows.find((row) => comparable(row.name) === comparable(name));
  return row && toTeam(row);
}

/** Begins a team. Refused for the name of one that stands; the same form again is answered with the first one's team. */
export async function createTeam(
  db: Db,
  { actor, name, key, now }: { actor: Actor; name: string; key: string; now: Date },
): Promise<{ team: string } | { refused: "name-taken" }> {
  return transact(db, async (db) => {
    const first = await db.selectFrom("team").select("id").where("form_key", "=", key).executeTakeFirst();
    if (first) return { team: first.id };
    if (await findTeamByName(db, name)) return { refused: "name-taken" };
    return { team: await addTeam(db, { actor, name, key, now }) };
  });
}

/** Adds a team as part of another act, which has looked whether the name is free. Answers with its id. */
export async function addTeam(
  db: Db,
  { actor, name, key, now }: { actor: Actor; name: string; key: string; now: Date },
): Promise<string> {
  const id = newId();
  await db
    .insertInto("team")
    .values({ id, form_key: key, name: name.trim(), started_at: now.toISOString(), ended_at: null })
    .execute();
  await writeAudit(db, { actor, act: "create team", subject: { kind: "team", id }, now });
  return id;
}

/**
 * Calls a team something else. Refused for the name of another that stands, and when it was renamed since `seen`, the
 * name it had, was read, unless the wanted one already stands. Undefined for a team that is not there or has ended.
 */
export async function renameTeam(
  db: Db,
  { actor, teamId, name, seen, now }: { actor: Actor; teamId: string; name: string; seen: string; now: Date },
): Promise<{ renamed: true } | { refused: "name-taken" | "changed-meanwhile" } | undefined> {
  return transact(db, async (db) => {
    const team = await findStanding(db, teamId);
    if (!team) return undefined;
    if (team.name === name) return { renamed: true };
    if (team.name !== seen) return { refused: "changed-meanwhile" };
    const namesake = await findTeamByName(db, name);
    if (namesake && namesake.id !== teamId) return { refused: "name-taken" };
    await db.updateTable("team").set({ name }).where("id", "=", teamId).execute();
    await writeAudit(db, { actor, act: "rename team", subject: { kind: "team", id: teamId }, now });
    return { renamed: true };
  });
}

/**
 * Ends a team, and with it every membership, every supervision and every open invitation into it: nobody sees anybody
 * through it from the next request on. What was stays to be counted. Again is once; undefined when it is not there.
 */
export async function endTeam(
  db: Db,
  { actor, teamId, now }: { actor: Actor; teamId: string; now: Date },
): Promise<{ ended: true } | undefined> {
  return transact(db, async (db) => {
    const team = await findTeam(db, teamId);
    if (!team) return undefined;
    if (team.endedAt !== null) return { ended: true };
    const ended = { ended_at: now.toISOString() };
    await db.updateTable("team").set(ended).where("id", "=", teamId).execute();
    await db
      .updateTable("team_member")
      .set(ended)
      .where("team_id", "=", teamId)
      .where("ended_at", "is", null)
      .execute();
    await db
      .updateTable("team_supervisor")
      .set(ended)
      .where("team_id", "=", teamId)
      .where("ended_at", "is", null)
      .execute();
    await withdrawOpenInvitations(db, { team_id: teamId }, now);
    await reachTeam(db, { teamId, now });
    await writeAudit(db, { actor, act: "end team", subject: { kind: "team", id: teamId }, now });
    return { ended: true };
  });
}

/** A team that has not ended. */
export async function findStanding(db: Db, teamId: string): Promise<Team | undefined> {
  const team = await findTeam(db, teamId);
  return team?.endedAt === null ? team : undefined;
}

async function countMembers(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("team_member")
    .innerJoin("person", "person.id", "team_member.person_id")
    .select(["team_id", (row) => row.fn.countAll<number>().as("members")])
    .where("ended_at", "is", null)
    .where("left_at", "is", null)
    .where("erased_at", "is", null)
    .groupBy("team_id")
    .execute();
  return new Map(rows.map(({ team_id, members }) => [team_id, Number(members)]));
}

function selectTeams(db: Db) {
  return db.selectFrom("team").select(["id", "name", "started_at", "ended_at"]);
}

function toTeam(row: { id: string; name: string; started_at: string; ended_at: string | null }): Team {
  return { id: row.id, name: row.name, startedAt: row.started_at, endedAt: row.ended_at };
}

/** Two names that look alike are one: case, composition and blanks apart. */
function comparable(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}
