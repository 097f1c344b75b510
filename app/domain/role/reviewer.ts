import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { endOfDay, isDay } from "../calendar.ts";
import { findPractice } from "../practice.ts";
import { isThere } from "../role.ts";

export type NoReviewer = "no-day" | "past" | "in-team";

/**
 * Has somebody read every step until the end of a day in the practice's zone (CE-34); another day takes the place of
 * the first. Refused for a day that is none or over, and for who is in a team: a reviewer stands in no roster.
 * Undefined when there is no such person.
 */
export async function grantReviewer(
  db: Db,
  { actor, personId, day, now }: { actor: Actor; personId: string; day: string; now: Date },
): Promise<{ granted: true } | { refused: NoReviewer } | undefined> {
  if (!isDay(day)) return { refused: "no-day" };
  return transact(db, async (db) => {
    if (!(await isThere(db, personId))) return undefined;
    const { zone } = await findPractice(db);
    const end = endOfDay(day, zone);
    if (end <= now) return { refused: "past" };
    if (await isInTeam(db, personId)) return { refused: "in-team" };
    const until = end.toISOString();
    const before = await findGrant(db, personId);
    if (before?.until === until) return { granted: true };
    if (before) {
      const ended_at = earlier(before.until ?? until, now.toISOString());
      await db.updateTable("role_grant").set({ ended_at }).where("id", "=", before.id).execute();
    }
    const span = { started_at: now.toISOString(), ended_at: null, until };
    await db
      .insertInto("role_grant")
      .values({ id: newId(), person_id: personId, role: "reviewer", course_id: null, ...span })
      .execute();
    await writeAudit(db, { actor, act: "grant role reviewer", subject: { kind: "person", id: personId }, now });
    return { granted: true };
  });
}

function findGrant(db: Db, personId: string) {
  return db
    .selectFrom("role_grant")
    .select(["id", "until"])
    .where("person_id", "=", personId)
    .where("role", "=", "reviewer")
    .where("course_id", "is", null)
    .where("ended_at", "is", null)
    .executeTakeFirst();
}

async function isInTeam(db: Db, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("team_member")
    .select("id")
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
