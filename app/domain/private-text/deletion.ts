import type { Seals } from "#app/platform/seal.ts";
import { type Db, emptyLog, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";

/**
 * Deletes one of a person's own texts, now, with every copy of it that was shared. Twice is once. With the last one
 * their key is ended too, so that no older copy of the database can be read.
 */
export async function deleteText(
  db: Db,
  { seals, personId, textId, now }: { seals: Seals; personId: string; textId: string; now: Date },
): Promise<void> {
  await transact(db, async (db) => {
    const before = await listTextIds(db, personId);
    await deleteRows(db, { personId, textIds: [textId], now });
    // Inside, so that a text that is being kept meanwhile is either seen here or sealed anew.
    if (before.length === 1 && before[0] === textId) seals.end(personId, now);
  });
  await emptyLog(db);
}

/**
 * Deletes everything a person wrote for themselves, with shared copies and bookmarks, and ends their key, so that no
 * copy of the database, however old, can be read either. The key first: whatever stops this then, nothing opens any
 * more. Refused, with nothing deleted, where the keys cannot be reached. Part of erasing a person.
 */
export async function deleteAllWriting(
  db: Db,
  { seals, personId, now }: { seals: Seals; personId: string; now: Date },
): Promise<{ deleted: true } | { refused: "unopened" }> {
  if (!seals.end(personId, now)) return { refused: "unopened" };
  await transact(db, async (db) => {
    await deleteRows(db, { personId, textIds: await listTextIds(db, personId), now });
    await db.deleteFrom("bookmark").where("person_id", "=", personId).execute();
  });
  await emptyLog(db);
  return { deleted: true };
}

async function listTextIds(db: Db, personId: string): Promise<string[]> {
  const rows = await db.selectFrom("private_text").select("id").where("person_id", "=", personId).execute();
  return rows.map(({ id }) => id);
}

/** Texts of one person, with every copy of them that was shared; inside a transaction. */
export async function deleteRows(
  db: Db,
  { personId, textIds, now }: { personId: string; textIds: string[]; now: Date },
): Promise<void> {
  if (textIds.length === 0) return;
  const shares = await db
    .selectFrom("reflection_share")
    .select(["id", "reader_id"])
    .where("person_id", "=", personId)
    .where("text_id", "in", textIds)
    .execute();
  for (const { id, reader_id } of shares) {
    await db.deleteFrom("reflection_share").where("id", "=", id).execute();
    await auditTakingBack(db, { personId, readerId: reader_id, now });
  }
  await db.deleteFrom("private_text").where("person_id", "=", personId).where("id", "in", textIds).execute();
}

/** The trail says whose copy was taken back, never of what. */
export async function auditTakingBack(
  db: Db,
  { personId, readerId, now }: { personId: string; readerId: string; now: Date },
): Promise<void> {
  const actor: Actor = { kind: "person", id: personId, roles: [] };
  await writeAudit(db, { actor, act: "take back reflection", subject: { kind: "person", id: readerId }, now });
}
