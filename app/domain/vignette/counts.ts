import type { Db } from "#db/open.ts";
import { may } from "../access.ts";
import type { PersonActor } from "../actor.ts";
import type { Node } from "../course/text.ts";
import type { Option, Quality, Scene, Vignette } from "../course/vignette.ts";
import type { Course } from "../course.ts";
import { findRelease, listCourses } from "../release.ts";
import { teamsOf } from "../team/scope.ts";

/** What those who finished the cases of a release chose, as far as it may be told (see tally.ts). */
export interface VignetteCounts {
  courseId: string;
  course: Course;
  releases: { id: string; version: string }[];
  /** The one shown. */
  releaseId: string;
  /** Whose choices may be looked at: "" is the whole practice's, else a team of the actor's. */
  groups: { id: string; name: string | null }[];
  /** The one shown; null for who has none. */
  group: string | null;
  vignettes: CountedVignette[];
}

export interface CountedVignette {
  id: string;
  title: string;
  /** In steps of five. */
  finishers: number;
  scenes: CountedScene[];
}

export interface CountedScene {
  id: string;
  /** From 1, among those with options. */
  number: number;
  text: Node[];
  passed: number;
  options: { id: string; text: Node[]; quality: Quality; chosen: number }[];
}

/** The courses with cases, by title. */
export async function listCoursesWithVignettes(db: Db): Promise<{ id: string; title: string; vignettes: number }[]> {
  const courses = await listCourses(db);
  return courses
    .map(({ id, newest: { course } }) => ({ id, title: course.title, vignettes: vignettesIn(course).length }))
    .filter(({ vignettes }) => vignettes > 0);
}

/**
 * Counts for those who may see them: authors and administrators of the whole practice, supervisors of each team they
 * supervise now. The newest release and the first group unless said. Undefined for a course, release or group that is
 * not there for them.
 */
export async function findVignetteCounts(
  db: Db,
  { actor, courseId, releaseId, group }: { actor: PersonActor; courseId: string; releaseId?: string; group?: string },
): Promise<VignetteCounts | undefined> {
  const releases = await listReleases(db, courseId);
  const shown = releaseId === undefined ? releases[0] : releases.find(({ id }) => id === releaseId);
  const groups = await listGroups(db, actor);
  const chosen = group === undefined ? groups[0] : groups.find(({ id }) => id === group);
  if (!shown || (group !== undefined && !chosen)) return undefined;

  const { course } = await findRelease(db, shown.id);
  const told = chosen ? await listTold(db, { releaseId: shown.id, group: chosen.id }) : [];
  return {
    courseId,
    course,
    releases,
    releaseId: shown.id,
    groups,
    group: chosen?.id ?? null,
    vignettes: vignettesIn(course).map((vignette) => countsOf(vignette, told)),
  };
}

async function listReleases(db: Db, courseId: string): Promise<VignetteCounts["releases"]> {
  return db
    .selectFrom("course_release")
    .select(["id", "version"])
    .where("course_id", "=", courseId)
    .orderBy("version_order", "desc")
    .execute();
}

async function listGroups(db: Db, actor: PersonActor): Promise<VignetteCounts["groups"]> {
  const whole = may(actor, "read vignette counts of all") ? [{ id: "", name: null }] : [];
  if (!actor.roles.includes("supervisor")) return whole;
  const teams = await teamsOf(db, actor);
  return [...whole, ...teams];
}

type Told = Awaited<ReturnType<typeof listTold>>[number];

/** What each tally of a group may tell, and nothing that is held. */
function listTold(db: Db, { releaseId, group }: { releaseId: string; group: string }) {
  const tallies = db
    .selectFrom("vignette_tally")
    .innerJoin("vignette_count", "vignette_count.tally_id", "vignette_tally.id")
    .select(["vignette_tally.id as tally", "vignette_id", "vignette_tally.shown as finishers"])
    .select(["scene_id", "option_id", "vignette_count.shown as chosen"])
    .where("release_id", "=", releaseId)
    .where("vignette_tally.shown", ">", 0);
  return (group === "" ? tallies : tallies.where("team_id", "=", group)).execute();
}

function countsOf({ id, title, scenes }: Vignette, all: Told[]): CountedVignette {
  const told = all.filter(({ vignette_id }) => vignette_id === id);
  const tallies = new Map(told.map(({ tally, finishers }) => [tally, finishers]));
  const asking = scenes.filter(({ options }) => options.length > 0);
  return {
    id,
    title,
    finishers: [...tallies.values()].reduce((sum, one) => sum + one, 0),
    scenes: asking.map((scene, at) => countsAt(scene, at + 1, told)),
  };
}

function countsAt({ id, text, options }: Scene, number: number, told: Told[]): CountedScene {
  const chosenOf = (option: Option) =>
    told.reduce((sum, row) => sum + (row.scene_id === id && row.option_id === option.id ? row.chosen : 0), 0);
  const counted = options.map((option) => {
    return { id: option.id, text: option.text, quality: option.quality, chosen: chosenOf(option) };
  });
  return { id, number, text, passed: counted.reduce((sum, { chosen }) => sum + chosen, 0), options: counted };
}

function vignettesIn({ modules }: Course): Vignette[] {
  return modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes));
}
