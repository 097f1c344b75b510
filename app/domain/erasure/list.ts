import type { Db } from "#db/open.ts";
import { type AccountTold, canonicalText } from "../evidence/body.ts";

/**
 * The list outside the database: the log's entries of accounts once more, a line each, so that it holds what an older
 * copy of both database and journal lacks. platform/erasures.ts is one.
 */
export interface ErasureList {
  /** All of it, as it stands on the disk. */
  read(): string;
  /** Adds what it lacks of this text; nothing where it does not begin as the text does, which a start mends. */
  extend(text: string): void;
  /** Writes it anew. */
  replace(text: string): void;
}

/** What an entry of the log says of an account; entries are counted from one. */
export interface Told {
  entry: number;
  facts: AccountTold;
}

/** What the log says of accounts, the first first. One query. */
export async function listTold(db: Db): Promise<Told[]> {
  const rows = await db
    .selectFrom("evidence_entry")
    .select(["position", "body"])
    // Few are of no record, which the index knows.
    .where("record_id", "is", null)
    .where("kind", "=", "account")
    .orderBy("position")
    .execute();
  return rows.map(({ position, body }) => ({ entry: position + 1, facts: JSON.parse(body) }));
}

/** Brings the list up to the log, once the act is in the database: by two at once too, in the order of the log. */
export async function keepList(db: Db, list: ErasureList): Promise<void> {
  list.extend(textOf(await listTold(db)));
}

/** The list as it must be, to the byte. */
export function textOf(told: Told[]): string {
  return told.map((one) => `${lineOf(one)}\n`).join("");
}

/** A line of it, by ids alone. */
export function lineOf({ entry, facts }: Told): string {
  const { act, person, done } = facts;
  return canonicalText({ act, person, at: done, entry, ...(facts.act === "close" ? { due: facts.due } : {}) });
}

/** The last word on each account. Once erased is erased, whatever is said after it. */
export function lastTold(told: AccountTold[]): Map<string, AccountTold> {
  const last = new Map<string, AccountTold>();
  for (const facts of told) if (last.get(facts.person)?.act !== "erase") last.set(facts.person, facts);
  return last;
}

/** What the lines of a list say, without those that say nothing of ours; before the log knew of accounts none had an entry. */
export function readList(text: string): (Omit<Told, "entry"> & { entry: number | undefined })[] {
  return text.split("\n").flatMap((line) => readLine(line) ?? []);
}

function readLine(line: string): ReturnType<typeof readList>[number] | undefined {
  const { person, at: done, act, due, entry: number }: Record<string, unknown> = parse(line) ?? {};
  if (typeof person !== "string" || typeof done !== "string") return undefined;
  const entry = typeof number === "number" ? number : undefined;
  const told = { kind: "account" as const, person, done };
  if (act === "erase" || act === "keep") return { entry, facts: { ...told, act } };
  return act === "close" && typeof due === "string" ? { entry, facts: { ...told, act, due } } : undefined;
}

/** Undefined for a line that somebody damaged. */
function parse(line: string) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
