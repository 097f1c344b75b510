import { type Db, transact } from "#db/open.ts";

/** What a person does not want to get. */
export interface MailChoice {
  early: boolean;
  overdue: boolean;
  digest: boolean;
}

/** What a person has chosen, and whether the practice lets letters about what is overdue be stopped. One query. */
export async function findMailChoice(
  db: Db,
  personId: string,
): Promise<{ stopped: MailChoice; overdueMayStop: boolean }> {
  const row = await db
    .selectFrom("reminder_setting")
    .leftJoin("reminder_choice", (join) => join.on("reminder_choice.person_id", "=", personId))
    .select(["overdue_may_stop", "early", "overdue", "digest"])
    .executeTakeFirstOrThrow();
  const stopped = { early: row.early === 1, overdue: row.overdue === 1, digest: row.digest === 1 };
  return { stopped, overdueMayStop: row.overdue_may_stop === 1 };
}

/** Keeps what a person does not want to get, in place of what stood; what is overdue only as the practice lets them. */
export async function chooseMail(
  db: Db,
  { personId, stopped, now }: { personId: string; stopped: MailChoice; now: Date },
): Promise<void> {
  const flag = (is: boolean): 0 | 1 => (is ? 1 : 0);
  const { early, overdue, digest } = stopped;
  const columns = {
    ...{ early: flag(early), overdue: flag(overdue), digest: flag(digest) },
    changed_at: now.toISOString(),
  };
  await db
    .insertInto("reminder_choice")
    .values({ person_id: personId, ...columns })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(columns))
    .execute();
}

/** Stops the kind of letter that somebody got, and lets the others be as they are. Again is once. */
export async function stopLetters(
  db: Db,
  { personId, of, now }: { personId: string; of: "reminders" | "digest"; now: Date },
): Promise<void> {
  await transact(db, async (db) => {
    const { stopped } = await findMailChoice(db, personId);
    const more = of === "digest" ? { digest: true } : { early: true, overdue: true };
    await chooseMail(db, { personId, stopped: { ...stopped, ...more }, now });
  });
}

/** Whether somebody still has an account that letters could go to. */
export async function hasMail(db: Db, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("person")
    .select("id")
    .where("id", "=", personId)
    .where("email", "is not", null)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
