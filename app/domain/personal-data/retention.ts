import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Seals } from "#app/platform/seal.ts";
import { type Db, emptyLog, transact } from "#db/open.ts";
import type { Schema } from "#db/schema.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { withdrawPerson } from "../evidence.ts";
import type { Condition, Period } from "../personal-data.ts";
import { type PersonalTable, parentOf, personalTables } from "./ownership.ts";

/** Rows of each table whose time is over; a table that is not named has none. */
export type Overdue = Partial<Record<keyof Schema, number>>;

interface Keeping {
  actor: Actor;
  seals: Pick<Seals, "forget">;
  now: Date;
}

/** How many rows, or rows that others belong to, one transaction takes. */
const batch = 100;

/** What would go now, and nothing is changed. One query for each table with a period, and one for the setting. */
export async function countOverdue(db: Db, { now }: { now: Date }): Promise<Overdue> {
  const years = await findYears(db);
  const counted: Overdue = {};
  for (const rule of rules) {
    const { rows } = await sql<{ overdue: number }>`select count(*) as overdue from ${sql.table(rule.table)} 
      where ${isOverdue(rule, limitOf(rule.keep, { now, years }))}`.execute(db);
    const overdue = Number(rows[0]?.overdue ?? 0);
    if (overdue > 0) counted[rule.table] = overdue;
  }
  return counted;
}

/**
 * Takes what is past its period, by the registry and nothing else, table after table: about `most` rows in all, in
 * transactions of a hundred, so that whatever stops it the next call goes on. The person's part of a record goes by its
 * withdrawal, which the log says, and with it the certificate; the words of a request go with its key.
 */
export async function takeOverdue(
  db: Db,
  { most, ...keeping }: Keeping & { most: number },
): Promise<{ taken: Overdue; isDone: boolean }> {
  const years = await findYears(db);
  const taken: Overdue = {};
  let left = most;
  for (const rule of rules) {
    const limit = limitOf(rule.keep, { now: keeping.now, years });
    for (let rows = -1; rows !== 0 && left > 0; left -= rows) {
      rows = await takeBatch(db, { rule, limit, keeping });
      if (rows > 0) taken[rule.table] = (taken[rule.table] ?? 0) + rows;
    }
  }
  if (Object.keys(taken).length > 0) await emptyLog(db);
  return { taken, isDone: left > 0 };
}

/** A table with a period. */
interface Rule extends PersonalTable {
  keep: Period;
}

const rules: Rule[] = personalTables.flatMap((one) =>
  "after" in one.entry.keep ? [{ ...one, keep: one.entry.keep }] : [],
);

async function takeBatch(
  db: Db,
  { rule, limit, keeping }: { rule: Rule; limit: Date; keeping: Keeping },
): Promise<number> {
  const key = sql.ref(parentOf(rule)?.column ?? "id");
  const { rows } = await sql<{ id: string }>`select distinct ${key} as id from ${sql.table(rule.table)} 
    where ${isOverdue(rule, limit)} limit ${batch}`.execute(db);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  if (rule.table === "record_person") return withdrawAll(db, ids, keeping);
  // The key first: whatever stops this then, nothing opens any more.
  if (rule.table === "request_text") for (const id of ids) keeping.seals.forget(id);
  const { numAffectedRows = 0n } = await transact(db, (db) =>
    sql`delete from ${sql.table(rule.table)} 
      where ${key} in (${sql.join(ids)}) and ${isOverdue(rule, limit)}`.execute(db),
  );
  return Number(numAffectedRows);
}

async function withdrawAll(db: Db, recordIds: string[], { actor, now }: Keeping): Promise<number> {
  for (const recordId of recordIds) {
    await transact(db, async (db) => {
      await withdrawPerson(db, { recordId, now });
      const subject = { kind: "completion-record", id: recordId };
      await writeAudit(db, { actor, act: "withdraw person", subject, now });
    });
  }
  return recordIds.length;
}

/** Whether a row's time ended at `limit` or before. */
function isOverdue(rule: Rule, limit: Date): RawBuilder<SqlBool> {
  const { after, when } = rule.keep;
  const at = limit.toISOString();
  const [, ofParent] = after.split("'s ");
  const parent = parentOf(rule);
  const isOld =
    ofParent && parent
      ? sql<SqlBool>`exists (select 1 from ${sql.table(parent.table)} as parent 
          where parent.id = ${sql.ref(`${rule.table}.${parent.column}`)} and ${sql.ref(`parent.${ofParent}`)} <= ${at})`
      : sql<SqlBool>`${sql.ref(`${rule.table}.${after}`)} <= ${at}`;
  return when ? sql<SqlBool>`${isOld} and ${conditions[when](at)}` : isOld;
}

const conditions: Record<Condition, (at: string) => RawBuilder<SqlBool>> = {
  "never accepted": () => sql<SqlBool>`accepted_at is null`,
  "the course was completed as long ago": (at) =>
    sql<SqlBool>`exists (select 1 from attempt join completion_record on completion_record.enrolment_id = attempt.enrolment_id 
      where attempt.id = attempt_answer.attempt_id and completion_record.issued_at <= ${at})`,
};

/** The latest time from which a row's time is over. Years are those of the calendar, and never fewer than the practice chose. */
function limitOf(keep: Period, { now, years }: { now: Date; years: number }): Date {
  const limit = new Date(now);
  if ("days" in keep) limit.setUTCDate(limit.getUTCDate() - keep.days);
  else limit.setUTCFullYear(limit.getUTCFullYear() - Math.max(keep.years, years));
  return limit;
}

async function findYears(db: Db): Promise<number> {
  const { keep_years } = await db.selectFrom("certificate_setting").select("keep_years").executeTakeFirstOrThrow();
  return keep_years;
}
