import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { addInvitation, type Invitation, listOpenInvitations } from "../invitation.ts";
import { normaliseEmail } from "../person.ts";
import { teamsOf } from "../team/scope.ts";
import { withdrawInvitation } from "./withdrawal.ts";

export type NotInvited = "already-here" | "already-invited";

/**
 * A supervisor invites somebody into a team that they supervise now, as a learner and nothing more. Refused when the
 * address is somebody's, and when somebody else has invited it, whose invitation this would void. Undefined for any
 * other team, and from the moment that their supervision ends.
 */
export async function inviteIntoTeam(
  db: Db,
  { actor, teamId, email, name, key, now }: TeamInvitation,
): Promise<{ invitation: Invitation; token: string } | { refused: NotInvited } | undefined> {
  return transact(db, async (db) => {
    if (!(await teamsOf(db, actor)).some(({ id }) => id === teamId)) return undefined;
    if (await isInvitedByAnother(db, { email, inviterId: actor.id, now })) return { refused: "already-invited" };
    return addInvitation(db, { actor, email, name, role: null, teamId, key, now });
  });
}

interface TeamInvitation {
  actor: PersonActor;
  teamId: string;
  email: string;
  name: string;
  key: string;
  now: Date;
}

/** The open invitations that a supervisor made into the teams they supervise now, the newest first. */
export async function listTeamInvitations(
  db: Db,
  { actor, now }: { actor: PersonActor; now: Date },
): Promise<Invitation[]> {
  const teams = new Set((await teamsOf(db, actor)).map(({ id }) => id));
  const own = await listOpenInvitations(db, { invitedBy: actor.id, now });
  return own.filter(({ team }) => team !== null && teams.has(team.id));
}

/** Takes back an invitation that one made oneself into a team one supervises. Again is once; else undefined. */
export async function withdrawTeamInvitation(
  db: Db,
  { actor, invitationId, now }: { actor: PersonActor; invitationId: string; now: Date },
): Promise<{ withdrawn: true } | undefined> {
  const own = await db
    .selectFrom("invitation")
    .select("team_id")
    .where("id", "=", invitationId)
    .where("invited_by", "=", actor.id)
    .executeTakeFirst();
  const isTheirs = own && (await teamsOf(db, actor)).some(({ id }) => id === own.team_id);
  return isTheirs ? withdrawInvitation(db, { actor, invitationId, now }) : undefined;
}

async function isInvitedByAnother(
  db: Db,
  { email, inviterId, now }: { email: string; inviterId: string; now: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom("invitation")
    .select("id")
    .where("email", "=", normaliseEmail(email))
    .where((row) => row.or([row("invited_by", "is", null), row("invited_by", "!=", inviterId)]))
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", now.toISOString())
    .executeTakeFirst();
  return row !== undefined;
}
