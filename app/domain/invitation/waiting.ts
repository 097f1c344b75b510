import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";

/**
 * Gives somebody who has just accepted an invitation what the practice's list said of them, as part of that act. A
 * number of the list that is another's by now is left out.
 */
export async function takeWhatWaits(
  db: Db,
  { invitationId, personId, now }: { invitationId: string; personId: string; now: Date },
): Promise<void> {
  const waiting = await db
    .selectFrom("invitation")
    .selectAll()
    .where("id", "=", invitationId)
    .executeTakeFirstOrThrow();
  const { profession, joined_on, external_id, licence_number } = waiting;
  if (profession !== null || joined_on !== null || external_id !== null) {
    const number = (await isNumberTaken(db, external_id)) ? null : external_id;
    const said = { profession, joined_on, external_id: number };
    await db.updateTable("person").set(said).where("id", "=", personId).execute();
  }
  if (licence_number !== null) {
    const licence = {
      type: waiting.licence_type ?? "",
      number: licence_number,
      jurisdiction: waiting.licence_jurisdiction ?? "",
    };
    const row = { id: newId(), person_id: personId, ...licence, added_at: now.toISOString() };
    await db.insertInto("person_licence").values(row).execute();
  }
}

async function isNumberTaken(db: Db, number: string | null): Promise<boolean> {
  if (number === null) return false;
  const holder = await db.selectFrom("person").select("id").where("external_id", "=", number).executeTakeFirst();
  return holder !== undefined;
}
