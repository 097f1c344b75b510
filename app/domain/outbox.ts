import { newId } from "#app/platform/chance.ts";
import { compiledOnce } from "#db/compiled.ts";
import { type Db, transact } from "#db/open.ts";
import type { OutboxTable } from "#db/schema.ts";

/** What may have to happen after a commit. Payloads are ids; a secret is made by the one who does it. */
export type Effect =
  | { kind: "invitation-mail"; payload: { invitationId: string } }
  | { kind: "reset-mail"; payload: { resetLinkId: string } }
  /** The link of another address that somebody asked for, to there. */
  | { kind: "email-mail"; payload: { emailChangeId: string } }
  /** That the address has changed, to the one before. */
  | { kind: "email-notice"; payload: { emailChangeId: string } }
  /** Whatever of the log is not yet in the journal or signed, this entry among it. */
  | { kind: "evidence"; payload: { position: string } }
  | { kind: "certificate"; payload: { recordId: string } }
  /** That something was done to one of a person's records; the letter says no more. */
  | { kind: "record-mail"; payload: { recordId: string } }
  /** The record of a course that was completed while the clock stood behind the evidence log. */
  | { kind: "late-record"; payload: { enrolmentId: string } }
  /** A person's letter of a day: all that they are to be reminded of on it, or the digest of what they supervise. */
  | { kind: "reminder-mail"; payload: { personId: string; day: string } }
  | { kind: "digest-mail"; payload: { personId: string; day: string } }
  /** The letter of a supervisor's reminder. */
  | { kind: "nudge"; payload: { nudgeId: string } }
  /** A part of a day's retention and of what closes that day. */
  | { kind: "retention"; payload: { day: string; turn: string } }
  /** What is assigned reaches whom it is for, once a day. */
  | { kind: "assignments"; payload: { day: string } }
  /** An upload that nobody confirmed is deleted. */
  | { kind: "import-end"; payload: { importId: string } };

export type Urgency = OutboxTable["urgency"];

/** An effect that the one who took it is to do now; its lease is known by the number of the try. */
export type DueEffect = Effect & { id: string; key: string; tries: number };

const kinds: Effect["kind"][] = [
  "invitation-mail",
  "reset-mail",
  "email-mail",
  "email-notice",
  "evidence",
  "certificate",
  "record-mail",
  "late-record",
  "reminder-mail",
  "digest-mail",
  "nudge",
  "retention",
  "assignments",
  "import-end",
];
const minute = 60_000;
const lease = 5 * minute;
const longestPause = 6 * 60 * minute;
const mostTries = 10;

/**
 * Writes down an effect in the transaction of the act that wants it. The key says which effect it is ("invitation-mail
 * of …"): posted twice, it is there once. It is done at `due`, or at once.
 */
export async function postEffect(
  db: Db,
  { urgency, now, due, ...effect }: Effect & { key: string; urgency: Urgency; now: Date; due?: Date },
): Promise<void> {
  await postEffects(db, [effect], { urgency, now, due });
}

/** The same for many at once, in one statement, now or from `due` on. */
export async function postEffects(
  db: Db,
  effects: (Effect & { key: string })[],
  { urgency, now, due = now }: { urgency: Urgency; now: Date; due?: Date },
): Promise<void> {
  const waiting = {
    created_at: now.toISOString(),
    due_at: due.toISOString(),
    leased_until: null,
    tries: 0,
    done_at: null,
    outcome: null,
  };
  const rows = effects.map(({ key, kind, payload }) => {
    return { id: newId(), effect_key: key, kind, payload: JSON.stringify(payload), urgency, ...waiting };
  });
  await db
    .insertInto("outbox")
    .values(rows)
    .onConflict((conflict) => conflict.column("effect_key").doNothing())
    .execute();
}

/**
 * Leases up to five effects that are due, the longest waiting first; nobody else is given them for five minutes.
 * `beforeAnswer`: only those marked `now` that nobody has tried yet, so that a request waits for its own and never for
 * what failed before.
 */
export async function takeDue(
  db: Db,
  { now, beforeAnswer = false }: { now: Date; beforeAnswer?: boolean },
): Promise<DueEffect[]> {
  const at = now.toISOString();
  if (!(await isAnythingDue(db, at, beforeAnswer))) return [];
  return transact(db, async (db) => {
    const rows = await due(db, at, beforeAnswer).selectAll().orderBy("due_at").orderBy("id").limit(5).execute();
    const taken: DueEffect[] = [];
    for (const row of rows) {
      const effect = row.tries < mostTries ? toEffect({ ...row, tries: row.tries + 1 }) : undefined;
      await db
        .updateTable("outbox")
        .set(effect ? { leased_until: after(now, lease), tries: effect.tries } : givenUp(row, at))
        .where("id", "=", row.id)
        .execute();
      if (effect) taken.push(effect);
    }
    return taken;
  });
}

