import { assign } from "#app/domain/assignment.ts";
import { changeReminderRules, findReminderRules, type ReminderRules } from "#app/domain/reminder/settings.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addPerson, morning } from "./cast.ts";

/** Turns reminders on, with the rules as they come but for these. */
export async function turnOn(db: Db, changed: Partial<ReminderRules> = {}): Promise<void> {
  const { version, ...rules } = await findReminderRules(db);
  const wanted = { ...rules, isOn: true, ...changed };
  await changeReminderRules(db, { actor: { kind: "start" }, rules: wanted, version, now: morning });
}

/** Asks these people to complete a course by a day. */
export async function askFor(
  db: Db,
  { people, courseId, on, now = morning }: { people: string[]; courseId: string; on: string; now?: Date },
): Promise<void> {
  const actor = await addPerson(db, "Morgan Reyes", ["administrator"]);
  const due = { kind: "day" as const, on };
  const assigned = await assign(db, { actor, courseId, to: { people }, due, key: newId(), now });
  if (!assigned || "refused" in assigned) throw new Error("Not assigned.");
}
