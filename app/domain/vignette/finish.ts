import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { completeIfDue } from "../completion.ts";
import type { Option, Scene } from "../course/vignette.ts";
import { type Acting, touchPlace } from "../enrolment.ts";
import { findEvidence } from "../progress/evidence.ts";
import { findVignette, progressIn } from "../progress.ts";
import { countFinisher } from "./tally.ts";

/**
 * Keeps that a case was finished, once for each enrolment and release; whoever has it kept is answered alike. The
 * choices are counted with it, nameless, once for each person and release; without choices (read as text) nothing is
 * counted. May complete the course. Undefined for a case that is locked or not there.
 */
export async function finishVignette(
  db: Db,
  {
    enrolment,
    release,
    vignetteId,
    steps,
    url,
    now,
  }: Acting & { vignetteId: string; steps: { scene: Scene; option: Option }[]; url: string },
): Promise<{ finished: true } | undefined> {
  return transact(db, async (db) => {
    const evidence = await findEvidence(db, enrolment.id);
    const found = findVignette(
      progressIn({ course: release.course, evidence, asReviewer: enrolment.asReviewer }),
      vignetteId,
    );
    if (!found) return undefined;
    const { personId } = enrolment;
    const finishers = await listFinishes(db, { personId, releaseId: release.id, vignetteId });
    if (finishers.includes(enrolment.id)) return { finished: true };

    await db
      .insertInto("vignette_finish")
      .values({
        id: newId(),
        enrolment_id: enrolment.id,
        release_id: release.id,
        vignette_id: vignetteId,
        finished_at: now.toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (finishers.length === 0 && steps.length > 0) {
      if (!enrolment.asReviewer) await countFinisher(db, { personId, releaseId: release.id, vignetteId, steps });
    }
    await touchPlace(db, { enrolmentId: enrolment.id, lessonId: found.lesson.lesson.id, anchor: null, now });
    await completeIfDue(db, { enrolment, release, url, now });
    return { finished: true };
  });
}

/** The enrolments in which this person has finished the case in this release. */
async function listFinishes(
  db: Db,
  { personId, releaseId, vignetteId }: { personId: string; releaseId: string; vignetteId: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom("vignette_finish")
    .innerJoin("enrolment", "enrolment.id", "vignette_finish.enrolment_id")
    .select("enrolment_id")
    .where("person_id", "=", personId)
    .where("vignette_finish.release_id", "=", releaseId)
    .where("vignette_id", "=", vignetteId)
    .execute();
  return rows.map((row) => row.enrolment_id);
}
