import type { Expression, SqlBool } from "kysely";
import { hashToken, newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";

/** How many wrong tries are taken within the window before further ones are not even looked at. */
export interface Limits {
  /** In milliseconds. */
  window: number;
  /** For one account from one network. */
  accountAndNetwork: number;
  /** For one account in all; past it, each network is left `underAttack` tries, so that its owner is not locked out. */
  account: number;
  underAttack: number;
  /** From one network, for all accounts together. */
  network: number;
}

/**
 * The limits within a quarter of an hour, from how many tries one account has from one network. An account that is
 * tried from everywhere is left three tenths of that, and one network has ten accounts' worth.
 */
export function limitsOf(tries: number): Limits {
  return {
    window: 15 * 60_000,
    accountAndNetwork: tries,
    account: 5 * tries,
    underAttack: Math.ceil(0.3 * tries),
    network: 10 * tries,
  };
}

export const defaultLimits = limitsOf(10);

/**
 * Counts a try to prove who one is before it is judged, so that a hundred at once are not judged at once. It stands as
 * refused until `markRight`. A try that is throttled counts for nothing, so nobody is kept out for longer than the
 * window by tries that were not looked at (NIST SP 800-63B-4, 3.2.2; OWASP ASVS 5.0, 6.3.1).
 */
export async function countTry(
  db: Db,
  { door = "sign-in", account, ip, now, limits }: Try,
): Promise<{ tryId: string } | { refused: "throttled" }> {
  const made = { account: hashToken(account), ip: networkAt(door, ip), now, limits };
  const before = await countRefused(db, made);
  // Whoever is throttled already costs one look and, once a minute, one line in the log.
  if (isTooMany({ ...before, ofBoth: before.ofBoth + 1, ofNetwork: before.ofNetwork + 1 }, limits)) {
    if (!before.isNoted) await noteTry(db, made, "throttled");
    return { refused: "throttled" };
  }
  const tryId = await noteTry(db, made, "refused");
  if (!isTooMany(await countRefused(db, made), limits)) return { tryId };
  await db.updateTable("sign_in_event").set({ outcome: "throttled" }).where("id", "=", tryId).execute();
  return { refused: "throttled" };
}

interface Try {
  /** What was tried: each door counts for itself, so that nobody is kept out of one by tries at another. */
  door?: "sign-in" | "verification" | "calendar";
  /** The address typed, in its normal form; only a hash of it is kept. */
  account: string;
  ip: string;
  now: Date;
  limits: Limits;
}

/** Notes that a try was right, and whose it was. */
export async function markRight(db: Db, { tryId, personId }: { tryId: string; personId: string }): Promise<void> {
  await db
    .updateTable("sign_in_event")
    .set({ outcome: "signed-in", person_id: personId })
    .where("id", "=", tryId)
    .execute();
}

/** Forgets a try at verification or a calendar that was right: nothing is kept of who looked up what. */
export async function forgetTry(db: Db, { tryId }: { tryId: string }): Promise<void> {
  await db.deleteFrom("sign_in_event").where("id", "=", tryId).execute();
}

interface Made {
  account: string;
  ip: string;
  now: Date;
  limits: Limits;
}

async function noteTry(db: Db, { account, ip, now }: Made, outcome: "refused" | "throttled"): Promise<string> {
  const id = newId();
  await db
    .insertInto("sign_in_event")
    .values({ id, at: now.toISOString(), account, ip, outcome, person_id: null })
    .execute();
  return id;
}

interface Counted {
  ofBoth: number;
  ofAccount: number;
  ofNetwork: number;
}

function isTooMany({ ofBoth, ofAccount, ofNetwork }: Counted, limits: Limits): boolean {
  const most = ofAccount > limits.account ? limits.underAttack : limits.accountAndNetwork;
  return ofBoth > most || ofNetwork > limits.network;
}

/** The wrong tries within the window, and whether a throttled one was noted within the last minute. One query. */
async function countRefused(db: Db, { account, ip, now, limits }: Made): Promise<Counted & { isNoted: boolean }> {
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
  const counted = await db
    .selectFrom("sign_in_event")
    .select(({ eb, fn }) => {
      const refused = eb("outcome", "=", "refused");
      const throttled = eb.and([eb.and({ account, ip, outcome: "throttled" }), eb("at", ">", ago(60_000))]);
      const count = (which: Expression<SqlBool>) => fn.sum(eb.case().when(which).then(1).else(0).end());
      return [
        count(eb.and([refused, eb.and({ account, ip })])).as("ofBoth"),
        count(eb.and([refused, eb("account", "=", account)])).as("ofAccount"),
        count(eb.and([refused, eb("ip", "=", ip)])).as("ofNetwork"),
        count(throttled).as("noted"),
      ];
    })
    .where("at", ">", ago(limits.window))
    .where((row) => row.or({ account, ip }))
    .executeTakeFirstOrThrow();
  return {
    ofBoth: Number(counted.ofBoth),
    ofAccount: Number(counted.ofAccount),
    ofNetwork: Number(counted.ofNetwork),
    isNoted: Number(counted.noted) > 0,
  };
}

function networkAt(door: NonNullable<Try["door"]>, ip: string): string {
  return door === "sign-in" ? networkOf(ip) : `${door} ${networkOf(ip)}`;
}

/** One household or office: an IPv4 address, or the first 64 bits of an IPv6 address, all of which one subscriber has. */
function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = ip.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => "0");
  return [...groups, ...zeros, ...rest].slice(0, 4).join(":");
}
