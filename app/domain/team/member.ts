import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { reachPerson } from "../assignment/reach.ts";
import { writeAudit } from "../audit.ts";
import { findStanding } from "../team.ts";

/** Somebody who is or was in a team: once for each time. */
export interface Membership {
  personId: string;
  name: string;
  email: string;
  startedAt: string;
  endedAt: string | null;
}

export type NoMember = "reviewer" | "left";

/** Who is in a team, by name; for one that has ended, who was in it at its end. */
export async function listMembers(db: Db, teamId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom("team_member")
    .innerJoin("team", "team.id", "team_member.team_id")
    .innerJoin("person", "person.id", "team_member.person_id")
    .select(["person.id", "person.name", "person.email", "team_member.started_at", "team_member.ended_at"])
    .where("team_id", "=", teamId)
    .where((row) =>
      row.or([row("team_member.ended_at", "is", null), row("team_member.ended_at", "=", row.ref("team.ended_at"))]),
    )
    .where("left_at", "is", null)
    .where("erased_at", "is", null)
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
  return rows.map((row) => ({
    personId: row.id,
    name: row.name ?? "",
    email: row.email ?? "",
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }));
}

/**
 * Puts people in a team from now on, all or none; who is in it stays. Refused when one of them is a reviewer, who
 * stands in no roster, or has left. Undefined for a team that is not there or has ended, and for somebody who is not
 * there.
 */
export async function addMembers(
  db: Db,
  { actor, teamId, personIds, now }: { actor: Actor; teamId: string; personIds: string[]; now: Date },
): Promise<{ added: number } | { refused: NoMember; name: string } | undefined> {
  return transact(db, async (db) => {
    if (!(await findStanding(db, teamId))) return undefined;
    const people = await findWilling(db, { personIds, now });
    if (people.length < new Set(personIds).size) return undefined;
    for (const { name, left_at, reviews } of people) {
      if (left_at !== null) return { refused: "left", name: name ?? "" };
      if (reviews !== null) return { refused: "reviewer", name: name ?? "" };
    }
    const answers = [];
    for (const { id } of people) answers.push(await joinTeam(db, { actor, teamId, personId: id, now }));
    return { added: answers.filter(Boolean).length };
  });
}

/**
 * Puts one person in a team as part of another act, which has looked at both; what is assigned to the team reaches them.
 * Whether it is new.
 */
export async function joinTeam(
  db: Db,
  { actor, teamId, personId, now }: { actor: Actor; teamId: string; personId: string; now: Date },
): Promise<boolean> {
  const standing = await db
    .selectFrom("team_member")
    .select("id")
    .where("team_id", "=", teamId)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (standing) return false;
  const id = newId();
  await db
    .insertInto("team_member")
    .values({ id, team_id: teamId, person_id: personId, started_at: now.toISOString(), ended_at: null })
    .execute();
  await writeAudit(db, { actor, act: "add to team", subject: { kind: "team_member", id }, now });
  await reachPerson(db, { personId, now });
  return true;
}

/** Takes somebody out of a team from now on. Again is once; undefined for who never was in it. */
export async function endMembership(
  db: Db,
  { actor, teamId, personId, now }: { actor: Actor; teamId: string; personId: string; now: Date },
): Promise<{ ended: true } | undefined> {
  return transact(db, async (db) => {
    const rows = await db
      .selectFrom("team_member")
      .select(["id", "ended_at"])
      .where("team_id", "=", teamId)
      .where("person_id", "=", personId)
      .execute();
    if (rows.length === 0) return undefined;
    const standing = rows.find(({ ended_at }) => ended_at === null);
    if (!standing) return { ended: true };
    await endRow(db, { actor, id: standing.id, now });
    await reachPerson(db, { personId, now });
    return { ended: true };
  });
}

async function endRow(db: Db, { actor, id, now }: { actor: Actor; id: string; now: Date }): Promise<void> {
  await db.updateTable("team_member").set({ ended_at: now.toISOString() }).where("id", "=", id).execute();
  await writeAudit(db, { actor, act: "take out of team", subject: { kind: "team_member", id }, now });
}

/** Each of these people who is there, with until when they review, if they do. */
function findWilling(db: Db, { personIds, now }: { personIds: string[]; now: Date }) {
  return db
    .selectFrom("person")
    .leftJoin("role_grant", (join) =>
      join
        .onRef("role_grant.person_id", "=", "person.id")
        .on("role_grant.role", "=", "reviewer")
        .on("role_grant.ended_at", "is", null)
        .on("role_grant.until", ">", now.toISOString()),
    )
    .select(["person.id", "person.name", "person.left_at", "role_grant.until as reviews"])
    .where("person.id", "in", personIds)
    .where("person.erased_at", "is", null)
    .where("person.alias_of", "is", null)
    .orderBy("person.name")
    .execute();
}
