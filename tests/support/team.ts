import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { morning } from "./cast.ts";

/** A team since the morning, with these members and supervisors; its id. */
export async function formTeam(
  db: Db,
  { name = "Elm Row", members = [], supervisors = [] }: { name?: string; members?: string[]; supervisors?: string[] },
): Promise<string> {
  const id = newId();
  const span = { started_at: morning.toISOString(), ended_at: null };
  await db
    .insertInto("team")
    .values({ id, form_key: id, name, ...span })
    .execute();
  for (const member of members) await joinTeam(db, id, member, morning);
  for (const person_id of supervisors) {
    await db
      .insertInto("team_supervisor")
      .values({ id: newId(), team_id: id, person_id, ...span })
      .execute();
  }
  return id;
}

/** Somebody joins a team, and nothing else comes of it. */
export async function joinTeam(db: Db, team_id: string, person_id: string, now: Date): Promise<void> {
  const row = { id: newId(), team_id, person_id, started_at: now.toISOString(), ended_at: null };
  await db.insertInto("team_member").values(row).execute();
}

/** Somebody leaves a team, and nothing else comes of it. */
export async function leaveTeam(db: Db, teamId: string, personId: string, now: Date): Promise<void> {
  await db
    .updateTable("team_member")
    .set({ ended_at: now.toISOString() })
    .where("team_id", "=", teamId)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .execute();
}
