import { type Db, transact } from "#db/open.ts";
import type { ClosureTable } from "#db/schema.ts";
import { addClosure } from "../closure.ts";
import { type Erasing, eraseAgain, isErased } from "../erasure.ts";
import type { AccountTold } from "../evidence/body.ts";
import { appendEntry } from "../evidence.ts";
import { lastTold, lineOf, listTold, readList, type Told, textOf } from "./list.ts";

/** What an older copy of the database had not: people who were erased, accounts that close, and that do not. */
export interface Again {
  erased: number;
  closing: number;
  kept: number;
  /** Lines that the log knew and the list lacked, or had otherwise; and those that only the list had. */
  lacked: number;
  entered: number;
}

/**
 * Brings the log, the list and the database together before anybody is answered: whoever was erased by either is erased
 * again, with what came back of them; an account that its owner closed closes, on the day it was to; one that they kept
 * stays. What the log does not know yet enters it, and the list is written anew from the log where it says other: to
 * empty it brings nobody back.
 */
export async function reconcileErasures(db: Db, { list, seals, now }: Erasing & { now: Date }): Promise<Again> {
  const inLog = await listTold(db);
  const text = list.read();
  const onlyListed = await findUnlogged(db, { text, inLog });
  const fresh = [...onlyListed, ...(await findUntold(db, [...inLog.map(({ facts }) => facts), ...onlyListed]))];
  await transact(db, async (db) => {
    for (const facts of fresh) await appendEntry(db, { facts, now });
  });
  for (const { act, person } of fresh) if (act === "erase") seals.end(person, now);
  const again: Again = { erased: 0, closing: 0, kept: 0, lacked: lackingIn(text, inLog), entered: onlyListed.length };
  const told = await listTold(db);
  const closures = await listClosures(db);
  for (const last of lastTold(told.map(({ facts }) => facts)).values()) {
    const closure = closures.get(last.person);
    if (last.act === "erase") again.erased += (await eraseIfNeeded(db, last, { list, seals, now })) ? 1 : 0;
    if (last.act === "close" && !closure && (await closeAgain(db, last))) again.closing++;
    if (last.act === "keep" && closure) {
      await db.deleteFrom("closure").where("person_id", "=", last.person).execute();
      again.kept++;
    }
  }
  const wanted = textOf(told);
  if (list.read() !== wanted) list.replace(wanted);
  return again;
}

/** How many lines of the log's the list lacks: with a start that was stopped before telling, or since somebody took them. */
function lackingIn(text: string, inLog: Told[]): number {
  const there = new Set(text.split("\n"));
  return inLog.filter((one) => !there.has(lineOf(one))).length;
}

/**
 * What the list says and the log does not: from before the log knew of accounts, or of a later history than this copy's.
 * A line that stands where the log says other of the same person, or of nobody who is here, was changed, and is nothing.
 */
async function findUnlogged(db: Db, { text, inLog }: { text: string; inLog: Told[] }): Promise<AccountTold[]> {
  const known = new Set(inLog.map(({ facts }) => keyOf(facts)));
  const loggedAt = new Map(inLog.map(({ entry, facts }) => [entry, facts]));
  const unlogged: AccountTold[] = [];
  for (const { entry, facts } of readList(text)) {
    if (known.has(keyOf(facts))) continue;
    const logged = loggedAt.get(entry ?? 0);
    if (logged && (logged.person === facts.person || !(await isHere(db, facts.person)))) continue;
    known.add(keyOf(facts));
    unlogged.push(facts);
  }
  return unlogged;
}

function keyOf(facts: AccountTold): string {
  return [facts.act, facts.person, facts.done, facts.act === "close" ? facts.due : ""].join();
}

/** What only the database says, as from before the log knew of accounts. */
async function findUntold(db: Db, told: AccountTold[]): Promise<AccountTold[]> {
  const last = lastTold(told);
  const closures = [...(await listClosures(db)).values()].filter(({ person_id, asked_at }) => {
    const said = last.get(person_id);
    return !said || (said.act === "keep" && said.done < asked_at);
  });
  const rows = await db.selectFrom("person").select(["id", "erased_at"]).where("erased_at", "is not", null).execute();
  return [
    ...closures.map(({ person_id: person, asked_at: done, due_at: due }) => {
      return { kind: "account" as const, act: "close" as const, person, done, due };
    }),
    ...rows.flatMap(({ id: person, erased_at: done }) => {
      if (done === null || last.get(person)?.act === "erase") return [];
      return [{ kind: "account" as const, act: "erase" as const, person, done }];
    }),
  ];
}

async function eraseIfNeeded(
  db: Db,
  { person: personId, done }: AccountTold,
  { list, seals, now }: Erasing & { now: Date },
): Promise<boolean> {
  if (!(await isHere(db, personId)) || (await isErased(db, personId))) return false;
  const actor = { kind: "start" } as const;
  await eraseAgain(db, { seals, list, actor, personId, erasedAt: done, now });
  return true;
}

async function isHere(db: Db, personId: string): Promise<boolean> {
  const person = await db.selectFrom("person").select("id").where("id", "=", personId).executeTakeFirst();
  return person !== undefined;
}

async function closeAgain(db: Db, { person, done, due }: Extract<AccountTold, { act: "close" }>): Promise<boolean> {
  return transact(db, async (db) => {
    const row = await db.selectFrom("person").select("erased_at").where("id", "=", person).executeTakeFirst();
    if (!row || row.erased_at !== null) return false;
    await addClosure(db, { person_id: person, asked_at: done, due_at: due });
    return true;
  });
}

async function listClosures(db: Db): Promise<Map<string, ClosureTable>> {
  const rows = await db.selectFrom("closure").selectAll().execute();
  return new Map(rows.map((row) => [row.person_id, row]));
}
