import { type Db, transact } from "#db/open.ts";
import { findRecord } from "../completion-record.ts";

interface Own {
  personId: string;
  recordId: string;
}

/** Whether the public page of a record shows its owner's name. One query. */
export async function isNameShown(db: Db, recordId: string): Promise<boolean> {
  const row = await db
    .selectFrom("record_disclosure")
    .select("at")
    .where("record_id", "=", recordId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Lets the public page of one's own record show the name, or takes that back. Undefined for another's record, and for
 * one whose name is withdrawn.
 */
export async function showName(
  db: Db,
  { personId, recordId, isShown, now }: Own & { isShown: boolean; now: Date },
): Promise<"shown" | "hidden" | undefined> {
  return transact(db, async (db) => {
    const record = await findRecord(db, { personId, recordId });
    if (!record?.person) return undefined;
    if (!isShown) {
      await db.deleteFrom("record_disclosure").where("record_id", "=", recordId).execute();
      return "hidden";
    }
    await db
      .insertInto("record_disclosure")
      .values({ record_id: recordId, at: now.toISOString() })
      .onConflict((conflict) => conflict.column("record_id").doNothing())
      .execute();
    return "shown";
  });
}
