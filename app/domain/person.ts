import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { Actor, PersonActor, StandingRole } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { withdrawOpenInvitations } from "./invitation/withdrawal.ts";
import { voidResetLinks } from "./reset-link/withdrawal.ts";
import { isLastAdministrator } from "./role.ts";
import { endSessionsOf } from "./session.ts";

/** A person as the administrator sees them. */
export interface Person {
  id: string;
  name: string;
  email: string;
  /** Their own time zone; null for the practice's. */
  zone: string | null;
  createdAt: string;
  state: PersonState;
  /** Current and practice-wide, in the order in which they were granted; a reviewer's is apart. */
  roles: StandingRole[];
  /** Until when they are a reviewer, or were; null for who is none. */
  reviewerUntil: string | null;
  version: number;
}

export type PersonState = "active" | "suspended" | "left" | "erased";

/** An address as it is compared and kept: without blanks around it, in lower case, in composed Unicode. */
export function normaliseEmail(typed: string): string {
  return typed.normalize("NFC").trim().toLowerCase();
}

/** Adds somebody as part of the act that lets them in. Throws, as taken, when the address is somebody's. */
export async function addPerson(
  db: Db,
  { name, email, now }: { name: string; email: string; now: Date },
): Promise<PersonActor> {
  const id = newId();
  await db
    .insertInto("person")
    .values({
      id,
      email: normaliseEmail(email),
      name,
      zone: null,
      created_at: now.toISOString(),
      suspended_at: null,
      left_at: null,
      erased_at: null,
      alias_of: null,
      version: 1,
    })
    .execute();
  return { kind: "person", id, roles: [] };
}

export async function isEmailTaken(db: Db, email: string): Promise<boolean> {
  const row = await db.selectFrom("person").select("id").where("email", "=", normaliseEmail(email)).executeTakeFirst();
  return row !== undefined;
}

/** The person at an address, however it is written; an account that was merged leads to the one it became. */
export async function findPersonByEmail(db: Db, email: string): Promise<Person | undefined> {
  const named = db
    .selectFrom("person as named")
    .select((row) => row.fn.coalesce("named.alias_of", "named.id").as("id"))
    .where("named.email", "=", normaliseEmail(email));
  return gather(await selectPeople(db).where("person.id", "in", named).execute())[0];
}

/** One account; one that was merged into another is not there any more. */
export async function findPerson(db: Db, personId: string): Promise<Person | undefined> {
  const rows = await selectPeople(db).where("person.id", "=", personId).where("alias_of", "is", null).execute();
  return gather(rows)[0];
}

/**
 * Keeps a person out until they are restored: their sessions and the links they made end with it. Again is once. Refused for the last
 * administrator; `undefined` when there is no such person.
 */
export async function suspendPerson(
  db: Db,
  { actor, personId, reason, now }: { actor: Actor; personId: string; reason?: string; now: Date },
): Promise<{ suspended: true } | { refused: "last-administrator" } | undefined> {
  return transact(db, async (db) => {
    const person = await findPerson(db, personId);
    if (!person || person.state === "erased") return undefined;
    if (person.state === "suspended") return { suspended: true };
    if (await isLastAdministrator(db, personId)) return { refused: "last-administrator" };
    await db.updateTable("person").set({ suspended_at: now.toISOString() }).where("id", "=", personId).execute();
    await endSessionsOf(db, { personId });
    await withdrawOpenInvitations(db, { invited_by: personId }, now);
    await voidResetLinks(db, { made_by: personId }, now);
    await writeAudit(db, { actor, act: "suspend person", subject: { kind: "person", id: personId }, reason, now });
    return { suspended: true };
  });
}

/** Lets a suspended person in again. Again is once; `undefined` when there is no such person. */
export async function restorePerson(
  db: Db,
  { actor, personId, now }: { actor: Actor; personId: string; now: Date },
): Promise<{ restored: true } | undefined> {
  return transact(db, async (db) => {
    const person = await findPerson(db, personId);
    if (!person || person.state === "erased") return undefined;
    if (person.state !== "suspended") return { restored: true };
    await db.updateTable("person").set({ suspended_at: null }).where("id", "=", personId).execute();
    await writeAudit(db, { actor, act: "restore person", subject: { kind: "person", id: personId }, now });
    return { restored: true };
  });
}

/** One row for each current role of a person, or one without; `gather` makes people of them. */
export function selectPeople(db: Db) {
  return db
    .selectFrom("person")
    .leftJoin("role_grant", (join) =>
      join
        .onRef("role_grant.person_id", "=", "person.id")
        .on("role_grant.ended_at", "is", null)
        .on("role_grant.course_id", "is", null),
    )
    .select([
      "person.id",
      "person.name",
      "email",
      "zone",
      "created_at",
      "suspended_at",
      "left_at",
      "erased_at",
      "version",
    ])
    .select(["role", "until"])
    .orderBy("person.name")
    .orderBy("person.id")
    .orderBy("role_grant.started_at")
    .orderBy("role_grant.id");
}

type Row = Awaited<ReturnType<ReturnType<typeof selectPeople>["execute"]>>[number];

/** People of rows of selectPeople, in their order. */
export function gather(rows: Row[]): Person[] {
  const people = new Map<string, Person>();
  for (const row of rows) {
    const person = people.get(row.id) ?? toPerson(row);
    if (row.role === "reviewer") person.reviewerUntil = row.until;
    else if (row.role) person.roles.push(row.role);
    people.set(row.id, person);
  }
  return [...people.values()];
}

function toPerson({ id, name, email, zone, created_at: createdAt, version, ...ends }: Row): Person {
  const known = { id, name: name ?? "", email: email ?? "", zone, createdAt, version };
  return { ...known, state: stateOf(ends), roles: [], reviewerUntil: null };
}

/** Of the ends that a row may have, the one that counts. */
export function stateOf({
  erased_at,
  suspended_at,
  left_at,
}: Pick<Row, "erased_at" | "suspended_at" | "left_at">): PersonState {
  if (erased_at !== null) return "erased";
  if (suspended_at !== null) return "suspended";
  return left_at === null ? "active" : "left";
}
