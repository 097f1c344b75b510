import { hashToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { reachPerson } from "../assignment/reach.ts";
import { writeAudit } from "../audit.ts";
import { findOpenInvitation } from "../invitation.ts";
import { isPressedTwice } from "../link.ts";
import { hashPassword, judgePassword, keepPassword, matchesPassword, type WeakPassword } from "../password.ts";
import { addPerson } from "../person.ts";
import { findPractice } from "../practice.ts";
import { addRole } from "../role.ts";
import { joinTeam } from "../team/member.ts";
import { takeWhatWaits } from "./waiting.ts";

interface Acceptance {
  token: string;
  name: string;
  password: string;
  now: Date;
}

/**
 * Takes up an invitation: the person, their password, the role and the team that were offered and what else waited
 * with it, all or nothing. Refused, in one
 * and the same way, for a link that is used, withdrawn, over, overtaken or invented, or whose address is somebody's
 * by now; and for a weak password. Pressed twice, it is answered as the first time.
 */
export async function acceptInvitation(
  db: Db,
  { token, name, password, now }: Acceptance,
): Promise<{ personId: string } | { refused: "link-void" | WeakPassword }> {
  const invitation = await findOpenInvitation(db, { token, now });
  if (!invitation) return findJustAccepted(db, { token, password, now });
  const practice = await findPractice(db);
  const weak = judgePassword(password, { practice: practice.name, name, email: invitation.email });
  if (weak) return { refused: weak };
  const hash = await hashPassword(password);

  const personId = await transact(db, async (db) => {
    const invitation = await findOpenInvitation(db, { token, now });
    if (!invitation) return undefined;
    const actor = await addPerson(db, { name, email: invitation.email, now });
    await keepPassword(db, { personId: actor.id, hash, now });
    await db
      .updateTable("invitation")
      .set({ accepted_at: now.toISOString(), accepted_by: actor.id })
      .where("id", "=", invitation.id)
      .execute();
    await takeWhatWaits(db, { invitationId: invitation.id, personId: actor.id, now });
    await writeAudit(db, { actor, act: "accept invitation", subject: { kind: "invitation", id: invitation.id }, now });
    if (invitation.team) await joinTeam(db, { actor, teamId: invitation.team.id, personId: actor.id, now });
    await reachPerson(db, { personId: actor.id, now });
    if (invitation.role && invitation.role !== "reviewer") {
      await addRole(db, { personId: actor.id, role: invitation.role, now });
      await writeAudit(db, {
        actor,
        act: `grant role ${invitation.role}`,
        subject: { kind: "person", id: actor.id },
        now,
      });
    }
    return actor.id;
  });
  return personId ? { personId } : findJustAccepted(db, { token, password, now });
}

/** Whom the same form, sent a moment ago, let in; the password shows that it is the same form. */
async function findJustAccepted(
  db: Db,
  { token, password, now }: Omit<Acceptance, "name">,
): Promise<{ personId: string } | { refused: "link-void" }> {
  const accepted = await db
    .selectFrom("invitation")
    .innerJoin("password", "password.person_id", "invitation.accepted_by")
    .select(["password.person_id as personId", "password.hash", "accepted_at"])
    .where("token_hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!accepted?.accepted_at || !isPressedTwice(accepted.accepted_at, now)) return { refused: "link-void" };
  return (await matchesPassword(accepted.hash, password)) ? { personId: accepted.personId } : { refused: "link-void" };
}
