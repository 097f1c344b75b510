import type { Seals } from "#app/platform/seal.ts";
import { type Db, emptyLog, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";

/** Deletes one of a person's own texts, now, with every copy of it that was shared. Twice is once. */
export async function deleteText(
  db: Db,
  { personId, textId, now }: { personId: string; textId: string; now: Date },
): Promise<void> {
  await transact(db, (db) => deleteRows(db, { personId, textIds: [textId], now }));
  await emptyLog(db);
}

/**
 * Deletes everything a person wrote for themselves, with shared copies and bookmarks, and ends their key, so that no
 * copy of the database, however old, can be read either. Part of erasing a person.
 */
export async function deleteAllWriting(
  db: Db,
  { seals, personId, now }: { seals: Seals; personId: string; now: Date },
): Promise<void> {
  await transact(db, async (db) => {
    const texts = await db.selectFrom("private_text").select("id").where("person_id", "=", personId).execute();
    await deleteRows(db, { personId, textIds: texts.map(({ id }) => id), now });
    await db.deleteFrom("bookmark").where("person_id", "=", personId).execute();
  });
  await emptyLog(db);
  seals.forget(personId);
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
