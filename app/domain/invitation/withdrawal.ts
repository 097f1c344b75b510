import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";

/** Takes an invitation back before it is accepted. Again is once; `undefined` when there is none to take back. */
export async function withdrawInvitation(
  db: Db,
  { actor, invitationId, now }: { actor: Actor; invitationId: string; now: Date },
): Promise<{ withdrawn: true } | undefined> {
  return transact(db, async (db) => {
    const row = await db
      .selectFrom("invitation")
      .select(["id", "withdrawn_at"])
      .where("id", "=", invitationId)
      .where("accepted_at", "is", null)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.withdrawn_at !== null) return { withdrawn: true };
    await db.updateTable("invitation").set({ withdrawn_at: now.toISOString() }).where("id", "=", row.id).execute();
    await writeAudit(db, { actor, act: "withdraw invitation", subject: { kind: "invitation", id: row.id }, now });
    return { withdrawn: true };
  });
}

/**
 * Withdraws what is open for an address or from a person as part of another act: a newer invitation, the end of
 * the team, the end of the inviter's own rights, which must not live on in a link.
 */
export async function withdrawOpenInvitations(
  db: Db,
  of: { email: string } | { invited_by: string } | { team_id: string } | { team_id: string; invited_by: string },
  now: Date,
): Promise<void> {
  await db
    .updateTable("invitation")
    .set({ withdrawn_at: now.toISOString() })
    .where((row) => row.and(of))
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .execute();
}
