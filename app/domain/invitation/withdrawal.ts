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
 * What ends of a person's open invitations as they leave, and what stays. An administrator's are the practice's, which
 * always has another one: they stay, but for those that offer a role, since nobody who stands answers for it. Of
 * everybody else all end.
 */
export async function countOnLeaving(
  db: Db,
  { personId, now }: { personId: string; now: Date },
): Promise<{ ending: number; staying: number }> {
  const isPractices = await isAdministrator(db, personId);
  const rows = await db
    .selectFrom("invitation")
    .select("role")
    .where("invited_by", "=", personId)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now.toISOString())
    .execute();
  const staying = isPractices ? rows.filter(({ role }) => role === null).length : 0;
  return { ending: rows.length - staying, staying };
}

/** Withdraws what ends as somebody leaves, as `countOnLeaving` counts it; part of that act, before their roles end. */
export async function withdrawOnLeaving(db: Db, { personId, now }: { personId: string; now: Date }): Promise<void> {
  const isPractices = await isAdministrator(db, personId);
  await db
    .updateTable("invitation")
    .set({ withdrawn_at: now.toISOString() })
    .where("invited_by", "=", personId)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .$if(isPractices, (query) => query.where("role", "is not", null))
    .execute();
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

/**
 * Withdraws what a supervisor invited into a team that they supervise no more, as part of the act that ends it. Not
 * what an administrator invited: they needed no supervision for it.
 */
export async function withdrawSupervised(
  db: Db,
  { teamId, personId, now }: { teamId: string; personId: string; now: Date },
): Promise<void> {
  if (await isAdministrator(db, personId)) return;
  await withdrawOpenInvitations(db, { team_id: teamId, invited_by: personId }, now);
}

/** Whether somebody may invite in the practice's name at this moment. */
async function isAdministrator(db: Db, personId: string): Promise<boolean> {
  const grant = await db
    .selectFrom("role_grant")
    .select("id")
    .where("person_id", "=", personId)
    .where("role", "=", "administrator")
    .where("course_id", "is", null)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return grant !== undefined;
}
