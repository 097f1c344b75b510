import type { Db } from "#db/open.ts";
import { addDays } from "../assignment/due.ts";
import { hourIn } from "../calendar.ts";
import { letterDays } from "./days.ts";
import { findState, type Planned, type PlannedReminder, planDays } from "./plan.ts";

/** How many days ahead are rehearsed. */
const horizon = 30;

/**
 * Who would get what on which of the next thirty days, as things stand now, by the function that writes letters down:
 * today's too while they are to come. What was written down already is not said again.
 */
export async function rehearse(db: Db, now: Date): Promise<Planned[]> {
  const { rules, zone, last, today, isPlanned } = await findState(db, now);
  const isOver = isPlanned || hourIn(now, zone) >= rules.closes;
  const from = isOver ? addDays(today, 1) : today;
  const days = letterDays({ from, to: addDays(today, horizon - 1), last: isPlanned ? today : last }, rules.weekends);
  const planned = await planDays(db, { days, rules: { ...rules, isOn: true }, zone });
  const known = await listKnown(db, addDays(today, -2 * horizon));
  const isNew = ({ key }: PlannedReminder) => !known.has(key);
  return planned.map(({ day, reminders }) => ({ day, reminders: reminders.filter(isNew) }));
}

/** Names and addresses of these people. One query. */
export async function namePeople(db: Db, ids: string[]): Promise<Map<string, { name: string; email: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("person").select(["id", "name", "email"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, name, email }) => [id, { name: name ?? "", email: email ?? "" }]));
}

/** Reminders of a day that was not looked at again for as long as two horizons cannot come again. */
async function listKnown(db: Db, since: string): Promise<Set<string>> {
  const rows = await db.selectFrom("reminder").select("reminder_key").where("day", ">=", since).execute();
  return new Set(rows.map(({ reminder_key }) => reminder_key));
}
