import type { Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import { writeAudit } from "../audit.ts";
import { deleteRows } from "./deletion.ts";
import { labelOf } from "./seals.ts";

/** Texts of one person that nothing here opens. */
export interface LostTexts {
  personId: string;
  textIds: string[];
}

/**
 * The private texts that nothing here can open, by person: the folder of keys is not the one they were written with.
 * Those of somebody who ended their key are meant not to open, and are not among them. Opens every text there is.
 */
export async function listLostTexts(db: Db, seals: Pick<Seals, "open" | "hasEnded">): Promise<LostTexts[]> {
  const rows = await db.selectFrom("private_text").selectAll().orderBy("person_id").orderBy("id").execute();
  const lost = rows.filter((row) => seals.open(row, labelOf(row)) === undefined && !seals.hasEnded(row.person_id));
  return [...Map.groupBy(lost, (row) => row.person_id)].map(([personId, own]) => {
    return { personId, textIds: own.map(({ id }) => id) };
  });
}

/**
 * Deletes the texts that nothing here can open, with every copy that was shared of them, so that their writers may
 * begin again; what can be opened stays. How many people it was.
 */
export async function giveUpLostTexts(
  db: Db,
  { seals, now }: { seals: Pick<Seals, "open" | "hasEnded">; now: Date },
): Promise<number> {
  const lost = await listLostTexts(db, seals);
  for (const { personId, textIds } of lost) {
    await transact(db, async (db) => {
      await deleteRows(db, { personId, textIds, now });
      const subject = { kind: "person", id: personId };
      await writeAudit(db, { actor: { kind: "cli" }, act: "give up texts without a key", subject, now });
    });
  }
  return lost.length;
}

/** Deletes what an older copy of the database brought back of people who had ended their key. */
export async function deleteEndedTexts(db: Db, { seals, now }: { seals: Pick<Seals, "open" | "hasEnded">; now: Date }) {
  const rows = await db.selectFrom("private_text").selectAll().orderBy("person_id").execute();
  const ended = rows.filter((row) => seals.hasEnded(row.person_id) && seals.open(row, labelOf(row)) === undefined);
  for (const { id, person_id: personId } of ended) {
    await transact(db, (db) => deleteRows(db, { personId, textIds: [id], now }));
  }
}
