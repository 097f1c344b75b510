import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { findStanding } from "../team.ts";
import { endSupervision as endRow } from "./ending.ts";

/** Somebody who supervises a team, or did: once for each time. */
export interface Supervision {
  personId: string;
  name: string;
  email: string;
  startedAt: string;
  endedAt: string | null;
}

/** Everybody who supervises a team or did: who does first, then the latest end first. */
export async function listSupervisions(db: Db, teamId: string): Promise<Supervision[]> {
  const rows = await db
    .selectFrom("team_supervisor")
    .innerJoin("person", "person.id", "team_supervisor.person_id")
    .select(["person.id", "person.name", "person.email", "started_at", "ended_at"])
    .where("team_id", "=", teamId)
    .orderBy("person.name")
    .orderBy("started_at")
    .execute();
  const all = rows.map((row) => ({
    personId: row.id,
    name: row.name ?? "",
    email: row.email ?? "",
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }));
  const past = all.filter(({ endedAt }) => endedAt !== null);
  const latest = past.toSorted((one, other) => ((one.endedAt ?? "") < (other.endedAt ?? "") ? 1 : -1));
  return [...all.filter(({ endedAt }) => endedAt === null), ...latest];
}

/** Who has the role supervisor and could take on this team, by name. */
export async function listPossibleSupervisors(db: Db, teamId: string): Promise<{ id: string; name: string }[]> {
  const rows = await selectSupervisors(db)
    .select(["person.id", "person.name"])
    .where("person.id", "not in", (eb) =>
      eb.selectFrom("team_supervisor").select("person_id").where("team_id", "=", teamId).where("ended_at", "is", null),
    )
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
  return rows.map(({ id, name }) => ({ id, name: name ?? "" }));
}

/**
 * Puts supervisors over a team from now on, all or none; who supervises it stays. Refused when one of them has not the
 * role: a role is given in one place, by name, and never by the way. Undefined for a team that is not there or has
 * ended.
 */
export async function addSupervisors(
  db: Db,
  { actor, teamId, personIds, now }: { actor: Actor; teamId: string; personIds: string[]; now: Date },
): Promise<{ added: number } | { refused: "no-supervisor" } | undefined> {
  return transact(db, async (db) => {
    if (!(await findStanding(db, teamId))) return undefined;
    const wanted = [...new Set(personIds)];
    const able = await selectSupervisors(db).select("person.id").where("person.id", "in", wanted).execute();
    if (able.length < wanted.length) return { refused: "no-supervisor" };
    const answers = [];
    for (const { id } of able) answers.push(await supervise(db, { actor, teamId, personId: id, now }));
    return { added: answers.filter(Boolean).length };
  });
}

/** Ends somebody's supervision of a team now. Again is once; undefined for who never supervised it. */
export async function endSupervision(
  db: Db,
  { actor, teamId, personId, now }: { actor: Actor; teamId: string; personId: string; now: Date },
): Promise<{ ended: true } | undefined> {
  return transact(db, async (db) => {
    const rows = await db
      .selectFrom("team_supervisor")
      .select(["id", "team_id", "person_id", "ended_at"])
      .where("team_id", "=", teamId)
      .where("person_id", "=", personId)
      .execute();
    if (rows.length === 0) return undefined;
    const standing = rows.find(({ ended_at }) => ended_at === null);
    if (standing) await endRow(db, { actor, supervision: standing, now });
    return { ended: true };
  });
}

async function supervise(
  db: Db,
  { actor, teamId, personId, now }: { actor: Actor; teamId: string; personId: string; now: Date },
): Promise<boolean> {
  const standing = await db
    .selectFrom("team_supervisor")
    .select("id")
    .where("team_id", "=", teamId)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (standing) return false;
  const id = newId();
  await db
    .insertInto("team_supervisor")
    .values({ id, team_id: teamId, person_id: personId, started_at: now.toISOString(), ended_at: null })
    .execute();
  await writeAudit(db, { actor, act: "add supervisor", subject: { kind: "team_supervisor", id }, now });
  return true;
}

/** Everybody who has the role and can use it. */
function selectSupervisors(db: Db) {
  return db
    .selectFrom("person")
    .innerJoin("role_grant", "role_grant.person_id", "person.id")
    .where("role", "=", "supervisor")
    .where("course_id", "is", null)
    .where("role_grant.ended_at", "is", null)
    .where("left_at", "is", null)
    .where("erased_at", "is", null);
}
