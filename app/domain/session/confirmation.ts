import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { findHash, matchesPassword } from "../password.ts";
import { normaliseEmail } from "../person.ts";
import { countTry, defaultLimits, type Limits, markRight } from "../throttle.ts";

/** For how long a password given counts, in milliseconds (OWASP ASVS 5.0, 7.5.3: before what is most sensitive). */
const lasts = 15 * 60_000;

/** Whether the person at this session showed so lately who they are that roles may be changed by it. */
export function isConfirmed({ confirmedAt }: { confirmedAt: string }, now: Date): boolean {
  return now.getTime() - Date.parse(confirmedAt) < lasts;
}

/** Has a session count as confirmed from now on, by its owner's password. Wrong tries count as they do at signing in. */
export async function confirmSession(
  db: Db,
  { actor, sessionId, email, password, ip, now, limits = defaultLimits }: Confirmation,
): Promise<{ confirmed: true } | { refused: "wrong" | "throttled" }> {
  const counted = await countTry(db, { account: normaliseEmail(email), ip, now, limits });
  if ("refused" in counted) return counted;
  if (!(await matchesPassword(await findHash(db, actor.id), password))) return { refused: "wrong" };
  await markRight(db, { tryId: counted.tryId, personId: actor.id });
  await db
    .updateTable("session")
    .set({ reauthenticated_at: now.toISOString() })
    .where("id", "=", sessionId)
    .where("person_id", "=", actor.id)
    .execute();
  return { confirmed: true };
}

interface Confirmation {
  actor: PersonActor;
  sessionId: string;
  email: string;
  password: string;
  ip: string;
  now: Date;
  limits?: Limits;
}
