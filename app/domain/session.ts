import { type Db, transact } from "#db/open.ts";
import type { SessionTable } from "#db/schema.ts";
import type { Actor, PersonActor, Role } from "./actor.ts";
import { writeAudit } from "./audit.ts";

const minute = 60_000;
const hour = 60 * minute;

/** How long a session lives: unused, unused by an administrator, and in all (ASVS 5.0, 7.3.1 and 7.3.2). */
export const sessionLimits = { idle: 12 * hour, idleAdministrator: 30 * minute, absolute: 30 * 24 * hour };

/** How exact "last seen" is: it is written at most this often, so that reading changes next to nothing. */
const seenEvery = 10 * minute;

/** A place where somebody is signed in, as its owner sees it. */
export interface SignedInSession {
  id: string;
  device: string;
  method: SessionTable["method"];
  startedAt: string;
  lastSeenAt: string;
}

/** Whether a session still opens anything at `now`. */
export function isLive({ createdAt, lastSeenAt, roles }: Lifetime, now: Date): boolean {
  const idle = roles.includes("administrator") ? sessionLimits.idleAdministrator : sessionLimits.idle;
  const time = now.getTime();
  return time < Date.parse(lastSeenAt) + idle && time < Date.parse(createdAt) + sessionLimits.absolute;
}

interface Lifetime {
  createdAt: string;
  lastSeenAt: string;
  roles: readonly Role[];
}

/** Notes that a session was used, at most every ten minutes. */
export async function markSeen(
  db: Db,
  { sessionId, lastSeenAt, now }: { sessionId: string; lastSeenAt: string; now: Date },
): Promise<void> {
  if (now.getTime() - Date.parse(lastSeenAt) < seenEvery) return;
  await db.updateTable("session").set({ last_seen_at: now.toISOString() }).where("id", "=", sessionId).execute();
}

/** The person's live sessions, the one used last first. */
export async function listSessions(
  db: Db,
  { actor, now }: { actor: PersonActor; now: Date },
): Promise<SignedInSession[]> {
  const rows = await db
    .selectFrom("session")
    .select(["id", "device", "method", "created_at as startedAt", "last_seen_at as lastSeenAt"])
    .where("person_id", "=", actor.id)
    .orderBy("last_seen_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.filter((row) =>
    isLive({ createdAt: row.startedAt, lastSeenAt: row.lastSeenAt, roles: actor.roles }, now),
  );
}

/** Ends one session of the person's own. One that is ended already, or another's, is none of theirs: 0 are ended. */
export async function endSession(
  db: Db,
  { actor, sessionId, now }: { actor: PersonActor; sessionId: string; now: Date },
): Promise<{ ended: number }> {
  return transact(db, async (db) => {
    const { numDeletedRows } = await db
      .deleteFrom("session")
      .where("person_id", "=", actor.id)
      .where("id", "=", sessionId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return { ended: 0 };
    await writeAudit(db, { actor, act: "end session", subject: { kind: "person", id: actor.id }, now });
    return { ended: 1 };
  });
}

/** Ends every session of the person's own but this one. */
export async function endOtherSessions(
  db: Db,
  { actor, sessionId, now }: { actor: PersonActor; sessionId: string; now: Date },
): Promise<{ ended: number }> {
  return transact(db, async (db) => {
    const ended = await endSessionsOf(db, { personId: actor.id, butNot: sessionId });
    if (ended > 0) await writeAudit(db, { actor, act: "end sessions", subject: { kind: "person", id: actor.id }, now });
    return { ended };
  });
}

/** Signs a person out everywhere, as an administrator does whose word it is that a device is lost. Again is once. */
export async function endAllSessions(
  db: Db,
  { actor, personId, now }: { actor: Actor; personId: string; now: Date },
): Promise<{ ended: number }> {
  return transact(db, async (db) => {
    const ended = await endSessionsOf(db, { personId });
    if (ended > 0) await writeAudit(db, { actor, act: "end sessions", subject: { kind: "person", id: personId }, now });
    return { ended };
  });
}

/** Forgets a person's sessions that no longer open anything; called when a new one begins. */
export async function forgetEndedSessions(db: Db, { personId, now }: { personId: string; now: Date }): Promise<void> {
  const before = (age: number) => new Date(now.getTime() - age).toISOString();
  await db
    .deleteFrom("session")
    .where("person_id", "=", personId)
    .where((row) =>
      row.or([
        row("last_seen_at", "<=", before(sessionLimits.idle)),
        row("created_at", "<=", before(sessionLimits.absolute)),
      ]),
    )
    .execute();
}

/** Ends a person's sessions as part of another act: a suspension, a reset, a new password. */
export async function endSessionsOf(
  db: Db,
  { personId, butNot }: { personId: string; butNot?: string },
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("session")
    .where("person_id", "=", personId)
    .$if(butNot !== undefined, (query) => query.where("id", "!=", butNot ?? ""))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
