import { type Db, transact } from "#db/open.ts";
import type { ReminderSettingTable } from "#db/schema.ts";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit.ts";

/** When the practice reminds its people. Days are the practice's, and so are hours. */
export interface ReminderRules {
  isOn: boolean;
  /** How many days before the date; 0 is on the day. */
  before: number[];
  /** Whether every seven days after the date, for a year. */
  weekly: boolean;
  /** How many days before a record's last day. */
  expiry: number[];
  /** Letters leave from this full hour and before that one. */
  opens: number;
  closes: number;
  /** Whether on Saturdays and Sundays too. */
  weekends: boolean;
  /** The day of the week of the supervisors' digest, Monday 1; null for none. */
  digestOn: number | null;
  /** Whether a person may stop the letters about what is overdue. */
  overdueMayStop: boolean;
}

export async function findReminderRules(db: Db): Promise<ReminderRules & { version: number }> {
  return toRules(await db.selectFrom("reminder_setting").selectAll().executeTakeFirstOrThrow());
}

/**
 * Changes when the practice reminds. Refused when somebody else changed it since `version` was read, unless the wanted
 * values already stand, and for hours that leave none.
 */
export async function changeReminderRules(
  db: Db,
  { actor, rules, version, now }: { actor: Actor; rules: ReminderRules; version: number; now: Date },
): Promise<{ changed: number } | { refused: "changed-meanwhile" | "no-hour" }> {
  if (rules.opens >= rules.closes) return { refused: "no-hour" };
  const wanted = toColumns(rules);
  return transact(db, async (db) => {
    const { version: standing, ...known } = await findReminderRules(db);
    if (JSON.stringify(toColumns(known)) === JSON.stringify(wanted)) return { changed: standing };
    if (standing !== version) return { refused: "changed-meanwhile" };
    await db
      .updateTable("reminder_setting")
      .set({ ...wanted, version: version + 1, changed_at: now.toISOString() })
      .execute();
    await writeAudit(db, { actor, act: "change reminders", subject: { kind: "reminders", id: "reminders" }, now });
    return { changed: version + 1 };
  });
}

export function toRules(row: ReminderSettingTable): ReminderRules & { version: number } {
  const before: number[] = JSON.parse(row.before_days);
  const expiry: number[] = JSON.parse(row.expiry_days);
  return {
    isOn: row.is_on === 1,
    before,
    weekly: row.weekly === 1,
    expiry,
    opens: row.opens,
    closes: row.closes,
    weekends: row.weekends === 1,
    digestOn: row.digest_on,
    overdueMayStop: row.overdue_may_stop === 1,
    version: row.version,
  };
}

function toColumns(rules: ReminderRules) {
  const descending = (days: number[]) => JSON.stringify([...new Set(days)].sort((one, other) => other - one));
  return {
    is_on: flag(rules.isOn),
    before_days: descending(rules.before),
    weekly: flag(rules.weekly),
    expiry_days: descending(rules.expiry),
    opens: rules.opens,
    closes: rules.closes,
    weekends: flag(rules.weekends),
    digest_on: rules.digestOn,
    overdue_may_stop: flag(rules.overdueMayStop),
  };
}

function flag(is: boolean): 0 | 1 {
  return is ? 1 : 0;
}
