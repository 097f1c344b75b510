import { entryStamps } from "#app/platform/entry-stamps.ts";
import type { Db } from "#db/open.ts";
import { bodyOfRecord, canonicalText, type EntryFacts, recordOf } from "./evidence/body.ts";
import { leafHashOf } from "./evidence/merkle.ts";
import { findRests } from "./evidence/rests.ts";
import { postEffect } from "./outbox.ts";

/** Where a record stands in the log. */
export interface LogPlace {
  /** Counted from one. */
  number: number;
  /** When the log was first signed with it; null until then. */
  signedAt: string | null;
}

/** What stands of a record by the log. */
export interface Standing {
  revoked: { at: string } | null;
  /** The record that took its place. */
  supersededBy: string | null;
  supersededAt: string | null;
  withdrawn: boolean;
}

/** How far the clock may stand behind the last entry, in milliseconds. */
const slack = 5 * 60_000;

/**
 * Appends one entry to the evidence log, in the transaction of the act that it attests, stamped as the server's own, and
 * has it written into the journal and signed before the answer. Answers with its position. Throws when the clock stands more than five minutes
 * behind the last entry: ask `evidenceTime` first. What happens to an account waits for no clock: its entry takes the
 * time of the last one, and says by itself when it was done.
 */
export async function appendEntry(db: Db, { facts, now }: { facts: EntryFacts; now: Date }): Promise<number> {
  const time = (await evidenceTime(db, now)) ?? (facts.kind === "account" ? await findLastTime(db) : undefined);
  if (!time) throw new Error("The clock stands behind the last entry of the evidence log.");
  const at = time.toISOString();
  const { size } = await db
    .updateTable("evidence_head")
    .set(({ eb }) => ({ size: eb("size", "+", 1), at }))
    .returning("size")
    .executeTakeFirstOrThrow();
  const position = size - 1;
  const body = canonicalText({ ...facts, format: 1, at });
  await db
    .insertInto("evidence_entry")
    .values({
      position,
      kind: facts.kind,
      record_id: recordOf(facts),
      at,
      body,
      leaf_hash: leafHashOf(body).toString("base64url"),
    })
    .execute();
  const stamp = entryStamps()?.of({ position, body });
  if (stamp) await db.insertInto("evidence_stamp").values({ position, stamp }).execute();
  const key = `evidence entry ${position}`;
  await postEffect(db, { key, kind: "evidence", payload: { position: String(position) }, urgency: "now", now });
  return position;
}

/**
 * The time that an entry takes now: never before the last one's. Undefined when the clock was set back by more than
 * five minutes since: nothing is to be issued until it is mended.
 */
export async function evidenceTime(db: Db, now: Date): Promise<Date | undefined> {
  const last = (await findLastTime(db)) ?? now;
  if (now.getTime() < last.getTime() - slack) return undefined;
  return now < last ? last : now;
}

/** When a clock that was set back is right again for the log: until then nothing is issued. Undefined when it is right. */
export async function findClockRight(db: Db, now: Date): Promise<Date | undefined> {
  const right = ((await findLastTime(db)) ?? now).getTime() - slack;
  return right > now.getTime() ? new Date(right) : undefined;
}

async function findLastTime(db: Db): Promise<Date | undefined> {
  const { at } = await db.selectFrom("evidence_head").select("at").executeTakeFirstOrThrow();
  return at === null ? undefined : new Date(at);
}

/** A record that was just written enters the log, in the same transaction. */
export async function enterRecord(db: Db, { recordId, now }: { recordId: string; now: Date }): Promise<number> {
  const row = await db.selectFrom("completion_record").selectAll().where("id", "=", recordId).executeTakeFirstOrThrow();
  return appendEntry(db, { facts: { ...bodyOfRecord(row), rests: await findRests(db, row) }, now });
}

/**
 * Ends the person's part of a record, in the transaction of the retention or erasure that asks for it: the log says so,
 * the row goes, and the effect after the commit ends the record's key, so that the journal's sealed copy closes too.
 * Once; the record itself stands. Who calls it empties the database's log afterwards.
 */
export async function withdrawPerson(db: Db, { recordId, now }: { recordId: string; now: Date }): Promise<void> {
  const gone = await db
    .selectFrom("evidence_entry")
    .select("position")
    .where("record_id", "=", recordId)
    .where("kind", "=", "withdraw")
    .executeTakeFirst();
  if (!gone) await appendEntry(db, { facts: { kind: "withdraw", record: recordId }, now });
  await db.deleteFrom("reporting_consent").where("record_id", "=", recordId).execute();
  await db.deleteFrom("record_person").where("record_id", "=", recordId).execute();
}

/** Where a record stands in the log; undefined for one that is not in it. One query. */
export async function findLogPlace(db: Db, recordId: string): Promise<LogPlace | undefined> {
  const row = await db
    .selectFrom("evidence_entry as entry")
    .leftJoin("evidence_checkpoint as checkpoint", (join) => join.onRef("checkpoint.size", ">", "entry.position"))
    .select(["entry.position", "checkpoint.signed_at"])
    .where("entry.record_id", "=", recordId)
    .where("entry.kind", "in", ["issue", "supersede"])
    .orderBy("checkpoint.size")
    .limit(1)
    .executeTakeFirst();
  return row && { number: row.position + 1, signedAt: row.signed_at };
}

/** What the log says of a record after it entered. One query. */
export async function findStanding(db: Db, recordId: string): Promise<Standing> {
  const rows = await db
    .selectFrom("evidence_entry")
    .leftJoin("completion_record as later", "later.replaces", "evidence_entry.record_id")
    .select(["kind", "at", "later.id as laterId", "later.issued_at as laterAt"])
    .where("record_id", "=", recordId)
    .execute();
  const revocation = rows.find(({ kind }) => kind === "revoke");
  return {
    revoked: revocation ? { at: revocation.at } : null,
    supersededBy: rows[0]?.laterId ?? null,
    supersededAt: rows[0]?.laterAt ?? null,
    withdrawn: rows.some(({ kind }) => kind === "withdraw"),
  };
}
