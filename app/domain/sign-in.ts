import type { Db } from "#db/open.ts";
import { matchesPassword } from "./password.ts";
import { normaliseEmail } from "./person.ts";
import { countTry, defaultLimits, type Limits, markRight } from "./throttle.ts";

interface SignIn {
  email: string;
  password: string;
  ip: string;
  now: Date;
  limits?: Limits;
}

/**
 * Whose e-mail address and password these are, and whether their account was to close; the address of a merged account
 * is the survivor's. An unknown address, one without a password, a suspended person and a
 * wrong password are one refusal, reached by the same steps in the same time; too many wrong tries are another.
 */
export async function recognise(
  db: Db,
  { email, password, ip, now, limits = defaultLimits }: SignIn,
): Promise<{ personId: string; isClosing: true | undefined } | { refused: "wrong" | "throttled" }> {
  const account = normaliseEmail(email);
  const counted = await countTry(db, { account, ip, now, limits });
  if ("refused" in counted) return counted;
  const person = await db
    .selectFrom("person as named")
    .innerJoin("person", (join) => join.on("person.id", "=", (row) => row.fn.coalesce("named.alias_of", "named.id")))
    .innerJoin("password", "password.person_id", "person.id")
    .leftJoin("closure", "closure.person_id", "person.id")
    .select(["person.id", "hash", "closure.due_at"])
    .where("named.email", "=", account)
    .where("person.suspended_at", "is", null)
    .where("person.erased_at", "is", null)
    .executeTakeFirst();
  const matches = await matchesPassword(person?.hash, password);
  if (!person || !matches) return { refused: "wrong" };
  await markRight(db, { tryId: counted.tryId, personId: person.id });
  return { personId: person.id, isClosing: person.due_at === null ? undefined : true };
}
