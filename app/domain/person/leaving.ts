import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { reachPerson } from "../assignment/reach.ts";
import { writeAudit, writeAudits } from "../audit.ts";
import { withdrawOpenInvitations } from "../invitation/withdrawal.ts";
import { findPerson } from "../person.ts";
import { voidResetLinks } from "../reset-link/withdrawal.ts";
import { isLastAdministrator } from "../role.ts";
import { endSupervisionsOf } from "../team/ending.ts";

interface Leaving {
  actor: Actor;
  personId: string;
  now: Date;
}

/**
 * Somebody leaves the practice: roles, teams and the links they made end now, and what they did stays. They keep
 * signing in to their own records (decision 16). Again is once. Refused for the last administrator and for one who is
 * suspended; `undefined` when there is no such person.
 */
export async function leavePractice(
  db: Db,
  { actor, personId, now }: Leaving,
): Promise<{ left: true } | { refused: "last-administrator" | "suspended" } | undefined> {
  return transact(db, async (db) => {
    const person = await findPerson(db, personId);
    if (!person || person.state === "erased") return undefined;
    if (person.state === "left") return { left: true };
    if (person.state === "suspended") return { refused: "suspended" };
    if (await isLastAdministrator(db, personId)) return { refused: "last-administrator" };
    await db.updateTable("person").set({ left_at: now.toISOString() }).where("id", "=", personId).execute();
    await endPlaces(db, { actor, personId, now });
    await reachPerson(db, { personId, now });
    await writeAudit(db, { actor, act: "leave practice", subject: { kind: "person", id: personId }, now });
    return { left: true };
  });
}

/** Lets somebody who left come back, as a learner without team or role. Again is once. */
export async function returnToPractice(
  db: Db,
  { actor, personId, now }: Leaving,
): Promise<{ returned: true } | undefined> {
  return transact(db, async (db) => {
    const person = await findPerson(db, personId);
    if (!person || person.state === "erased") return undefined;
    if (person.state !== "left") return { returned: true };
    await db.updateTable("person").set({ left_at: null }).where("id", "=", personId).execute();
    await reachPerson(db, { personId, now });
    await writeAudit(db, { actor, act: "return to practice", subject: { kind: "person", id: personId }, now });
    return { returned: true };
  });
}

/** Ends every role, membership and supervision of a person, and the links they made, as part of another act. */
export async function endPlaces(db: Db, { actor, personId, now }: Leaving): Promise<void> {
  const ended = { ended_at: now.toISOString() };
  await endSupervisionsOf(db, { actor, personId, now });
  const places = await db
    .selectFrom("team_member")
    .select("id")
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .execute();
  if (places.length > 0) {
    const subjects = places.map(({ id }) => ({ kind: "team_member", id }));
    await db
      .updateTable("team_member")
      .set(ended)
      .where("person_id", "=", personId)
      .where("ended_at", "is", null)
      .execute();
    await writeAudits(db, { actor, act: "take out of team", subjects, now });
  }
  await db
    .updateTable("role_grant")
    .set(ended)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .execute();
  await withdrawOpenInvitations(db, { invited_by: personId }, now);
  await voidResetLinks(db, { made_by: personId }, now);
}
