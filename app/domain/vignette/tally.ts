import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import type { Option, Scene } from "../course/vignette.ts";

/**
 * Counts are shown in steps of so many finishers, so that what one more of them chose cannot be read off (decision 19).
 *
 * Each finisher is counted in one tally alone: that of their release and of the team they were in then, or of those in
 * none. A tally is told as it stood at its last multiple of five, and of a scene only what five or more finishers have
 * added since it was last told. A view of several tallies is the sum of what each may tell; so any two views, and any
 * one view at two times, differ by groups of five or more, never by one.
 */
export const stepOfFinishers = 5;

/**
 * Counts one finisher's choices, the first at each scene; inside the transaction that keeps that they finished. Whoever
 * is in several teams counts in the one they have been in longest.
 */
export async function countFinisher(
  db: Db,
  {
    personId,
    releaseId: release_id,
    vignetteId: vignette_id,
    steps,
  }: { personId: string; releaseId: string; vignetteId: string; steps: { scene: Scene; option: Option }[] },
): Promise<void> {
  const tally = await addFinisher(db, { release_id, vignette_id, team_id: await findTeam(db, personId) });
  const first = steps.filter(({ scene }, at) => steps.findIndex((step) => step.scene === scene) === at);
  await db
    .insertInto("vignette_count")
    .values(
      first.map(({ scene, option }) => {
        return { tally_id: tally.id, scene_id: scene.id, option_id: option.id, shown: 0, held: 1 };
      }),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["tally_id", "scene_id", "option_id"])
        .doUpdateSet((eb) => ({ held: eb("vignette_count.held", "+", 1) })),
    )
    .execute();
  if (tally.finished % stepOfFinishers === 0) await tell(db, tally.id);
}

async function addFinisher(
  db: Db,
  cell: { release_id: string; team_id: string; vignette_id: string },
): Promise<{ id: string; finished: number }> {
  return db
    .insertInto("vignette_tally")
    .values({ id: newId(), ...cell, finished: 1, shown: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(["release_id", "team_id", "vignette_id"])
        .doUpdateSet((eb) => ({ finished: eb("vignette_tally.finished", "+", 1) })),
    )
    .returning(["id", "finished"])
    .executeTakeFirstOrThrow();
}

/** Adds what is held to what is shown, for each scene that enough have passed since. */
async function tell(db: Db, tallyId: string): Promise<void> {
  await db
    .updateTable("vignette_count")
    .set((eb) => ({ shown: eb("shown", "+", eb.ref("held")), held: 0 }))
    .where("tally_id", "=", tallyId)
    .where("scene_id", "in", (eb) =>
      eb
        .selectFrom("vignette_count")
        .select("scene_id")
        .where("tally_id", "=", tallyId)
        .groupBy("scene_id")
        .having((eb) => eb.fn.sum("held"), ">=", stepOfFinishers),
    )
    .execute();
  await db
    .updateTable("vignette_tally")
    .set((eb) => ({ shown: eb.ref("finished") }))
    .where("id", "=", tallyId)
    .execute();
}

/** The team a person is in now, or "" for none. */
async function findTeam(db: Db, personId: string): Promise<string> {
  const row = await db
    .selectFrom("team_member")
    .innerJoin("team", "team.id", "team_member.team_id")
    .select("team.id")
    .where("person_id", "=", personId)
    .where("team_member.ended_at", "is", null)
    .where("team.ended_at", "is", null)
    .orderBy("team_member.started_at")
    .orderBy("team.id")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? "";
}