/** A row that nobody can do must not stand before those that somebody can. */
function givenUp({ tries }: OutboxTable, at: string) {
  const reason = tries < mostTries ? "this version does not know such an effect" : "it ended every runner that tried";
  return { done_at: at, leased_until: null, outcome: `given up: ${reason}` };
}

/** Closes an effect with what came of it; nothing happens when its lease has passed to another. */
export async function markDone(
  db: Db,
  { id, tries, outcome, now }: { id: string; tries: number; outcome: string; now: Date },
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ done_at: now.toISOString(), leased_until: null, outcome })
    .where("id", "=", id)
    .where("tries", "=", tries)
    .where("done_at", "is", null)
    .execute();
}

/** Puts an effect that did not succeed off: one minute, then twice as long each time; after ten tries it is given up. */
export async function putOff(
  db: Db,
  { id, tries, reason, now }: { id: string; tries: number; reason: string; now: Date },
): Promise<void> {
  if (tries >= mostTries) return markDone(db, { id, tries, outcome: `given up: ${reason}`, now });
  const pause = Math.min(minute * 2 ** (tries - 1), longestPause);
  await db
    .updateTable("outbox")
    .set({ due_at: after(now, pause), leased_until: null, outcome: `put off: ${reason}` })
    .where("id", "=", id)
    .where("tries", "=", tries)
    .where("done_at", "is", null)
    .execute();
}

/** Puts an effect that cannot be done yet off until then; it is no fault, and does not count as a try. */
export async function postpone(
  db: Db,
  { id, tries, until, reason }: { id: string; tries: number; until: Date; reason: string },
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ due_at: until.toISOString(), leased_until: null, outcome: `waits: ${reason}`, tries: tries - 1 })
    .where("id", "=", id)
    .where("tries", "=", tries)
    .where("done_at", "is", null)
    .execute();
}

/** Asked outside a transaction, so that an idle runner takes no write lock. */
async function isAnythingDue(db: Db, at: string, beforeAnswer: boolean): Promise<boolean> {
  return (await (beforeAnswer ? findDueNow : findDue)(db, at)).length > 0;
}

const findDue = compiledOnce((db, at) => due(db, at, false).select("id").limit(1));
const findDueNow = compiledOnce((db, at) => due(db, at, true).select("id").limit(1));

function due(db: Db, at: string, beforeAnswer: boolean) {
  return db
    .selectFrom("outbox")
    .where("kind", "in", kinds)
    .where("done_at", "is", null)
    .where("due_at", "<=", at)
    .where((where) => where.or([where("leased_until", "is", null), where("leased_until", "<=", at)]))
    .$if(beforeAnswer, (query) => query.where("urgency", "=", "now").where("tries", "=", 0));
}

function toEffect({ id, effect_key: key, kind, payload, tries }: OutboxTable): DueEffect | undefined {
  const ids: Record<string, string | undefined> = JSON.parse(payload);
  const { invitationId, resetLinkId, emailChangeId, position, recordId, enrolmentId, importId } = ids;
  const { nudgeId, personId, day, turn } = ids;
  if (kind === "invitation-mail" && invitationId) return { id, key, tries, kind, payload: { invitationId } };
  if (kind === "reset-mail" && resetLinkId) return { id, key, tries, kind, payload: { resetLinkId } };
  if ((kind === "email-mail" || kind === "email-notice") && emailChangeId) {
    return { id, key, tries, kind, payload: { emailChangeId } };
  }
  if (kind === "certificate" && recordId) return { id, key, tries, kind, payload: { recordId } };
  if (kind === "record-mail" && recordId) return { id, key, tries, kind, payload: { recordId } };
  if (kind === "late-record" && enrolmentId) return { id, key, tries, kind, payload: { enrolmentId } };
  if ((kind === "reminder-mail" || kind === "digest-mail") && personId && day) {
    return { id, key, tries, kind, payload: { personId, day } };
  }
  if (kind === "nudge" && nudgeId) return { id, key, tries, kind, payload: { nudgeId } };
  if (kind === "evidence" && position) return { id, key, tries, kind, payload: { position } };
  if (kind === "retention" && day && turn) return { id, key, tries, kind, payload: { day, turn } };
  if (kind === "assignments" && day) return { id, key, tries, kind, payload: { day } };
  if (kind === "import-end" && importId) return { id, key, tries, kind, payload: { importId } };
  return undefined;
}

function after(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
