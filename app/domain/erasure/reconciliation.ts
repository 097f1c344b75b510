import { type Db, transact } from "#db/open.ts";
import type { ClosureTable } from "#db/schema.ts";
import { addClosure } from "../closure.ts";
import { type Erasing, eraseAgain, isErased } from "../erasure.ts";
import { lastTold, type Told, tell } from "./list.ts";

/** What an older copy of the database had not: people who were erased, accounts that close, and that do not. */
export interface Again {
  erased: number;
  closing: number;
  kept: number;
}

/**
 * Brings the database and the list together, both ways, before anybody is answered: whoever was erased is erased again,
 * with what came back of them; an account that its owner closed closes, on the day it was to; one that they kept stays.
 * What the list lacks, as after a start that was stopped, it is told.
 */
export async function reconcileErasures(db: Db, { list, seals, now }: Erasing & { now: Date }): Promise<Again> {
  const last = lastTold(list);
  const again: Again = { erased: 0, closing: 0, kept: 0 };
  const closures = await listClosures(db);
  for (const told of last.values()) {
    const closure = closures.get(told.person);
    if (told.act === "erase" && (await needsErasing(db, told.person))) {
      const actor = { kind: "start" } as const;
      await eraseAgain(db, { seals, list, actor, personId: told.person, erasedAt: told.at, now });
      again.erased++;
    }
    if (told.act === "close" && !closure && (await closeAgain(db, told))) again.closing++;
    if (told.act === "keep" && closure && closure.asked_at <= told.at) {
      await db.deleteFrom("closure").where("person_id", "=", told.person).execute();
      again.kept++;
    }
  }
  await tellWhatLacks(db, { list, seals, now });
  return again;
}

async function needsErasing(db: Db, personId: string): Promise<boolean> {
  const person = await db.selectFrom("person").select("id").where("id", "=", personId).executeTakeFirst();
  return person !== undefined && !(await isErased(db, personId));
}

async function closeAgain(db: Db, { person, at, due }: Extract<Told, { act: "close" }>): Promise<boolean> {
  return transact(db, async (db) => {
    const row = await db.selectFrom("person").select("erased_at").where("id", "=", person).executeTakeFirst();
    if (!row || row.erased_at !== null) return false;
    await addClosure(db, { person_id: person, asked_at: at, due_at: due });
    return true;
  });
}

async function listClosures(db: Db): Promise<Map<string, ClosureTable>> {
  const rows = await db.selectFrom("closure").selectAll().execute();
  return new Map(rows.map((row) => [row.person_id, row]));
}

async function tellWhatLacks(db: Db, { list, seals, now }: Erasing & { now: Date }): Promise<void> {
  const last = lastTold(list);
  for (const { person_id: person, asked_at: at, due_at: due } of (await listClosures(db)).values()) {
    if (!last.has(person) || last.get(person)?.act === "keep") tell(list, { act: "close", person, at, due });
  }
  const rows = await db.selectFrom("person").select(["id", "erased_at"]).where("erased_at", "is not", null).execute();
  for (const { id, erased_at } of rows) {
    if (last.get(id)?.act === "erase") continue;
    seals.end(id, now);
    tell(list, { act: "erase", person: id, at: erased_at ?? now.toISOString() });
  }
}
