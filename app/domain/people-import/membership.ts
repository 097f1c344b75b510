import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";

/** Puts people into teams as part of another act, from now on; who is in one already stays as they are. */
export async function addToTeams(
  db: Db,
  { places, now }: { places: { teamId: string; personId: string }[]; now: Date },
): Promise<void> {
  if (places.length === 0) return;
  const rows = places.map(({ teamId, personId }) => {
    return { id: newId(), team_id: teamId, person_id: personId, started_at: now.toISOString(), ended_at: null };
  });
  await db
    .insertInto("team_member")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
