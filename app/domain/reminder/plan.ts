import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { ReminderTable } from "#db/schema.ts";
import { dayIn } from "../calendar.ts";
import { postEffects } from "../outbox.ts";
import { isOpen, type LetterDay, letterDay, openingOn } from "./days.ts";
import { countDigests, isDigestDay, isEmpty } from "./digest.ts";
import { listDue } from "./due.ts";
import { type ReminderRules, toRules } from "./settings.ts";

/** What leaves on one letter day. */
export interface Planned {
  day: string;
  reminders: PlannedReminder[];
}

export interface PlannedReminder {
  key: string;
  personId: string;
  /** Null for a digest. */
  courseId: string | null;
  kind: ReminderTable["kind"];
  rule: string;
  cycle: number | null;
  dueOn: string;
  whyNot: string | undefined;
}

/**
 * Writes down today's letters, once letters may leave: each reminder by its key, and an effect for every person who
 * gets one, in one transaction. A day is written down once, by whichever worker comes first; nobody else's day is
 * looked at again. Answers with the day, or undefined where there was nothing to do. One query where there is not.
 */
export async function planToday(db: Db, now: Date): Promise<string | undefined> {
  const { rules, zone, last, isPlanned } = await findState(db, now);
  if (!rules.isOn || isPlanned || !isOpen(now, rules, zone)) return undefined;
  const today = letterDay(dayIn(now, zone), { last, weekends: rules.weekends });
  if (!today) return undefined;
  const [planned] = await planDays(db, { days: [today], rules, zone });
  if (!planned) return undefined;
  return transact(db, async (db) => {
    const mark = { day: planned.day, planned_at: now.toISOString() };
    const won = await db
      .insertInto("reminder_day")
      .values(mark)
      .onConflict((conflict) => conflict.doNothing())
      .returning("day")
      .execute();
    if (won.length === 0) return undefined;
    await writeDown(db, planned, now);
    return planned.day;
  });
}

/** What the rules ask for on these days: reminders and digests, sent or not. A query, and one for each digest day. */
export async function planDays(
  db: Db,
  { days, rules, zone }: { days: LetterDay[]; rules: ReminderRules; zone: string },
): Promise<Planned[]> {
  const due = await listDue(db, { days, rules, zone });
  const planned: Planned[] = [];
  for (const one of days) {
    const digests = isDigestDay(one, rules) ? await planDigests(db, one.day, { rules, zone }) : [];
    planned.push({ day: one.day, reminders: [...(due.get(one.day) ?? []), ...digests] });
  }
  return planned;
}

/** The rules, the practice's zone, the last letter day before today and whether today's letters are written down. */
export async function findState(db: Db, now: Date) {
  const row = await db
    .selectFrom("reminder_setting")
    .innerJoin("practice", (join) => join.on("practice.id", "=", "practice"))
    .selectAll("reminder_setting")
    .select(["practice.zone", "practice.name"])
    .executeTakeFirstOrThrow();
  const today = dayIn(now, row.zone);
  const rules = toRules(row);
  if (!rules.isOn) return { rules, zone: row.zone, practice: row.name, today, last: null, isPlanned: false };
  // Days that a clock which stood wrong has written down ahead do not hold up those before them.
  const days = await db
    .selectFrom("reminder_day")
    .select("day")
    .where("day", "<=", today)
    .orderBy("day", "desc")
    .limit(2)
    .execute();
  const last = days.find(({ day }) => day < today)?.day ?? null;
  return { rules, zone: row.zone, practice: row.name, today, last, isPlanned: days.some(({ day }) => day === today) };
}

/** The key of the effect that sends a person's letter of a day. */
export function letterKey(kind: ReminderTable["kind"], personId: string, day: string): string {
  return `${kind === "digest" ? "digest-mail" : "reminder-mail"} of ${personId} on ${day}`;
}

async function planDigests(
  db: Db,
  day: string,
  { rules, zone }: { rules: ReminderRules; zone: string },
): Promise<PlannedReminder[]> {
  const moment = { now: openingOn(day, rules.opens, zone), today: day };
  const all = await countDigests(db, { moment });
  return all.map(({ personId, email, isStopped, counts }) => ({
    key: `${personId}/digest/${day}`,
    personId,
    courseId: null,
    kind: "digest",
    rule: "digest",
    cycle: null,
    dueOn: day,
    whyNot: isEmpty(counts) ? "empty" : isStopped ? "stopped" : email ? undefined : "no-address",
  }));
}

async function writeDown(db: Db, { day, reminders }: Planned, now: Date): Promise<void> {
  const at = now.toISOString();
  const rows = reminders.map((one) => ({
    id: newId(),
    reminder_key: one.key,
    person_id: one.personId,
    course_id: one.courseId,
    kind: one.kind,
    rule: one.rule,
    cycle: one.cycle,
    due_on: one.dueOn,
    day,
    letter: letterKey(one.kind, one.personId, day),
    outcome: one.whyNot === undefined ? null : one.whyNot,
    decided_at: one.whyNot === undefined ? null : at,
  }));
  const letters = new Map<string, { personId: string; isDigest: boolean }>();
  for (const chunk of inChunks(rows, 500)) {
    const written = await db
      .insertInto("reminder")
      .values(chunk)
      .onConflict((conflict) => conflict.column("reminder_key").doNothing())
      .returning(["letter", "person_id", "kind", "outcome"])
      .execute();
    for (const { letter, person_id, kind } of written.filter(({ outcome }) => outcome === null)) {
      letters.set(letter, { personId: person_id, isDigest: kind === "digest" });
    }
  }
  const effects = [...letters].map(([key, { personId, isDigest }]) => {
    const kind = isDigest ? ("digest-mail" as const) : ("reminder-mail" as const);
    return { key, kind, payload: { personId, day } };
  });
  for (const chunk of inChunks(effects, 500)) await postEffects(db, chunk, { urgency: "soon", now });
}

function inChunks<One>(all: One[], size: number): One[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
