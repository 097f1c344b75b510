import { type RawBuilder, sql } from "kysely";
import { hashToken } from "#app/platform/chance.ts";
import type { Seals } from "#app/platform/seal.ts";
import { type Db, emptyLog, transact } from "#db/open.ts";
import type { Actor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { type ErasureList, keepList, lastTold, listTold } from "./erasure/list.ts";
import { appendEntry } from "./evidence.ts";
import { withdrawOpenInvitations } from "./invitation/withdrawal.ts";
import { listFileKeys } from "./outside-certificate/files.ts";
import { isTheirs, type PersonalTable, personalTables } from "./personal-data/ownership.ts";
import { voidResetLinks } from "./reset-link/withdrawal.ts";
import { isLastAdministrator } from "./role.ts";

/** What erasing reaches outside the database: the keys that end with a person, and the list that nobody comes back by. */
export interface Erasing {
  seals: Pick<Seals, "end" | "forget">;
  list: ErasureList;
}

interface Erasure extends Erasing {
  actor: Actor;
  personId: string;
  reason?: string;
  now: Date;
  /** When it was done before; now unless said. */
  erasedAt?: string;
}

export type NotErased = "last-administrator" | "keys-lost" | "own-account";

/**
 * Erases a person for good, by the registry: rows that are theirs are deleted or emptied, their keys are ended, and what
 * they were is ended too, roles, teams and courses. What must stay holds ids, or has a time of its own, as the name on
 * a record does. Again is once. Refused for the last administrator, for one's own account, which one closes, and where
 * the keys cannot be reached; undefined when there is no such person.
 */
export async function erasePerson(
  db: Db,
  erasure: Erasure,
): Promise<{ erased: true } | { refused: NotErased } | undefined> {
  const { actor, personId } = erasure;
  if (actor.kind === "person" && actor.id === personId) return { refused: "own-account" };
  return eraseUnless(db, erasure, async (db) => {
    if (await isLastAdministrator(db, personId)) return { refused: "last-administrator" };
    return undefined;
  });
}

/** Erases those whose closing is due, as a job; who took it back meanwhile stays, and so does the last administrator. */
export async function eraseClosed(db: Db, { now, ...erasing }: Erasing & { now: Date }): Promise<number> {
  const rows = await selectDue(db, now).orderBy("due_at").limit(50).execute();
  let erased = 0;
  for (const { person_id: personId } of rows) {
    const erasure = { ...erasing, actor: { kind: "job" } as const, personId, now };
    const done = await eraseUnless(db, erasure, async (db) => {
      const isDue = await selectDue(db, now).where("person_id", "=", personId).executeTakeFirst();
      return isDue && !(await isLastAdministrator(db, personId)) ? undefined : { refused: "last-administrator" };
    });
    if (done && "erased" in done) erased++;
  }
  return erased;
}

/** The same whoever it is, and again where rows of theirs came back: for what the list says. */
export async function eraseAgain(db: Db, erasure: Erasure): Promise<void> {
  await eraseUnless(db, erasure, async () => undefined);
}

/** Whether somebody is erased and nothing stands that erasing takes. One query. */
export async function isErased(db: Db, personId: string): Promise<boolean> {
  const left = personalTables.flatMap((one) => {
    const some = isLeft(one);
    return some
      ? [sql`exists (select 1 from ${sql.table(one.table)} where ${isTheirs(one, personId)} and ${some})`]
      : [];
  });
  const isOpen = sql`exists (select 1 from person where id = ${personId} and erased_at is null)`;
  const { rows } = await sql<{ is_left: unknown }>`select ${sql.join([isOpen, ...left], sql` or `)} as is_left`.execute(
    db,
  );
  return !rows[0]?.is_left;
}

function selectDue(db: Db, now: Date) {
  return db.selectFrom("closure").select("person_id").where("due_at", "<=", now.toISOString());
}

type Refused = { refused: NotErased };

/** The log says it in the same transaction; the list last. */
async function eraseUnless(
  db: Db,
  erasure: Erasure,
  refuse: (db: Db) => Promise<Refused | undefined>,
): Promise<{ erased: true } | Refused | undefined> {
  const done = await transact(db, async (db) => (await refuse(db)) ?? eraseInside(db, erasure)).catch(refuseLostKeys);
  if (!done || "refused" in done) return done;
  await keepList(db, erasure.list);
  await emptyLog(db);
  return done;
}

function refuseLostKeys(error: unknown): Refused {
  if (error instanceof KeysLost) return { refused: "keys-lost" };
  throw error;
}

async function eraseInside(
  db: Db,
  { seals, actor, personId, reason, now, erasedAt }: Erasure,
): Promise<{ erased: true } | undefined> {
  const person = await db.selectFrom("person").selectAll().where("id", "=", personId).executeTakeFirst();
  if (!person) return undefined;
  const requests = await db.selectFrom("request").select("id").where("person_id", "=", personId).execute();
  const files = await listFileKeys(db, personId);
  for (const { id } of requests) await forgetSender(db, id);
  if (person.email !== null) await forgetAddress(db, person.email, now);
  for (const one of [...personalTables].reverse()) await eraseRows(db, one, personId);
  await endWhatTheyWere(db, personId, now);
  const version = person.version + 1;
  const erased_at = person.erased_at ?? erasedAt ?? now.toISOString();
  await db.updateTable("person").set({ erased_at, version }).where("id", "=", personId).execute();
  await writeAudit(db, { actor, act: "erase person", subject: { kind: "person", id: personId }, reason, now });
  await tellLog(db, { personId, done: erased_at, now });
  // Inside, and at the end: what is not erased keeps its keys, and where they cannot be reached nothing is erased.
  if (!seals.end(personId, now)) throw new KeysLost();
  for (const id of [...requests.map(({ id }) => id), ...files]) seals.forget(id);
  return { erased: true };
}

/** Once: the log is not told again what a start does again. */
async function tellLog(db: Db, { personId, done, now }: { personId: string; done: string; now: Date }): Promise<void> {
  const last = lastTold((await listTold(db)).map(({ facts }) => facts)).get(personId);
  if (last?.act === "erase") return;
  await appendEntry(db, { facts: { kind: "account", act: "erase", person: personId, done }, now });
}

/** Children before what they refer to, as the schema lists them. */
async function eraseRows(db: Db, one: PersonalTable, personId: string): Promise<void> {
  const { erased } = one.entry;
  const [table, theirs] = [sql.table(one.table), isTheirs(one, personId)];
  if (erased === "rows") await sql`delete from ${table} where ${theirs}`.execute(db);
  else if ("empty" in erased) {
    const emptied = erased.empty.map((column) => sql`${sql.ref(column)} = null`);
    await sql`update ${table} set ${sql.join(emptied)} where ${theirs}`.execute(db);
  }
}

/** The condition that a row holds what erasing takes; none where it takes nothing. */
function isLeft({ table, entry: { erased } }: PersonalTable): RawBuilder<unknown> | undefined {
  // Why somebody was erased is kept for its own time.
  if (table === "audit_reason") return undefined;
  if (erased === "rows") return sql`1 = 1`;
  if ("nothing" in erased) return undefined;
  return sql`(${sql.join(
    erased.empty.map((column) => sql`${sql.ref(column)} is not null`),
    sql` or `,
  )})`;
}

/** The key of the form that a request was sent by begins with its sender's id. */
async function forgetSender(db: Db, requestId: string): Promise<void> {
  await db.updateTable("request").set({ form_key: requestId }).where("id", "=", requestId).execute();
}

/** Invitations to the person's address that were never theirs, and wrong tries to sign in with it. */
async function forgetAddress(db: Db, email: string, now: Date): Promise<void> {
  await withdrawOpenInvitations(db, { email }, now);
  const who = { email: null, name: null, profession: null, joined_on: null, external_id: null };
  const licence = { licence_type: null, licence_number: null, licence_jurisdiction: null };
  await db
    .updateTable("invitation")
    .set({ ...who, ...licence })
    .where("email", "=", email)
    .execute();
  await db.deleteFrom("sign_in_event").where("account", "=", hashToken(email)).execute();
}

/** Roles, teams and courses have an end, and so have the links that the person made for others. */
async function endWhatTheyWere(db: Db, personId: string, now: Date): Promise<void> {
  const at = now.toISOString();
  for (const table of ["role_grant", "team_member", "team_supervisor"] as const) {
    const standing = db.updateTable(table).where("person_id", "=", personId).where("ended_at", "is", null);
    await standing.set({ ended_at: at }).execute();
  }
  const enrolled = db.updateTable("enrolment").where("person_id", "=", personId).where("left_at", "is", null);
  await enrolled.set({ left_at: at }).execute();
  await withdrawOpenInvitations(db, { invited_by: personId }, now);
  await voidResetLinks(db, { made_by: personId }, now);
}

/** Rolls all of it back. */
class KeysLost extends Error {}
