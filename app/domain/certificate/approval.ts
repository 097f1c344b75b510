import { newId } from "#app/platform/chance.ts";
import { compiledOnce } from "#db/compiled.ts";
import { type Db, transact } from "#db/open.ts";
import type { PracticeApprovalTable } from "#db/schema.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { dayIn } from "../calendar.ts";

/** What an approving body gave the practice, to the letter. */
export interface Approval {
  body: string;
  number: string;
  /** The first and the last day, YYYY-MM-DD, in the practice's zone. */
  from: string;
  to: string;
  statement: string;
}

/** One that the practice lists, and where today stands to its period. */
export interface ListedApproval extends Approval {
  id: string;
  standing: "current" | "not-yet" | "over";
}

/** The approvals of the practice, the earliest first. A day is judged in the practice's zone. One query. */
export async function listApprovals(db: Db, { zone, now }: { zone: string; now: Date }): Promise<ListedApproval[]> {
  const today = dayIn(now, zone);
  return (await findApprovals(db)).map((row) => ({ id: row.id, ...toApproval(row), standing: standingOn(today, row) }));
}

const findApprovals = compiledOnce((db) =>
  db.selectFrom("practice_approval").selectAll().where("removed_at", "is", null).orderBy("starts_on").orderBy("id"),
);

/** Those in whose period this moment lies: the only ones that are printed. */
export async function findCurrentApprovals(db: Db, when: { zone: string; now: Date }): Promise<Approval[]> {
  const listed = await listApprovals(db, when);
  return listed
    .filter(({ standing }) => standing === "current")
    .map(({ body, number, from, to, statement }) => ({ body, number, from, to, statement }));
}

interface NewApproval extends Approval {
  actor: Actor;
  /** The form's key: the same form sent twice is one approval. */
  key: string;
  now: Date;
}

/** Lists an approval. Refused for a period that ends before it begins. */
export async function addApproval(
  db: Db,
  { actor, key, body, number, from, to, statement, now }: NewApproval,
): Promise<{ approval: string } | { refused: "ends-first" }> {
  if (to < from) return { refused: "ends-first" };
  return transact(db, async (db) => {
    const first = await db.selectFrom("practice_approval").select("id").where("form_key", "=", key).executeTakeFirst();
    if (first) return { approval: first.id };
    const id = newId();
    const row = { id, form_key: key, body, number, starts_on: from, ends_on: to, statement };
    await db
      .insertInto("practice_approval")
      .values({ ...row, added_at: now.toISOString(), removed_at: null })
      .execute();
    await writeAudit(db, { actor, act: "add approval", subject: { kind: "approval", id }, now });
    return { approval: id };
  });
}

/** Takes an approval off the list; records that print it keep it. Undefined for one that is not there. */
export async function removeApproval(
  db: Db,
  { actor, approvalId, now }: { actor: Actor; approvalId: string; now: Date },
): Promise<"removed" | undefined> {
  return transact(db, async (db) => {
    const { numUpdatedRows } = await db
      .updateTable("practice_approval")
      .set({ removed_at: now.toISOString() })
      .where("id", "=", approvalId)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return undefined;
    await writeAudit(db, { actor, act: "remove approval", subject: { kind: "approval", id: approvalId }, now });
    return "removed";
  });
}

function standingOn(today: string, { starts_on, ends_on }: PracticeApprovalTable): ListedApproval["standing"] {
  if (today < starts_on) return "not-yet";
  return today > ends_on ? "over" : "current";
}

function toApproval({ body, number, starts_on: from, ends_on: to, statement }: PracticeApprovalTable): Approval {
  return { body, number, from, to, statement };
}
