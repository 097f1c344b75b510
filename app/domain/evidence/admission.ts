import type { EntryStamps } from "#app/platform/entry-stamps.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { type Held, openGate } from "./held.ts";
import type { Journal } from "./journal-line.ts";
import { type LoggedEntry, listEntries, pageSize } from "./logged.ts";

/** The first entry that stands in the database alone and is held back there; undefined where none is. */
export async function findHeld(
  db: Db,
  { journal, known = [] }: { journal: Journal; known: string[] | undefined },
): Promise<(Held & { entry: LoggedEntry }) | undefined> {
  const find = openGate(db, { journal, known });
  for (let from = journal.end().entries; ; from += pageSize) {
    const entries = await listEntries(db, from);
    const held = await find(entries);
    const entry = entries.find(({ position }) => position === held?.position);
    if (held && entry) return { ...held, entry };
    if (entries.length < pageSize) return undefined;
  }
}

/**
 * Takes an entry that the server did not append for its own, on the word of somebody who has the folder of keys and
 * looked at what it says: `hash` is the entry's, so that it is that one. Refused where it is not the first that is held
 * back, says something else by now, or is not what it says of itself: such a one comes right with a backup alone.
 */
export async function admitEntry(
  db: Db,
  {
    hash,
    stamps,
    actor,
    now,
    ...where
  }: { journal: Journal; known: string[] | undefined; hash: string; stamps: EntryStamps; actor: Actor; now: Date },
): Promise<{ position: number } | { refused: "none-held" | "another" | "unfit" }> {
  const held = await findHeld(db, where);
  if (!held) return { refused: "none-held" };
  if (!held.isStranger) return { refused: "unfit" };
  if (held.entry.leaf_hash !== hash) return { refused: "another" };
  await transact(db, async (db) => {
    await stampEntries(db, { entries: [held.entry], stamps });
    const subject = { kind: "evidence-entry", id: String(held.position + 1) };
    await writeAudit(db, { actor, act: "admit evidence entry", subject, now });
  });
  return { position: held.position };
}

/** Stamps all that stands in the database alone: it was there before the key of the stamps was. How many. */
export async function stampWaiting(
  db: Db,
  { journal, stamps }: { journal: Journal; stamps: EntryStamps },
): Promise<number> {
  for (let [count, from] = [0, journal.end().entries]; ; from += pageSize) {
    const entries = await listEntries(db, from);
    await transact(db, (db) => stampEntries(db, { entries, stamps }));
    count += entries.length;
    if (entries.length < pageSize) return count;
  }
}

async function stampEntries(
  db: Db,
  { entries, stamps }: { entries: LoggedEntry[]; stamps: EntryStamps },
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ position: entry.position, stamp: stamps.of(entry) }));
  await db
    .insertInto("evidence_stamp")
    .values(rows)
    .onConflict((conflict) => conflict.column("position").doUpdateSet(({ ref }) => ({ stamp: ref("excluded.stamp") })))
    .execute();
}
