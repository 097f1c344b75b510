import { type Db, transact } from "#db/open.ts";
import { openRelease, toReleaseName } from "./release.ts";

/** A fault that the check of a course folder found, as the compiler says it. */
export interface CheckFault {
  path: string;
  line: number;
  column: number;
  id: string;
  message: string;
  mend: string;
}

/** What the last look at a course folder found, with the releases of the course it holds. */
export interface CourseCheck {
  folder: string;
  courseId: string | null;
  /** Of the course's newest release. */
  title: string | null;
  hash: string;
  faults: CheckFault[];
  checkedAt: string;
  releases: { id: string; version: string; hash: string; publishedAt: string; publishedBy: string }[];
}

/** Keeps what a look at a course folder found, in place of what the last one found. */
export async function recordCourseCheck(
  db: Db,
  { folder, courseId, hash, faults, now }: Omit<CourseCheck, "checkedAt" | "title" | "releases"> & { now: Date },
): Promise<void> {
  const found = { course_id: courseId, hash, faults: JSON.stringify(faults), checked_at: now.toISOString() };
  await db
    .insertInto("course_check")
    .values({ folder, ...found })
    .onConflict((conflict) => conflict.column("folder").doUpdateSet(found))
    .execute();
}

/** Forgets the checks of folders that are no longer there. */
export async function forgetChecksOfOthers(db: Db, folders: string[]): Promise<void> {
  await transact(db, async (db) => {
    const checks = db.deleteFrom("course_check");
    await (folders.length > 0 ? checks.where("folder", "not in", folders) : checks).execute();
  });
}

/** Every course folder's last check by folder, each with its course's releases, the newest first. */
export async function listCourseChecks(db: Db): Promise<CourseCheck[]> {
  const checks = await db.selectFrom("course_check").selectAll().orderBy("folder").execute();
  const releases = await db
    .selectFrom("course_release")
    .select(["id", "course_id", "version", "hash", "published_at", "published_by"])
    .orderBy("version_order", "desc")
    .execute();
  const titles = await findTitles(db, checks, releases);
  return checks.map((check) => ({
    folder: check.folder,
    courseId: check.course_id,
    title: titles.get(check.course_id) ?? null,
    hash: check.hash,
    faults: JSON.parse(check.faults),
    checkedAt: check.checked_at,
    releases: releases
      .filter((release) => release.course_id === check.course_id)
      .map(({ id, version, hash, published_at: publishedAt, published_by: publishedBy }) => {
        return { id, version, hash, publishedAt, publishedBy };
      }),
  }));
}

/** By course, the title of its newest release. */
async function findTitles(
  db: Db,
  checks: { course_id: string | null }[],
  releases: Parameters<typeof toReleaseName>[0][],
): Promise<Map<string | null, string>> {
  const titles = new Map<string | null, string>();
  for (const { course_id } of checks) {
    const newest = releases.find((release) => release.course_id === course_id);
    if (newest) titles.set(course_id, (await openRelease(db, toReleaseName(newest))).course.title);
  }
  return titles;
}
