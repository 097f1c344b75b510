import type { Db } from "#db/open.ts";
import { type Invitation, invitationLasts } from "../invitation.ts";

/** What became of the mail of an invitation that has not gone out: it is tried again, or is not any more. */
export type Unsent = "waiting" | "given-up";

/**
 * Which of these invitations no mail server has taken yet, by id; not of those whose mail is on its way for the first
 * time, and of one that was sent again only the last mail counts. One query.
 */
export async function findUnsent(db: Db, invitations: Invitation[]): Promise<Record<string, Unsent>> {
  if (invitations.length === 0) return {};
  const rows = await db
    .selectFrom("outbox")
    .select(["payload", "created_at", "done_at"])
    .where("kind", "=", "invitation-mail")
    .where((row) => row.or([row("outcome", "like", "put off%"), row("outcome", "like", "given up%")]))
    .orderBy("created_at")
    .execute();
  const begun = new Map(invitations.map(({ id, expiresAt }) => [id, Date.parse(expiresAt) - invitationLasts]));
  const unsent = rows.flatMap(({ payload, created_at, done_at }): [string, Unsent][] => {
    const { invitationId = "" }: { invitationId?: string } = JSON.parse(payload);
    const since = begun.get(invitationId);
    if (since === undefined || Date.parse(created_at) < since) return [];
    return [[invitationId, done_at === null ? "waiting" : "given-up"]];
  });
  return Object.fromEntries(unsent);
}
