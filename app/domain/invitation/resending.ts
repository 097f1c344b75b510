import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { invitationLasts } from "../invitation.ts";
import { tokenFromKey } from "../link.ts";
import { postEffects } from "../outbox.ts";

/**
 * Sends an open invitation again: seven days from now, under a new secret that voids the one before. Leaves the mail to
 * the outbox and returns the secret, to be shown once where there is no mail server. The same form sent again is
 * answered with the same secret, and one mail. `undefined` for one that is accepted, withdrawn or not there.
 */
export async function resendInvitation(
  db: Db,
  { actor, invitationId, key, now }: { actor: Actor; invitationId: string; key: string; now: Date },
): Promise<{ email: string; token: string } | undefined> {
  const { token, keptKey, tokenHash } = tokenFromKey(`${key} ${invitationId}`);
  return transact(db, async (db) => {
    const row = await db
      .selectFrom("invitation")
      .select(["id", "email", "token_hash"])
      .where("id", "=", invitationId)
      .where("accepted_at", "is", null)
      .where("withdrawn_at", "is", null)
      .executeTakeFirst();
    if (!row?.email) return undefined;
    if (row.token_hash === tokenHash) return { email: row.email, token };
    const effectKey = `invitation-mail of ${row.id} by ${keptKey}`;
    const sent = await db.selectFrom("outbox").select("id").where("effect_key", "=", effectKey).executeTakeFirst();
    if (sent) return { email: row.email, token };
    const expires_at = new Date(now.getTime() + invitationLasts).toISOString();
    await db.updateTable("invitation").set({ token_hash: tokenHash, expires_at }).where("id", "=", row.id).execute();
    const mail = { key: effectKey, kind: "invitation-mail", payload: { invitationId: row.id } } as const;
    await postEffects(db, [mail], { urgency: "now", now });
    await writeAudit(db, { actor, act: "resend invitation", subject: { kind: "invitation", id: row.id }, now });
    return { email: row.email, token };
  });
}
