import { hashToken, newId, newToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { InvitationTable } from "#db/schema.ts";
import type { Actor, Role, StandingRole } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { withdrawOpenInvitations } from "./invitation/withdrawal.ts";
import { tokenFromKey } from "./link.ts";
import { postEffect } from "./outbox.ts";
import { isEmailTaken, normaliseEmail } from "./person.ts";
import { findStanding } from "./team.ts";

/** How long an invitation can be accepted, in milliseconds: seven days. */
export const invitationLasts = 7 * 24 * 60 * 60_000;

/** An invitation that can still be accepted, as the one who invites sees it. */
export interface Invitation {
  id: string;
  email: string;
  name: string;
  role: Role | null;
  team: { id: string; name: string } | null;
  invitedAt: string;
  expiresAt: string;
}

/**
 * Invites an address for seven days, in place of any invitation open for it. Leaves the mail to the outbox and returns
 * the secret of the link, to be shown once where there is no mail server. The same form sent again is answered with the
 * same secret. Refused when the address is somebody's, and for a team that is not there or has ended.
 */
export async function invite(
  db: Db,
  invitation: NewInvitation,
): Promise<{ invitation: Invitation; token: string } | { refused: "already-here" | "no-team" }> {
  const { teamId = null } = invitation;
  return transact(db, async (db) => {
    if (teamId !== null && !(await findStanding(db, teamId))) return { refused: "no-team" };
    return addInvitation(db, invitation);
  });
}

/** Invites as part of another act, which has looked whether the actor may. */
export async function addInvitation(
  db: Db,
  { actor, email, name, role, teamId = null, key, now }: NewInvitation,
): Promise<{ invitation: Invitation; token: string } | { refused: "already-here" }> {
  const { token, keptKey, tokenHash } = tokenFromKey(key);
  const first = await selectInvitations(db).where("invitation.form_key", "=", keptKey).executeTakeFirst();
  if (first) return { invitation: toInvitation(first), token };
  if (await isEmailTaken(db, email)) return { refused: "already-here" };
  await withdrawOpenInvitations(db, { email: normaliseEmail(email) }, now);
  const row = {
    id: newId(),
    form_key: keptKey,
    token_hash: tokenHash,
    email: normaliseEmail(email),
    name,
    role,
    team_id: teamId,
    invited_by: actor.kind === "person" ? actor.id : null,
    invited_at: now.toISOString(),
    expires_at: new Date(now.getTime() + invitationLasts).toISOString(),
    withdrawn_at: null,
    accepted_at: null,
    accepted_by: null,
    ...nothingWaits,
  };
  await db.insertInto("invitation").values(row).execute();
  await writeAudit(db, { actor, act: "invite person", subject: { kind: "invitation", id: row.id }, now });
  const effect = {
    key: `invitation-mail of ${row.id}`,
    kind: "invitation-mail",
    payload: { invitationId: row.id },
  } as const;
  await postEffect(db, { ...effect, urgency: "now", now });
  const made = await selectInvitations(db).where("invitation.id", "=", row.id).executeTakeFirstOrThrow();
  return { invitation: toInvitation(made), token };
}

export interface NewInvitation {
  actor: Actor;
  email: string;
  /** May be empty: whoever accepts says what they are called. */
  name: string;
  /** Beside a learner, which everybody is. */
  role: StandingRole | null;
  /** The team that they join as they accept. */
  teamId?: string | null;
  key: string;
  now: Date;
}

/** One who is invited by hand says the rest themselves. */
const nothingWaits = {
  profession: null,
  joined_on: null,
  external_id: null,
  licence_type: null,
  licence_number: null,
  licence_jurisdiction: null,
  import_id: null,
};

/** A new secret for an open invitation, which voids the one before: made when its mail is sent. */
export async function mintInvitationLink(
  db: Db,
  { invitationId, now }: { invitationId: string; now: Date },
): Promise<{ invitation: Invitation; token: string } | undefined> {
  const token = newToken();
  return transact(db, async (db) => {
    const row = await selectOpen(db, now).where("invitation.id", "=", invitationId).executeTakeFirst();
    if (!row) return undefined;
    await db
      .updateTable("invitation")
      .set({ token_hash: hashToken(token) })
      .where("id", "=", row.id)
      .execute();
    return { invitation: toInvitation(row), token };
  });
}

/** The invitations that can still be accepted, the newest first; of one person's making, if said. */
export async function listOpenInvitations(
  db: Db,
  { invitedBy, limit, now }: { invitedBy?: string; limit?: number; now: Date },
): Promise<Invitation[]> {
  const rows = await selectOpen(db, now)
    .$if(invitedBy !== undefined, (query) => query.where("invited_by", "=", invitedBy ?? ""))
    .orderBy("invited_at", "desc")
    .orderBy("invitation.id", "desc")
    .$if(limit !== undefined, (query) => query.limit(limit ?? 1))
    .execute();
  return rows.map(toInvitation);
}

/** The open invitation behind a link; `undefined` for one that is used, withdrawn, over, overtaken or invented. */
export async function findOpenInvitation(
  db: Db,
  { token, now }: { token: string; now: Date },
): Promise<Invitation | undefined> {
  const row = await selectOpen(db, now).where("token_hash", "=", hashToken(token)).executeTakeFirst();
  if (!row?.email || (await isEmailTaken(db, row.email))) return undefined;
  return toInvitation(row);
}

function selectOpen(db: Db, now: Date) {
  return selectInvitations(db)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now.toISOString());
}

function selectInvitations(db: Db) {
  return db
    .selectFrom("invitation")
    .leftJoin("team", "team.id", "invitation.team_id")
    .selectAll("invitation")
    .select("team.name as team_name");
}

function toInvitation(row: InvitationTable & { team_name: string | null }): Invitation {
  const { id, email, name, role, team_id, team_name, invited_at: invitedAt, expires_at: expiresAt } = row;
  const team = team_id === null ? null : { id: team_id, name: team_name ?? "" };
  return { id, email: email ?? "", name: name ?? "", role, team, invitedAt, expiresAt };
}
