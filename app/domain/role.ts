import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor, Role, StandingRole } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { withdrawOpenInvitations } from "./invitation/withdrawal.ts";
import { voidResetLinks } from "./reset-link/withdrawal.ts";
import { endSupervisionsOf } from "./team/ending.ts";

/** What an administrator can grant, in the order in which a page lists it. A reviewer reads until a date: see
 * role/reviewer.ts. */
export const grantableRoles = [
  "supervisor",
  "author",
  "auditor",
  "administrator",
] as const satisfies readonly StandingRole[];

/** Grants a role for the whole practice from now on; who has it keeps it. `undefined` when there is no such person. */
export async function grantRole(
  db: Db,
  { actor, personId, role, now }: RoleChange & { role: StandingRole },
): Promise<{ granted: true } | undefined> {
  return transact(db, async (db) => {
    if (!(await isThere(db, personId))) return undefined;
    if (await addRole(db, { personId, role, now })) {
      await writeAudit(db, { actor, act: `grant role ${role}`, subject: { kind: "person", id: personId }, now });
    }
    return { granted: true };
  });
}

/**
 * Ends a role now; it is gone from the person's next request, and with an administrator's go the links they made, with
 * a supervisor's the teams they supervise. Who have it stays without. Refused when it would leave the
 * practice without an administrator; `undefined` when there is no such person.
 */
export async function endRole(
  db: Db,
  { actor, personId, role, now }: RoleChange,
): Promise<{ ended: true } | { refused: "last-administrator" } | undefined> {
  return transact(db, async (db) => {
    if (!(await isThere(db, personId))) return undefined;
    if (role === "administrator" && (await isLastAdministrator(db, personId))) return { refused: "last-administrator" };
    const { numUpdatedRows } = await db
      .updateTable("role_grant")
      .set({ ended_at: now.toISOString() })
      .where("person_id", "=", personId)
      .where("role", "=", role)
      .where("course_id", "is", null)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return { ended: true };
    if (role === "administrator") {
      await withdrawOpenInvitations(db, { invited_by: personId }, now);
      await voidResetLinks(db, { made_by: personId }, now);
    }
    if (role === "supervisor") await endSupervisionsOf(db, { actor, personId, now });
    await writeAudit(db, { actor, act: `end role ${role}`, subject: { kind: "person", id: personId }, now });
    return { ended: true };
  });
}

interface RoleChange {
  actor: Actor;
  personId: string;
  role: Role;
  now: Date;
}

/** Adds a role as part of another act. Whether it is new. */
export async function addRole(
  db: Db,
  { personId, role, now }: { personId: string; role: StandingRole; now: Date },
): Promise<boolean> {
  const standing = await db
    .selectFrom("role_grant")
    .select("id")
    .where("person_id", "=", personId)
    .where("role", "=", role)
    .where("course_id", "is", null)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (standing) return false;
  const grant = {
    id: newId(),
    person_id: personId,
    role,
    course_id: null,
    started_at: now.toISOString(),
    ended_at: null,
    until: null,
  };
  await db.insertInto("role_grant").values(grant).execute();
  return true;
}

/** Whether anybody can administer the practice. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  return (await listAdministrators(db)).length > 0;
}

/** Whether this person is an administrator and nobody else who can sign in is. */
export async function isLastAdministrator(db: Db, personId: string): Promise<boolean> {
  const administrators = await listAdministrators(db);
  return administrators.length === 1 && administrators[0] === personId;
}

async function listAdministrators(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("role_grant")
    .innerJoin("person", "person.id", "role_grant.person_id")
    .select("person.id")
    .distinct()
    .where("role", "=", "administrator")
    .where("course_id", "is", null)
    .where("ended_at", "is", null)
    .where("suspended_at", "is", null)
    .where("erased_at", "is", null)
    .limit(2)
    .execute();
  return rows.map((row) => row.id);
}

/** Whether there is such a person, who is not erased. */
export async function isThere(db: Db, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("person")
    .select("id")
    .where("id", "=", personId)
    .where("erased_at", "is", null)
    .where("alias_of", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
