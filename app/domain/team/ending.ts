import type { Db } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { withdrawSupervised } from "../invitation/withdrawal.ts";

interface Standing {
  id: string;
  team_id: string;
  person_id: string;
}

/** Ends one supervision as part of an act, with the open invitations that the supervisor made into the team. */
export async function endSupervision(
  db: Db,
  { actor, supervision: { id, team_id, person_id }, now }: { actor: Actor; supervision: Standing; now: Date },
): Promise<void> {
  await db.updateTable("team_supervisor").set({ ended_at: now.toISOString() }).where("id", "=", id).execute();
  await withdrawSupervised(db, { teamId: team_id, personId: person_id, now });
  await writeAudit(db, { actor, act: "end supervision", subject: { kind: "team_supervisor", id }, now });
}

/** Ends every supervision of a person as part of the act that ends their role. */
export async function endSupervisionsOf(
  db: Db,
  { actor, personId, now }: { actor: Actor; personId: string; now: Date },
): Promise<void> {
  const rows = await db
    .selectFrom("team_supervisor")
    .select(["id", "team_id", "person_id"])
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .execute();
  for (const supervision of rows) await endSupervision(db, { actor, supervision, now });
}
