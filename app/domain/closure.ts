import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { type ErasureList, keepList } from "./erasure/list.ts";
import { appendEntry } from "./evidence.ts";
import { type Confirming, confirmPassword } from "./password.ts";
import { isLastAdministrator } from "./role.ts";
import { endSessionsOf } from "./session.ts";

/** Days until a closing takes effect. */
export const daysToKeep = 14;

/**
 * Asks for one's own account to be closed in fourteen days, and signs one out everywhere. Signing in until then takes it
 * back; then `eraseClosed` erases the person. Again is once. Refused for a wrong password, which counts as a try to sign
 * in, and for the last administrator.
 */
export async function closeAccount(
  db: Db,
  { list, ...confirming }: Confirming & { list: ErasureList },
): Promise<{ due: string } | { refused: "wrong" | "throttled" | "last-administrator" }> {
  const confirmed = await confirmPassword(db, confirming);
  if ("refused" in confirmed) return confirmed;
  const { actor, now } = confirming;
  const [asked_at, due_at] = [now.toISOString(), new Date(now.getTime() + daysToKeep * 86_400_000).toISOString()];
  const closing = await transact(db, async (db) => {
    if (await isLastAdministrator(db, actor.id)) return { refused: "last-administrator" as const };
    const facts = { kind: "account", act: "close", person: actor.id, done: asked_at, due: due_at } as const;
    if (await addClosure(db, { person_id: actor.id, asked_at, due_at })) await appendEntry(db, { facts, now });
    await writeAudit(db, { actor, act: "close account", subject: { kind: "person", id: actor.id }, now });
    return findDue(db, actor.id);
  });
  if ("refused" in closing) return closing;
  await keepList(db, list);
  return closing;
}

/** Takes a closing back, because its owner signs in. Whether there was one. One query where there is none. */
export async function keepAccount(
  db: Db,
  { personId, list, now }: { personId: string; list: ErasureList; now: Date },
): Promise<boolean> {
  const closing = await db.selectFrom("closure").select("due_at").where("person_id", "=", personId).executeTakeFirst();
  if (!closing) return false;
  const actor: PersonActor = { kind: "person", id: personId, roles: [] };
  await transact(db, async (db) => {
    await db.deleteFrom("closure").where("person_id", "=", personId).execute();
    const facts = { kind: "account", act: "keep", person: personId, done: now.toISOString() } as const;
    await appendEntry(db, { facts, now });
    await writeAudit(db, { actor, act: "keep account", subject: { kind: "person", id: personId }, now });
  });
  await keepList(db, list);
  return true;
}

/** A closing stands from here on; whoever is signed in is not any more. As part of another act. Whether it is new. */
export async function addClosure(
  db: Db,
  closure: { person_id: string; asked_at: string; due_at: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("closure")
    .values(closure)
    .onConflict((conflict) => conflict.column("person_id").doNothing())
    .executeTakeFirstOrThrow();
  await endSessionsOf(db, { personId: closure.person_id });
  return numInsertedOrUpdatedRows === 1n;
}

async function findDue(db: Db, personId: string): Promise<{ due: string }> {
  return db.selectFrom("closure").select("due_at as due").where("person_id", "=", personId).executeTakeFirstOrThrow();
}
