import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { writeAudit } from "./audit.ts";
import { lifetimeOf } from "./completion-record/validity.ts";
import { type Enrolment, findEnrolled } from "./enrolment.ts";
import { type Evidence, findEvidence } from "./progress/evidence.ts";
import { findNewestRelease } from "./release.ts";

/** Why no next cycle is opened: nothing completed yet, valid for good, before the window, or the course is gone. */
export type NotRenewed = "not-completed" | "no-end" | "too-early" | "taking-none";

interface Renewing {
  personId: string;
  courseId: string;
  now: Date;
}

/**
 * Opens the next cycle of a course: a new enrolment on its newest release with empty progress, from the first day of
 * the renewal window that the latest record names, and for as long after. The earlier cycle and its record stand as
 * they are. Whoever has opened it already is answered with that, and comes back to it if they have left; by assignment
 * or not makes no difference. Undefined for a course that they were never in.
 */
export async function renew(
  db: Db,
  { personId, courseId, now }: Renewing,
): Promise<{ enrolment: string } | { refused: NotRenewed; opensOn: string | null } | undefined> {
  return transact(db, async (db) => {
    const latest = await findEnrolled(db, { personId, courseId, orLeft: true });
    if (!latest) return undefined;
    const { enrolment } = latest;
    const { record } = await findEvidence(db, enrolment.id);
    if (enrolment.cycle > 1 && !record) return { enrolment: await takeUp(db, enrolment) };
    const refused = refusalToRenew(record, now);
    if (refused) return refused;
    const release = await findNewestRelease(db, courseId);
    if (!release || (await isGone(db, courseId))) return { refused: "taking-none", opensOn: null };
    return { enrolment: await openCycle(db, { ...enrolment, releaseId: release.id }, now) };
  });
}

/** Whether the next cycle can be opened on the ground of this record, or why not, with the day from which it can. */
export function refusalToRenew(
  record: Evidence["record"],
  now: Date,
): { refused: NotRenewed; opensOn: string | null } | undefined {
  if (!record) return { refused: "not-completed", opensOn: null };
  const lifetime = lifetimeOf(record, now);
  if (!lifetime) return { refused: "no-end", opensOn: null };
  return lifetime.state === "valid" ? { refused: "too-early", opensOn: lifetime.renewFrom } : undefined;
}

async function takeUp(db: Db, { id, leftAt }: Enrolment): Promise<string> {
  if (leftAt !== null) await db.updateTable("enrolment").set({ left_at: null }).where("id", "=", id).execute();
  return id;
}

async function isGone(db: Db, courseId: string): Promise<boolean> {
  const { missing_since } = await db
    .selectFrom("course")
    .select("missing_since")
    .where("id", "=", courseId)
    .executeTakeFirstOrThrow();
  return missing_since !== null;
}

async function openCycle(db: Db, { personId, courseId, cycle, releaseId }: Enrolment, now: Date): Promise<string> {
  const id = newId();
  await db
    .insertInto("enrolment")
    .values({
      ...{ id, person_id: personId, course_id: courseId, cycle: cycle + 1, release_id: releaseId },
      ...{ enrolled_at: now.toISOString(), left_at: null },
    })
    .execute();
  const actor = { kind: "person" as const, id: personId, roles: [] };
  await writeAudit(db, { actor, act: "renew", subject: { kind: "enrolment", id }, now });
  return id;
}
