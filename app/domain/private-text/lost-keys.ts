import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import { writeAudit } from "../audit.ts";
import { deleteRows } from "./deletion.ts";

/** The people whose private texts nothing here can open: the folder of keys is not the one they were written with. */
export async function listLostKeys(db: Db, keys: Pick<Seals, "lacking">): Promise<string[]> {
  const rows = await db.selectFrom("private_text").select("person_id").distinct().orderBy("person_id").execute();
  return keys.lacking(rows.map(({ person_id }) => person_id));
}

/**
 * Deletes the texts that nothing here can open, with every copy that was shared of them, so that their writers may
 * begin again; what can be opened stays. How many people it was.
 */
export async function giveUpLostTexts(
  db: Db,
  { keys, now }: { keys: Pick<Seals, "lacking">; now: Date },
): Promise<number> {
  const people = await listLostKeys(db, keys);
  for (const personId of people) {
    await transact(db, async (db) => {
      const texts = await db.selectFrom("private_text").select("id").where("person_id", "=", personId).execute();
      await deleteRows(db, { personId, textIds: texts.map(({ id }) => id), now });
      const subject = { kind: "person", id: personId };
      await writeAudit(db, { actor: { kind: "cli" }, act: "give up texts without a key", subject, now });
    });
  }
  return people.length;
}
