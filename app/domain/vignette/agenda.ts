import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import type { Node } from "../course/text.ts";
import type { Course } from "../course.ts";
import { type CountedVignette, findVignetteCounts } from "./counts.ts";

/** What a supervisor lays on the table for one case: how the group's first choices spread, and what to talk about. */
export interface VignetteAgenda {
  courseId: string;
  course: Course;
  version: string;
  /** The team's name; null for the whole practice. */
  group: string | null;
  vignette: CountedVignette;
  /** The author's words after any ending, with the questions for group supervision. */
  debrief: Node[];
}

interface AgendaAsked {
  actor: PersonActor;
  courseId: string;
  vignetteId: string;
  releaseId?: string;
  /** "" is the whole practice's. */
  group?: string;
}

/**
 * The agenda for a case and a group that the actor may see the counts of (features N14): nobody is named, and counts
 * come under the same rule as elsewhere (decision 19). Undefined for what is not there for them, and for a supervisor
 * without a team.
 */
export async function findAgenda(db: Db, { vignetteId, ...asked }: AgendaAsked): Promise<VignetteAgenda | undefined> {
  const counts = await findVignetteCounts(db, asked);
  const vignette = counts?.vignettes.find(({ id }) => id === vignetteId);
  if (!counts || !vignette || counts.group === null) return undefined;
  const { courseId, course, releases, releaseId, groups, group } = counts;
  const lessons = course.modules.flatMap(({ lessons }) => lessons);
  const source = lessons.flatMap(({ vignettes }) => vignettes).find(({ id }) => id === vignetteId);
  return {
    courseId,
    course,
    version: releases.find(({ id }) => id === releaseId)?.version ?? "",
    group: groups.find(({ id }) => id === group)?.name ?? null,
    vignette,
    debrief: source?.debrief ?? [],
  };
}
