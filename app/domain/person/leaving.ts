import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { reachPerson } from "../assignment/reach.ts";
import { writeAudit, writeAudits } from "../audit.ts";
import { countOnLeaving, withdrawOnLeaving } from "../invitation/withdrawal.ts";
import { findPerson, type Person } from "../person.ts";
import { voidResetLinks } from "../reset-link/withdrawal.ts";
import { isLastAdministrator } from "../role.ts";
import { endSupervisionsOf } from "../team/ending.ts";

interface Leaving {
  actor: Actor;
  personId: string;
  now: Date;
}

/**
 * Somebody leaves the practice: roles, teams and the links they made end now, and what they did stays, as do the
 * invitations that an administrator made for the practice. They keep signing in to their own records (decision 16).
 * Again is once. Refused for oneself, for the last administrator and for one who is suspended; `undefined` when there
 * is no such person.
 */
export async function leavePractice(
  db: Db,
  { actor, personId, now }: Leaving,
): Promise<{ left: true } | { refused: NotLeft } | undefined> {
  return transact(db, async (db) => {
    const person = await findPerson(db, personId);
    if (!person || person.state === "erased") return undefined;
    if (person.state === "left") return { left: true };
    const refused = await refusalOf(db, actor, person);
    if (refused) return { refused };
    await db.updateTable("person").set({ left_at: now.toISOString() }).where("id", "=", personId).execute();
    await endPlaces(db, { actor, personId, now });
    await reachPerson(db, { personId, now });
    await writeAudit(db, { actor, act: "leave practice", subject: { kind: "person", id: personId }, now });
    return { left: true };
  });
}

export type NotLeft = "yourself" | "last-administrator" | "suspended";

/** What would end as somebody leaves. */
export interface LeavingLook {
  roles: Person["roles"];
  teams: string[];
  /** Teams that they supervise. */
  supervised: string[];
  invitations: { ending: number; staying: number };
  refused: NotLeft | null;
}

/** Says what would end if somebody left now, and whether they may. Nothing is done; `undefined` as for leaving. */
export async function lookAtLeaving(db: Db, { actor, personId, now }: Leaving): Promise<LeavingLook | undefined> {
  const person = await findPerson(db, personId);
  if (!person || person.state === "erased") return undefined;
  const places = (table: "team_member" | "team_supervisor") =>
    db
      .selectFrom(table)
      .innerJoin("team", "team.id", `${table}.team_id`)
      .select("team.name")
      .where("person_id", "=", personId)
      .where(`${table}.ended_at`, "is", null)
      .where("team.ended_at", "is", null)
      .orderBy("team.name")
      .execute();
  return {
    roles: person.roles,
    teams: (await places("team_member")).map(({ name }) => name),
    supervised: (await places("team_supervisor")).map(({ name }) => name),
    invitations: await countOnLeaving(db, { personId, now }),
    refused: await refusalOf(db, actor, person),
  };
}

async function refusalOf(db: Db, actor: Actor, person: Person): Promise<NotLeft | null> {
  if (actor.kind === "person" && actor.id === person.id) return "yourself";
  if (person.state === "suspended") return "suspended";
  return (await isLastAdministrator(db, person.id)) ? "last-administrator" : null;
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
  await withdrawOnLeaving(db, { personId, now });
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
  await voidResetLinks(db, { made_by: personId }, now);
}
