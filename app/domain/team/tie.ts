import type { Db } from "#db/open.ts";

/** How a person belongs or belonged to a team. */
export interface Tie {
  teamId: string;
  teamName: string;
  as: "member" | "supervisor";
  startedAt: string;
  endedAt: string | null;
}

/** A person's teams: those of now first, then the latest end first. One query. */
export async function listTies(db: Db, personId: string): Promise<Tie[]> {
  const memberships = db
    .selectFrom("team_member as tie")
    .innerJoin("team", "team.id", "tie.team_id")
    .select(["team.id as teamId", "team.name as teamName", "tie.started_at as startedAt", "tie.ended_at as endedAt"])
    .select((row) => row.cast<string>(row.val("member"), "text").as("as"))
    .where("tie.person_id", "=", personId);
  const supervisions = db
    .selectFrom("team_supervisor as tie")
    .innerJoin("team", "team.id", "tie.team_id")
    .select(["team.id as teamId", "team.name as teamName", "tie.started_at as startedAt", "tie.ended_at as endedAt"])
    .select((row) => row.cast<string>(row.val("supervisor"), "text").as("as"))
    .where("tie.person_id", "=", personId);
  const rows = await memberships.unionAll(supervisions).execute();
  const ties = rows.map(({ as, ...tie }): Tie => ({ ...tie, as: as === "member" ? "member" : "supervisor" }));
  return ties.toSorted(byTime);
}

function byTime(one: Tie, other: Tie): number {
  if ((one.endedAt === null) !== (other.endedAt === null)) return one.endedAt === null ? -1 : 1;
  const [earlier, later] = [one.endedAt ?? other.startedAt, other.endedAt ?? one.startedAt];
  return earlier < later ? 1 : -1;
}
