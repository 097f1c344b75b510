import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { completeIfDue } from "./completion.ts";
import { type Acting, touchPlace } from "./enrolment.ts";
import { type Evidence, findEvidence } from "./progress/evidence.ts";
import { findReadable, type Next, nextAfter, progressIn } from "./progress.ts";

/**
 * Marks a lesson read: the button at its end was pressed. `ordinal` is which reading the button was offered for, so
 * that a double press, or an old page, is one reading. May complete the course. Answers with the next step.
 * Undefined for a lesson that is locked or not there.
 */
export async function markRead(
  db: Db,
  { enrolment, release, lessonId, ordinal, url, now }: Acting & { lessonId: string; ordinal: number; url: string },
): Promise<{ next: Next } | undefined> {
  return transact(db, async (db) => {
    const before = await findEvidence(db, enrolment.id);
    const found = findReadable(
      progressIn({ course: release.course, evidence: before, asReviewer: enrolment.asReviewer }),
      lessonId,
    );
    if (!found) return undefined;
    const times = found.lesson.ordinal;
    const evidence = ordinal > times ? withReading(before, { lessonId, ordinal: times + 1, now }) : before;
    if (evidence !== before) {
      await db
        .insertInto("lesson_read")
        .values({
          id: newId(),
          enrolment_id: enrolment.id,
          lesson_id: lessonId,
          ordinal: times + 1,
          release_id: release.id,
          read_at: now.toISOString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await touchPlace(db, { enrolmentId: enrolment.id, lessonId, anchor: null, now });
      await completeIfDue(db, { enrolment, release, url, now });
    }
    return {
      next: nextAfter(progressIn({ course: release.course, evidence, asReviewer: enrolment.asReviewer }), lessonId),
    };
  });
}

/**
 * Keeps how far a learner has come in a lesson, by its last heading; an anchor that is not in the lesson is its
 * beginning. Undefined for a lesson that is locked or not there.
 */
export async function savePlace(
  db: Db,
  { enrolment, release, lessonId, anchor, now }: Acting & { lessonId: string; anchor: string | null },
): Promise<{ savedAt: string } | undefined> {
  return transact(db, async (db) => {
    const evidence = await findEvidence(db, enrolment.id);
    const found = findReadable(
      progressIn({ course: release.course, evidence, asReviewer: enrolment.asReviewer }),
      lessonId,
    );
    if (!found) return undefined;
    const known = found.lesson.lesson.sections.some((section) => section.anchor === anchor);
    await touchPlace(db, { enrolmentId: enrolment.id, lessonId, anchor: known ? anchor : null, now });
    return { savedAt: now.toISOString() };
  });
}

function withReading(
  evidence: Evidence,
  { lessonId, ordinal, now }: { lessonId: string; ordinal: number; now: Date },
): Evidence {
  return { ...evidence, reads: { ...evidence.reads, [lessonId]: { ordinal, at: now.toISOString() } } };
}
