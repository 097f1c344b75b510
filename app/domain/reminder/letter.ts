import type { Db } from "#db/open.ts";
import { addDays } from "../assignment/due.ts";
import { momentOf, toFacts } from "../standing.ts";
import { isOpen, nextOpening } from "./days.ts";
import { countDigests, type DigestCounts, isEmpty } from "./digest.ts";
import { selectReminded, toAddressed } from "./due.ts";
import { findState } from "./plan.ts";
import { type Kind, type Reason, whyNot } from "./rule.ts";
import type { ReminderRules } from "./settings.ts";

/** A letter of reminders, as it is to be said. Courses are ids: a letter names no topic. */
export interface ReminderLetter {
  to: string;
  practice: string;
  zone: string;
  reminders: { id: string; courseId: string; kind: Kind; dueOn: string }[];
  /** Whether any of it can be stopped by who gets it. */
  mayStop: boolean;
}

export interface DigestLetter {
  to: string;
  practice: string;
  reminders: { id: string }[];
  counts: DigestCounts;
}

interface Of {
  personId: string;
  day: string;
  now: Date;
}

type Opened<Letter> = { letter: Letter } | { nothing: string } | { until: Date };

/** For so many days a letter that could not be sent is still tried; after that a later reminder says the same. */
const daysGood = 3;

/**
 * A person's letter of a day as it is true now: what has ended since it was written down (done, waived, left …) is
 * struck out and noted why. Not before letters may leave; nothing where it was sent, or is too old.
 */
export async function openReminderLetter(db: Db, { personId, day, now }: Of): Promise<Opened<ReminderLetter>> {
  const state = await findState(db, now);
  const waiting = await listWaiting(db, { personId, day });
  const stale = await strikeStale(db, { waiting, day, now, state });
  if (stale) return stale;
  const rows = await selectReminded(db).where("standing.person_id", "=", personId).execute();
  const moment = momentOf({ now, zone: state.zone });
  const held: ReminderLetter["reminders"] = [];
  for (const { id, course_id: courseId, kind, due_on: dueOn } of waiting) {
    if (kind === "digest" || courseId === null) continue;
    const row = rows.find(({ course_id }) => course_id === courseId);
    const why: Reason | undefined = row
      ? whyNot({ kind, dueOn }, toFacts(row), toAddressed(row), { moment, ...state.rules })
      : "gone";
    if (why) await strike(db, { ids: [id], outcome: why, now });
    else held.push({ id, courseId, kind, dueOn });
  }
  const to = rows[0]?.email;
  if (!to || held.length === 0) return { nothing: "nothing left to say" };
  const mayStop = state.rules.overdueMayStop || held.some(({ kind }) => kind !== "overdue");
  return { letter: { to, practice: state.practice, zone: state.zone, reminders: held, mayStop } };
}

/** A supervisor's digest of a day, counted as it is opened; the same rules hold. */
export async function openDigestLetter(db: Db, { personId, day, now }: Of): Promise<Opened<DigestLetter>> {
  const state = await findState(db, now);
  const waiting = (await listWaiting(db, { personId, day })).filter(({ kind }) => kind === "digest");
  const stale = await strikeStale(db, { waiting, day, now, state });
  if (stale) return stale;
  const moment = momentOf({ now, zone: state.zone });
  const [own] = await countDigests(db, { moment, supervisorId: personId });
  const ids = waiting.map(({ id }) => id);
  const why = !own ? "gone" : isEmpty(own.counts) ? "empty" : own.isStopped ? "stopped" : undefined;
  if (why || !own?.email) {
    await strike(db, { ids, outcome: why ?? "no-address", now });
    return { nothing: "nothing left to say" };
  }
  return { letter: { to: own.email, practice: state.practice, reminders: waiting, counts: own.counts } };
}

/** Notes of the reminders in a letter that it was sent, or why it cannot be. */
export async function closeLetter(
  db: Db,
  {
    letter,
    outcome,
    now,
  }: { letter: { reminders: { id: string }[] }; outcome: "sent" | "refused" | "no-mail"; now: Date },
): Promise<void> {
  await strike(db, { ids: letter.reminders.map(({ id }) => id), outcome, now });
}

async function listWaiting(db: Db, { personId, day }: { personId: string; day: string }) {
  return db
    .selectFrom("reminder")
    .select(["id", "course_id", "kind", "due_on"])
    .where("person_id", "=", personId)
    .where("day", "=", day)
    .where("outcome", "is", null)
    .orderBy("due_on")
    .orderBy("course_id")
    .execute();
}

/** What keeps a whole letter from being sent now, if anything does. */
async function strikeStale(
  db: Db,
  {
    waiting,
    day,
    now,
    state: { rules, zone, today },
  }: {
    waiting: { id: string }[];
    day: string;
    now: Date;
    state: { rules: ReminderRules; zone: string; today: string };
  },
): Promise<{ nothing: string } | { until: Date } | undefined> {
  if (waiting.length === 0) return { nothing: "sent, or nothing left to say" };
  const ids = waiting.map(({ id }) => id);
  const outcome = rules.isOn ? (today > addDays(day, daysGood) ? "too-late" : undefined) : "off";
  if (outcome) {
    await strike(db, { ids, outcome, now });
    return { nothing: outcome === "off" ? "reminders are off" : "too late" };
  }
  return isOpen(now, rules, zone) ? undefined : { until: nextOpening(now, rules, zone) };
}

async function strike(
  db: Db,
  {
    ids,
    outcome,
    now,
  }: { ids: string[]; outcome: Reason | "sent" | "refused" | "no-mail" | "too-late" | "off" | "empty"; now: Date },
): Promise<void> {
  await db
    .updateTable("reminder")
    .set({ outcome, decided_at: now.toISOString() })
    .where("id", "in", ids)
    .where("outcome", "is", null)
    .execute();
}
