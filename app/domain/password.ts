import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { type Db, transact } from "#db/open.ts";
import type { PersonActor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { findGuessable, type Guessable } from "./password-blocklist.ts";
import { normaliseEmail } from "./person.ts";
import { voidResetLinks } from "./reset-link/withdrawal.ts";
import { endSessionsOf } from "./session.ts";
import { countTry, defaultLimits, type Limits, markRight } from "./throttle.ts";

/** In code points. A password alone has at least fifteen (NIST SP 800-63B-4, 3.1.1.2). */
export const passwordLength = { least: 15, most: 200 };

export type WeakPassword = "too-short" | "too-long" | Guessable;

/** What somebody who knows the person would try first. */
export interface About {
  practice: string;
  name: string;
  email: string;
}

/**
 * Why a password cannot be kept; `undefined` when it can. Length and guessability alone count: there are no rules of
 * composition, and it is never trimmed, cut or folded (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2).
 */
export function judgePassword(password: string, { practice, name, email }: About): WeakPassword | undefined {
  const length = [...composed(password)].length;
  if (length < passwordLength.least) return "too-short";
  if (length > passwordLength.most) return "too-long";
  return findGuessable(password, [practice, name, email.split("@")[0] ?? ""]);
}

/** argon2id with 19 MiB, two passes and one lane, the least that OWASP names; never inside a transaction. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(composed(password), { memoryCost: 19_456, timeCost: 2, parallelism: 1 }));
}

/** Whether this is the password of `kept`. With nothing kept it is not, which takes as long to find out. */
export async function matchesPassword(kept: string | undefined, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(kept ?? nobodys, composed(password)));
  return kept !== undefined && matches;
}

/** Keeps a hash as a person's password, as part of another act's transaction; every open link to reset it is void. */
export async function keepPassword(
  db: Db,
  { personId, hash, now }: { personId: string; hash: string; now: Date },
): Promise<void> {
  const kept = { hash, changed_at: now.toISOString() };
  await db
    .insertInto("password")
    .values({ person_id: personId, ...kept })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(kept))
    .execute();
  await voidResetLinks(db, { person_id: personId }, now);
}

export interface Confirming {
  actor: PersonActor;
  email: string;
  password: string;
  ip: string;
  now: Date;
  limits?: Limits;
}

/**
 * Asks somebody who is signed in for their password again, before an act that takes much out or cannot be undone (ASVS
 * 5.0, 7.5.1). A wrong one counts as a try to sign in.
 */
export async function confirmPassword(
  db: Db,
  { actor, email, password, ip, now, limits = defaultLimits }: Confirming,
): Promise<{ confirmed: true } | { refused: "wrong" | "throttled" }> {
  const counted = await countTry(db, { account: normaliseEmail(email), ip, now, limits });
  if ("refused" in counted) return counted;
  if (!(await matchesPassword(await findHash(db, actor.id), password))) return { refused: "wrong" };
  await markRight(db, { tryId: counted.tryId, personId: actor.id });
  return { confirmed: true };
}

/**
 * Changes one's own password and ends one's other sessions. Refused for a wrong current password, which counts as a
 * try to sign in, and for a new one that cannot be kept. When the new one already stands, that is the answer.
 */
export async function changePassword(
  db: Db,
  change: PasswordChange,
): Promise<{ changed: true } | { refused: "wrong-current" | "throttled" | WeakPassword }> {
  const { actor, sessionId, about, current, password, ip, now, limits = defaultLimits } = change;
  const weak = judgePassword(password, about);
  if (weak) return { refused: weak };
  const counted = await countTry(db, { account: normaliseEmail(about.email), ip, now, limits });
  if ("refused" in counted) return counted;
  const kept = await findHash(db, actor.id);
  const matches = await matchesPassword(kept, current);
  const stands = !matches && (await matchesPassword(kept, password));
  if (!matches && !stands) return { refused: "wrong-current" };
  await markRight(db, { tryId: counted.tryId, personId: actor.id });
  if (stands) return { changed: true };

  const hash = await hashPassword(password);
  const changed = await transact(db, async (db) => {
    if ((await findHash(db, actor.id)) !== kept) return false;
    await keepPassword(db, { personId: actor.id, hash, now });
    await endSessionsOf(db, { personId: actor.id, butNot: sessionId });
    await writeAudit(db, { actor, act: "change own password", subject: { kind: "person", id: actor.id }, now });
    return true;
  });
  // The same form sent twice at once: the second finds the new one standing.
  return changed ? { changed } : changePassword(db, change);
}

interface PasswordChange {
  actor: PersonActor;
  sessionId: string;
  about: About;
  current: string;
  password: string;
  ip: string;
  now: Date;
  limits?: Limits;
}

/** What is kept of a person's password; `undefined` for who has none. */
export async function findHash(db: Db, personId: string): Promise<string | undefined> {
  const row = await db.selectFrom("password").select("hash").where("person_id", "=", personId).executeTakeFirst();
  return row?.hash;
}

/** One and the same text, however a keyboard put it together: a letter with its accent is one (RFC 8265, 4.2). */
function composed(password: string): string {
  return password.normalize("NFC");
}

/** Hashing may take every processor but one, so that a flood of sign-ins leaves pages to those who are in. */
const lanes = Math.max(1, availableParallelism() - 1);
const waiting: (() => void)[] = [];
let busy = 0;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy < lanes) busy++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }
}

/** The hash, with the same costs, of a random text that was thrown away. */
const nobodys = "$argon2id$v=19$m=19456,t=2,p=1$k/wSmylHa4BwZKY2uiKeXA$ZadaktJL5OTn9wVQGhG6fl+Kul9RFqvpKBMhIP3jLhY";
