import { hashToken, newToken } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { writeAudit } from "./audit.ts";
import { isPressedTwice } from "./link.ts";
import { hashPassword, judgePassword, keepPassword, matchesPassword, type WeakPassword } from "./password.ts";
import { addPerson, isEmailTaken, normaliseEmail } from "./person.ts";
import { isZone } from "./practice.ts";
import { addRole, hasAdministrator } from "./role.ts";

/**
 * Makes the link by which the first administrator comes in, voids the one before and returns its secret;
 * `undefined` once there is an administrator, when every such link is void.
 */
export async function mintFirstRunLink(db: Db, { now }: { now: Date }): Promise<string | undefined> {
  const token = newToken();
  return transact(db, async (db) => {
    await db.deleteFrom("first_run_link").execute();
    if (await hasAdministrator(db)) return undefined;
    const link = { id: "first-run" as const, token_hash: hashToken(token), made_at: now.toISOString() };
    await db.insertInto("first_run_link").values(link).execute();
    return token;
  });
}

/** Whether this is the current link and the practice still has nobody to run it. Looking uses nothing up. */
export async function isFirstRunOpen(db: Db, token: string): Promise<boolean> {
  const link = await db
    .selectFrom("first_run_link")
    .select("id")
    .where("token_hash", "=", hashToken(token))
    .executeTakeFirst();
  return link !== undefined && !(await hasAdministrator(db));
}

/**
 * Names the practice and makes its first administrator, all or nothing. Refused when there is an administrator or the
 * link is not the current one, for a zone that is not one, an address that is somebody's, and a weak password. Pressed
 * twice, it is answered as the first time.
 */
export async function completeFirstRun(
  db: Db,
  { token, practice, name, email, password, now }: FirstRun,
): Promise<{ personId: string } | { refused: FirstRunRefusal }> {
  if (!(await isFirstRunOpen(db, token))) return findJustCompleted(db, { token, email, password, now });
  if (!isZone(practice.zone)) return { refused: "zone-unknown" };
  const weak = judgePassword(password, { practice: practice.name, name, email });
  if (weak) return { refused: weak };
  const hash = await hashPassword(password);

  const completed = await transact(db, async (db) => {
    if (!(await isFirstRunOpen(db, token))) return undefined;
    if (await isEmailTaken(db, email)) return { refused: "address-taken" as const };
    const actor = await addPerson(db, { name, email, now });
    await keepPassword(db, { personId: actor.id, hash, now });
    await addRole(db, { personId: actor.id, role: "administrator", now });
    await db
      .updateTable("practice")
      .set((row) => ({ ...practice, version: row("version", "+", 1), changed_at: now.toISOString() }))
      .execute();
    await writeAudit(db, { actor, act: "complete first run", subject: { kind: "practice", id: "practice" }, now });
    await writeAudit(db, { actor, act: "grant role administrator", subject: { kind: "person", id: actor.id }, now });
    return { personId: actor.id };
  });
  return completed ?? findJustCompleted(db, { token, email, password, now });
}

export type FirstRunRefusal = "link-void" | "zone-unknown" | "address-taken" | WeakPassword;

interface FirstRun {
  token: string;
  practice: { name: string; contact: string; zone: string };
  name: string;
  email: string;
  password: string;
  now: Date;
}

/** Who came in by the same form a moment ago; the link, the address and the password show that it is the same. */
async function findJustCompleted(
  db: Db,
  { token, email, password, now }: Omit<FirstRun, "practice" | "name">,
): Promise<{ personId: string } | { refused: "link-void" }> {
  const row = await db
    .selectFrom("first_run_link")
    .crossJoin("person")
    .innerJoin("password", "password.person_id", "person.id")
    .select(["person.id", "person.created_at", "password.hash"])
    .where("first_run_link.token_hash", "=", hashToken(token))
    .where("person.email", "=", normaliseEmail(email))
    .executeTakeFirst();
  if (!row || !isPressedTwice(row.created_at, now)) return { refused: "link-void" };
  return (await matchesPassword(row.hash, password)) ? { personId: row.id } : { refused: "link-void" };
}
