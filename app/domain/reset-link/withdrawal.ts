import type { Db } from "#db/open.ts";

/**
 * Voids the open links for a person or by one, as part of another act: a newer link, a password that was changed, the
 * end of the rights of the one who made them.
 */
export async function voidResetLinks(
  db: Db,
  of: { person_id: string } | { made_by: string },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await db
    .updateTable("reset_link")
    .set({ expires_at: at })
    .where((row) => row.and(of))
    .where("used_at", "is", null)
    .where("expires_at", ">", at)
    .execute();
}
