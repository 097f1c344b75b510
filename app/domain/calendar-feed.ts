import { hashToken } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { tokenFromKey } from "./link.ts";
import { type PersonStanding, standingsOf } from "./standing.ts";
import { countTry, defaultLimits, forgetTry, type Limits } from "./throttle.ts";

/** A day in somebody's calendar: no name and no topic, and an id that says neither. */
export interface FeedDay {
  id: string;
  kind: "due" | "ends";
  on: string;
}

/** Since when a person has an address for their calendar. */
export async function findFeed(db: Db, personId: string): Promise<{ madeAt: string } | undefined> {
  return db
    .selectFrom("calendar_feed")
    .select("made_at as madeAt")
    .where("person_id", "=", personId)
    .executeTakeFirst();
}

/**
 * Makes a person's address anew: the one there was opens nothing any more. Answers with its secret, of which a hash is
 * kept; the same form sent twice has the same.
 */
export async function makeFeed(
  db: Db,
  { personId, key, now }: { personId: string; key: string; now: Date },
): Promise<{ token: string }> {
  const { token, tokenHash: token_hash } = tokenFromKey(`calendar ${personId} ${key}`);
  const made = { token_hash, made_at: now.toISOString() };
  await db
    .insertInto("calendar_feed")
    .values({ person_id: personId, ...made })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(made))
    .execute();
  return { token };
}

/** Ends a person's address; nothing where there is none. */
export async function endFeed(db: Db, personId: string): Promise<void> {
  await db.deleteFrom("calendar_feed").where("person_id", "=", personId).execute();
}

/**
 * The days of the one whose address it is: what is due and not done, and the ends of records. An address that is none,
 * or is no more, is one refusal and counts as a wrong try; too many from one network are another.
 */
export async function openFeed(
  db: Db,
  { token, ip, now, limits = defaultLimits }: { token: string; ip: string; now: Date; limits?: Limits },
): Promise<{ days: FeedDay[] } | { refused: "unknown" | "throttled" }> {
  const counted = await countTry(db, { door: "calendar", account: token, ip, now, limits });
  if ("refused" in counted) return counted;
  const row = await db
    .selectFrom("calendar_feed")
    .innerJoin("practice", (join) => join.on("practice.id", "=", "practice"))
    .select(["person_id", "zone"])
    .where("token_hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!row) return { refused: "unknown" };
  await forgetTry(db, counted);
  const standings = await standingsOf(db, { whose: { people: [row.person_id] }, now, zone: row.zone });
  return { days: standings.flatMap(daysOf) };
}

function daysOf({ personId, courseId, status, dueOn, facts }: PersonStanding): FeedDay[] {
  const id = (kind: FeedDay["kind"]) => hashToken(`calendar ${kind} ${personId} ${courseId}`);
  const isDone = status === "complete";
  const isAsked = !isDone && status !== "waived" && status !== "excused" && dueOn !== null;
  return [
    ...(isAsked ? [{ id: id("due"), kind: "due" as const, on: dueOn }] : []),
    ...(isDone && facts.expiresOn !== null ? [{ id: id("ends"), kind: "ends" as const, on: facts.expiresOn }] : []),
  ];
}
