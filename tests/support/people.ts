import type { PersonActor, Role } from "#app/domain/actor.ts";
import { hashPassword, keepPassword } from "#app/domain/password.ts";
import { addPerson as letIn } from "#app/domain/person.ts";
import type { Db } from "#db/open.ts";
import { giveRole, morning } from "./cast.ts";

/** The password of everybody whom `addMember` adds; no list holds it. */
export const goodPassword = "plum-ferry-oblique-93";

let hash: Promise<string> | undefined;

/** Adds somebody who can sign in, with an address made from their first name: ada@practice.example. */
export async function addMember(
  db: Db,
  name = "Ada Okafor",
  roles: Role[] = [],
): Promise<PersonActor & { email: string }> {
  hash ??= hashPassword(goodPassword);
  const email = `${name.split(" ")[0]?.toLowerCase()}@practice.example`;
  const actor = await letIn(db, { name, email, now: morning });
  await keepPassword(db, { personId: actor.id, hash: await hash, now: morning });
  for (const role of roles) await giveRole(db, actor.id, role);
  return { ...actor, roles, email };
}

/** The acts of the audit trail, oldest first. */
export async function actsOf(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("audit_entry").select("act").orderBy("id").execute();
  return rows.map((row) => row.act);
}
