import type { ExpressionBuilder } from "kysely";
import { type Db, transact } from "#db/open.ts";
import type { Schema } from "#db/schema.ts";
import type { Actor, StandingRole } from "../actor.ts";
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

interface OfPerson {
  personId: string;
  now: Date;
}

/**
 * What ends of a person's open invitations as they leave, and what stays. An administrator's are the practice's, which
 * always has another one: they stay, but for those that offer a role, since nobody who stands answers for it. Of
 * everybody else all end.
 */
export async function countOnLeaving(
  db: Db,
  { personId, now }: OfPerson,
): Promise<{ ending: number; staying: number }> {
  const open = await openNow(db, { invited_by: personId }, now).select("role").execute();
  const ends = (await isAdministrator(db, personId)) ? open.filter(({ role }) => role !== null) : open;
  return { ending: ends.length, staying: open.length - ends.length };
}

/** Withdraws what ends as somebody leaves, as `countOnLeaving` counts it; part of that act, before their roles end. */
export async function withdrawOnLeaving(db: Db, { personId, now }: OfPerson): Promise<void> {
  const of = { invited_by: personId, rolesOnly: await isAdministrator(db, personId) };
  await withdrawOpenInvitations(db, of, now);
}

/** How many of a person's open invitations end when they are suspended: all. */
export async function countOnSuspending(db: Db, { personId, now }: OfPerson): Promise<number> {
  return countOpen(db, { invited_by: personId }, now);
}

/**
 * How many of a person's open invitations end with a role: with an administrator's all; with a supervisor's those into
 * the teams that they supervise, unless they invite as an administrator too; with any other none.
 */
export async function countOnEndingRole(
  db: Db,
  { personId, role, now }: OfPerson & { role: StandingRole },
): Promise<number> {
  if (role === "administrator") return countOpen(db, { invited_by: personId }, now);
  if (role !== "supervisor" || (await isAdministrator(db, personId))) return 0;
  const rows = await openNow(db, { invited_by: personId }, now)
    .select("id")
    .where("team_id", "in", (of) =>
      of
        .selectFrom("team_supervisor")
        .select("team_id")
        .where("person_id", "=", personId)
        .where("ended_at", "is", null),
    )
    .execute();
  return rows.length;
}

/** Open invitations for an address, from a person (of theirs those alone that offer a role) or into a team. */
type Open = (
  | { email: string }
  | { invited_by: string }
  | { team_id: string }
  | { team_id: string; invited_by: string }
) & { rolesOnly?: boolean };

/**
 * Withdraws what is open for an address or from a person as part of another act: a newer invitation, the end of
 * the team, the end of the inviter's own rights, which must not live on in a link.
 */
export async function withdrawOpenInvitations(db: Db, of: Open, now: Date): Promise<void> {
  await db.updateTable("invitation").set({ withdrawn_at: now.toISOString() }).where(isOpen(of)).execute();
}

/** What could be accepted now of what `withdrawOpenInvitations` withdraws. */
function openNow(db: Db, of: Open, now: Date) {
  return db.selectFrom("invitation").where(isOpen(of)).where("expires_at", ">", now.toISOString());
}

async function countOpen(db: Db, of: Open, now: Date): Promise<number> {
  return (await openNow(db, of, now).select("id").execute()).length;
}

function isOpen({ rolesOnly = false, ...of }: Open) {
  return (row: ExpressionBuilder<Schema, "invitation">) =>
    row.and([
      row.and(of),
      row("accepted_at", "is", null),
      row("withdrawn_at", "is", null),
      ...(rolesOnly ? [row("role", "is not", null)] : []),
    ]);
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
