import { newId } from "#app/platform/chance.ts";
import type { SealLabel, Seals } from "#app/platform/seal.ts";
import { type Db, transact } from "#db/open.ts";
import { may } from "./access.ts";
import type { PersonActor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { nudgePause } from "./nudge/limits.ts";
import { postEffect } from "./outbox.ts";
import type { Status } from "./standing/judgement.ts";
import { standingOf } from "./standing.ts";
import { findOversight, selectOverseen } from "./team/oversight.ts";

type NotNudged = "too-soon" | "nothing-to-do" | "unsealed";

interface Nudging {
  seals: Seals;
  actor: PersonActor;
  personId: string;
  courseId: string;
  /** One's own words; "" for none. */
  sentence: string;
  key: string;
  now: Date;
  /** The practice's. */
  zone: string;
}

/**
 * Reminds somebody of a course, by letter. The same form again is the same nudge. Refused within three days of the last
 * one to them, whoever sent it and for whichever course, where nothing is asked of them there, and for a sentence that
 * cannot be sealed. Undefined for somebody whom the actor does not oversee now, themselves among them.
 */
export async function nudge(
  db: Db,
  { seals, sentence, ...nudging }: Nudging,
): Promise<{ nudged: string } | { refused: NotNudged } | undefined> {
  const id = newId();
  const sealed = sentence === "" ? null : seals.seal(sentence, labelOf(id));
  if (sealed === undefined) return { refused: "unsealed" };
  const kept = await transact(db, async (db) => {
    const answer = await keep(db, id, nudging);
    if (answer && "nudged" in answer && answer.nudged === id && sealed)
      await db
        .insertInto("nudge_sentence")
        .values({ nudge_id: id, ...sealed })
        .execute();
    return answer;
  });
  const isKept = kept && "nudged" in kept && kept.nudged === id;
  if (sealed && !isKept) seals.forget(id);
  return kept;
}

/** Whether a nudge is possible now for somebody who was last nudged then; null for never. */
export function mayNudgeAgain(nudgedAt: string | null, now: Date): boolean {
  return nudgedAt === null || nudgedAt <= pauseBegan(now);
}

/** What its letter needs; undefined where it is not to be sent any more: done meanwhile, left, or without an address. */
export interface NudgeLetter {
  to: string;
  by: string;
  sentence: string | null;
}

export async function findNudgeLetter(
  db: Db,
  { seals, nudgeId, now, zone }: { seals: Seals; nudgeId: string; now: Date; zone: string },
): Promise<NudgeLetter | undefined> {
  const row = await db
    .selectFrom("nudge")
    .innerJoin("person", "person.id", "nudge.person_id")
    .innerJoin("person as giver", "giver.id", "nudge.by_id")
    .leftJoin("nudge_sentence as words", "words.nudge_id", "nudge.id")
    .select(["nudge.person_id", "nudge.course_id", "person.email", "giver.name as by", "ciphertext", "nonce"])
    .where("nudge.id", "=", nudgeId)
    .where("person.left_at", "is", null)
    .where("person.suspended_at", "is", null)
    .executeTakeFirst();
  if (!row?.email) return undefined;
  const { status } = await standingOf(db, { personId: row.person_id, courseId: row.course_id, now, zone });
  if (!isOpen(status)) return undefined;
  const { ciphertext, nonce } = row;
  const opened = ciphertext !== null && nonce !== null ? seals.open({ ciphertext, nonce }, labelOf(nudgeId)) : null;
  return { to: row.email, by: row.by ?? "", sentence: opened ?? null };
}

/** Takes a nudge's sentence away, with its key: it was sent, or will not be. */
export async function dropSentence(db: Db, { seals, nudgeId }: { seals: Seals; nudgeId: string }): Promise<void> {
  const gone = await db.deleteFrom("nudge_sentence").where("nudge_id", "=", nudgeId).executeTakeFirst();
  if (gone.numDeletedRows > 0n) seals.forget(nudgeId);
}

async function keep(
  db: Db,
  id: string,
  { actor, personId, courseId, key, now, zone }: Omit<Nudging, "seals" | "sentence">,
): Promise<{ nudged: string } | { refused: NotNudged } | undefined> {
  if (!(await isOverseen(db, { actor, personId, now }))) return undefined;
  const first = await db
    .selectFrom("nudge")
    .select("id")
    .where("form_key", "=", `${key}/${personId}`)
    .executeTakeFirst();
  if (first) return { nudged: first.id };
  const { status, facts } = await standingOf(db, { personId, courseId, now, zone });
  if (!isOpen(status)) return { refused: "nothing-to-do" };
  if (await isNudgedSince(db, personId, pauseBegan(now))) return { refused: "too-soon" };
  const of = { person_id: personId, by_id: actor.id, course_id: courseId, cycle: facts.cycle };
  await db
    .insertInto("nudge")
    .values({ id, form_key: `${key}/${personId}`, ...of, at: now.toISOString() })
    .execute();
  await writeAudit(db, { actor, act: "nudge", subject: { kind: "nudge", id }, now });
  const effect = { key: `nudge ${id}`, kind: "nudge", payload: { nudgeId: id } } as const;
  await postEffect(db, { ...effect, urgency: "soon", now });
  return { nudged: id };
}

/** Asked inside the act's transaction, so that who was removed a moment ago nudges no more. */
async function isOverseen(
  db: Db,
  { actor, personId, now }: { actor: PersonActor; personId: string; now: Date },
): Promise<boolean> {
  if (!may(actor, "see team standing") || personId === actor.id) return false;
  const oversight = await findOversight(db, { actor, all: "see standing of all", teamId: undefined });
  if (!oversight) return false;
  const there = selectOverseen(db, oversight, now).where("person.id", "=", personId);
  return (await there.executeTakeFirst()) !== undefined;
}

async function isNudgedSince(db: Db, personId: string, since: string): Promise<boolean> {
  const last = db.selectFrom("nudge").select("id").where("person_id", "=", personId).where("at", ">", since);
  return (await last.executeTakeFirst()) !== undefined;
}

function isOpen(status: Status): boolean {
  return ["overdue", "inactive", "assigned", "enrolled", "in-progress"].includes(status);
}

function pauseBegan(now: Date): string {
  return new Date(now.getTime() - nudgePause * 24 * 60 * 60_000).toISOString();
}

/** The key's holder is the nudge itself, so that what is sent leaves nothing that opens. */
function labelOf(nudgeId: string): SealLabel {
  return { table: "nudge_sentence", row: nudgeId, person: nudgeId, version: 1 };
}
