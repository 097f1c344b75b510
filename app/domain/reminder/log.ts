import type { Db } from "#db/open.ts";
import type { ReminderTable } from "#db/schema.ts";

/** One reminder, sent or not. */
export interface ReminderLine {
  id: string;
  day: string;
  name: string;
  email: string;
  personId: string;
  courseId: string | null;
  kind: ReminderTable["kind"];
  rule: string;
  dueOn: string;
  /** "sent", why not, or null while it waits. */
  outcome: string | null;
  decidedAt: string | null;
  /** Of one that waits: what the outbox says of its letter, and when it is tried next. */
  letter: { outcome: string | null; dueAt: string; isGivenUp: boolean } | null;
}

/** The newest reminders, or those before the one named, with `next` to ask for the ones after these. One query. */
export async function listReminders(
  db: Db,
  { before, limit }: { before?: string; limit: number },
): Promise<{ lines: ReminderLine[]; next: string | undefined }> {
  const rows = await db
    .selectFrom("reminder")
    .innerJoin("person", "person.id", "reminder.person_id")
    .leftJoin("outbox", "outbox.effect_key", "reminder.letter")
    .selectAll("reminder")
    .select(["person.name", "person.email", "outbox.outcome as said", "outbox.due_at", "outbox.done_at"])
    .$if(before !== undefined, (query) => query.where("reminder.id", "<", before ?? ""))
    .orderBy("reminder.id", "desc")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const lines = page.map((row) => ({
    id: row.id,
    day: row.day,
    name: row.name ?? "",
    email: row.email ?? "",
    personId: row.person_id,
    courseId: row.course_id,
    kind: row.kind,
    rule: row.rule,
    dueOn: row.due_on,
    outcome: row.outcome,
    decidedAt: row.decided_at,
    letter:
      row.outcome !== null || row.due_at === null
        ? null
        : { outcome: row.said, dueAt: row.due_at, isGivenUp: row.done_at !== null },
  }));
  return { lines, next: rows.length > limit ? page.at(-1)?.id : undefined };
}

/** How many letters wait because the mail server did not take them, the first of them tried next, and how many were given up. */
export async function findMailTrouble(db: Db): Promise<{ putOff: number; nextAt: string | null; givenUp: number }> {
  const row = await db
    .selectFrom("outbox")
    .select(({ fn, eb }) => [
      fn.sum(eb.case().when("done_at", "is", null).then(1).else(0).end()).as("put_off"),
      fn.min(eb.case().when("done_at", "is", null).then(eb.ref("due_at")).end()).as("next_at"),
      fn.sum(eb.case().when("done_at", "is not", null).then(1).else(0).end()).as("given_up"),
    ])
    .where((row) => row.or([row("kind", "like", "%-mail"), row("kind", "in", ["nudge", "email-notice"])]))
    .where((row) =>
      row.or([
        row.and([row("done_at", "is", null), row("outcome", "like", "put off:%")]),
        row("outcome", "like", "given up:%"),
      ]),
    )
    .executeTakeFirstOrThrow();
  return { putOff: Number(row.put_off ?? 0), nextAt: row.next_at, givenUp: Number(row.given_up ?? 0) };
}
