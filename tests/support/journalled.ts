import type { Db } from "#db/open.ts";
import { morning } from "./cast.ts";

/**
 * Has what the log holds count as journalled, where a test has no archive: a checkpoint that nobody signed. Where the log
 * was begun with a key, that test's own archive is written to.
 */
export async function markJournalled(db: Db): Promise<void> {
  const begun = await db.selectFrom("evidence_entry").select("position").where("kind", "=", "key").executeTakeFirst();
  if (begun) return;
  const { size } = await db.selectFrom("evidence_head").select("size").executeTakeFirstOrThrow();
  await db
    .insertInto("evidence_checkpoint")
    .values({ size, note: "of a test", signed_at: morning.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
