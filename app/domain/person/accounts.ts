import type { Db } from "#db/open.ts";

/**
 * The ids of all accounts that are one person: their own and those merged into it, for `where("….person_id", "in", …)`.
 * Evidence keeps the account that it was issued to; whose it is, this says.
 */
export function accountsOf(db: Db, personId: string) {
  return db
    .selectFrom("person as account")
    .select("account.id")
    .where((row) => row.or([row("account.id", "=", personId), row("account.alias_of", "=", personId)]));
}
