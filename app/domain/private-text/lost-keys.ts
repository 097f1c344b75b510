import type { Seals } from "#app/platform/seal.ts";
import { type Db, emptyLog, transact } from "#db/open.ts";
import { writeAudit } from "../audit.ts";
import { deleteRows } from "./deletion.ts";
import { labelOf } from "./seals.ts";

/** Texts of one person that nothing here opens. */
export interface LostTexts {
  personId: string;
  textIds: string[];
}

type Opening = Pick<Seals, "open" | "endedAt">;

/**
 * The private texts that nothing here can open, by person: the folder of keys is not the one they were written with.
 * What somebody wrote before they ended their key is meant not to open, and is not among them. Opens every text.
 */
export async function listLostTexts(db: Db, seals: Opening): Promise<LostTexts[]> {
  return (await listUnopened(db, seals)).lost;
}

/** The same, once what an older database brought back from before its writer ended their key is deleted. */
export async function deleteEndedTexts(db: Db, { seals, now }: { seals: Opening; now: Date }): Promise<LostTexts[]> {
  const { ended, lost } = await listUnopened(db, seals);
  for (const texts of ended) await transact(db, (db) => deleteRows(db, { ...texts, now }));
  if (ended.length > 0) await emptyLog(db);
  return lost;
}

/**
 * Deletes the texts that nothing here can open, with every copy that was shared of them, so that their writers may
 * begin again; what can be opened stays. How many people it was.
 */
export async function giveUpLostTexts(db: Db, { seals, now }: { seals: Opening; now: Date }): Promise<number> {
  const lost = await listLostTexts(db, seals);
  for (const texts of lost) {
    await transact(db, async (db) => {
      await deleteRows(db, { ...texts, now });
      const subject = { kind: "person", id: texts.personId };
      await writeAudit(db, { actor: { kind: "cli" }, act: "give up texts without a key", subject, now });
    });
  }
  return lost.length;
}

async function listUnopened(db: Db, seals: Opening): Promise<{ ended: LostTexts[]; lost: LostTexts[] }> {
  const rows = await db.selectFrom("private_text").selectAll().orderBy("person_id").orderBy("id").execute();
  const unopened = rows.filter((row) => seals.open(row, labelOf(row)) === undefined);
  const isEnded = ({ person_id, saved_at }: (typeof rows)[number]) => saved_at <= (seals.endedAt(person_id) ?? "");
  return { ended: byPerson(unopened.filter(isEnded)), lost: byPerson(unopened.filter((row) => !isEnded(row))) };
}

function byPerson(rows: { id: string; person_id: string }[]): LostTexts[] {
  return [...Map.groupBy(rows, (row) => row.person_id)].map(([personId, own]) => {
    return { personId, textIds: own.map(({ id }) => id) };
  });
}
