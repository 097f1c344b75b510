import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { CourseTable } from "#db/schema.ts";
import type { Actor } from "./actor.ts";
import { writeAudit } from "./audit.ts";
import { type Compiled, type Course, presentFormat, type Release } from "./course.ts";
import { isKnownCondition } from "./progress/conditions.ts";
import { keepSyllabus } from "./syllabus/keeping.ts";

/** What there is to say of a release without its text; enough to find the parsed one by its hash. */
export type ReleaseName = Omit<Release, "course">;

export interface ListedCourse {
  id: string;
  origin: CourseTable["origin"];
  /** When its folder was last found without it; null while it is there. */
  missingSince: string | null;
  newest: Release;
}

interface Publication {
  compiled: Compiled;
  /** Every source file by its path, as the database keeps them: text, or bytes as base64url. */
  sources: Record<string, Uint8Array | string>;
  hash: string;
  /** Where the course was found among the courses, for a course of folder origin. */
  folder?: string | null;
  /** Start or the command line, for what a folder holds; else the person. */
  publishedBy: string;
  now: Date;
}

type Unpublished =
  | "unknown-format"
  | "unknown-condition"
  | "not-a-version"
  | "version-not-higher"
  | "course-of-the-editor";

/**
 * Publishes a compiled course as an immutable release; the course's row is made on first sight. A known hash is
 * answered with the release it already is. Refused unless the version is above the course's highest.
 */
export async function publishRelease(
  db: Db,
  publication: Publication,
): Promise<{ release: string } | { refused: Unpublished }> {
  const { compiled, hash, now } = publication;
  const refused = judge(compiled);
  if (refused) return { refused };

  return transact(db, async (db) => {
    const known = await db.selectFrom("course_release").select("id").where("hash", "=", hash).executeTakeFirst();
    if (known) return { release: known.id };

    const { origin } = await sightCourse(db, publication);
    if (origin === "editor" && publisherOf(publication).kind !== "person") return { refused: "course-of-the-editor" };
    const highest = await findHighestOrder(db, compiled.course.id);
    const version_order = orderOf(compiled.course.version);
    if (highest !== undefined && version_order <= highest) return { refused: "version-not-higher" };

    const id = newId();
    await db
      .insertInto("course_release")
      .values({
        id,
        course_id: compiled.course.id,
        version: compiled.course.version,
        version_order,
        hash,
        sources: JSON.stringify(toText(publication.sources)),
        compiled: JSON.stringify(compiled),
        published_at: now.toISOString(),
        published_by: publication.publishedBy,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await keepSyllabus(db, { release: await findRelease(db, id), now });
    const subject = { kind: "course-release", id };
    await writeAudit(db, { actor: publisherOf(publication), act: "publish release", subject, now });
    return { release: id };
  });
}

/** Notes which courses of folder origin are there: one that is gone takes no new enrolments, all else of it stays. */
export async function notePresentCourses(db: Db, { present, now }: { present: string[]; now: Date }): Promise<void> {
  await transact(db, async (db) => {
    const folders = db.updateTable("course").where("origin", "=", "folder");
    if (present.length > 0) await folders.set({ missing_since: null }).where("id", "in", present).execute();
    const gone = folders.set({ missing_since: now.toISOString() }).where("missing_since", "is", null);
    await (present.length > 0 ? gone.where("id", "not in", present) : gone).execute();
  });
}

/** The release with this id; throws when there is none, since releases are never deleted. */
export async function findRelease(db: Db, releaseId: string): Promise<Release> {
  const row = await db
    .selectFrom("course_release")
    .select(nameColumns)
    .where("id", "=", releaseId)
    .executeTakeFirstOrThrow();
  return openRelease(db, toReleaseName(row));
}

/** A course's highest version; undefined for a course without a release. */
export async function findNewestRelease(db: Db, courseId: string): Promise<Release | undefined> {
  const row = await db
    .selectFrom("course_release")
    .select(nameColumns)
    .where("course_id", "=", courseId)
    .orderBy("version_order", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? openRelease(db, toReleaseName(row)) : undefined;
}

/** Every course that has a release, with its newest, by title. */
export async function listCourses(db: Db): Promise<ListedCourse[]> {
  const rows = await db
    .selectFrom("course")
    .innerJoin("course_release as newest", "newest.course_id", "course.id")
    .leftJoin("course_release as newer", (join) =>
      join.onRef("newer.course_id", "=", "course.id").onRef("newer.version_order", ">", "newest.version_order"),
    )
    .select(["newest.id", "newest.course_id", "newest.version", "newest.hash", "newest.published_at"])
    .select(["course.origin", "course.missing_since"])
    .where("newer.id", "is", null)
    .execute();
  const courses = [];
  for (const row of rows) {
    const newest = await openRelease(db, toReleaseName(row));
    courses.push({ id: row.course_id, origin: row.origin, missingSince: row.missing_since, newest });
  }
  return courses.sort((a, b) => a.newest.course.title.localeCompare(b.newest.course.title));
}

/** Parsed courses by content hash: the only thing a process keeps, since nothing can change under it. */
const parsed = new Map<string, Course>();

/** A named release with its course: one query on a process that has not seen this content, none on one that has. */
export async function openRelease(db: Db, name: ReleaseName): Promise<Release> {
  const known = parsed.get(name.hash);
  if (known) return { ...name, course: known };
  const row = await db
    .selectFrom("course_release")
    .select("compiled")
    .where("id", "=", name.id)
    .executeTakeFirstOrThrow();
  const course = frozen(parseCompiled(row.compiled).course);
  parsed.set(name.hash, course);
  return { ...name, course };
}

/** The columns that `toReleaseName` reads, for queries that join the release. */
export const nameColumns = ["id", "course_id", "version", "hash", "published_at"] as const;

export function toReleaseName(row: {
  id: string;
  course_id: string;
  version: string;
  hash: string;
  published_at: string;
}): ReleaseName {
  return { id: row.id, courseId: row.course_id, version: row.version, hash: row.hash, publishedAt: row.published_at };
}

function judge({ format, course }: Compiled): Unpublished | undefined {
  if (!isKnownFormat(format)) return "unknown-format";
  if (course.completion.some(({ kind }) => !isKnownCondition(kind))) return "unknown-condition";
  if (!/^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(course.version)) return "not-a-version";
  return undefined;
}

/** Every format ever released stays readable; those before the present are brought up to it when they are read. */
function isKnownFormat(format: unknown): boolean {
  return Number.isInteger(format) && Number(format) >= 1 && Number(format) <= presentFormat;
}

async function sightCourse(
  db: Db,
  { compiled, folder = null, now }: Publication,
): Promise<Pick<CourseTable, "origin">> {
  const { id } = compiled.course;
  await db
    .insertInto("course")
    .values({ id, origin: "folder", folder, missing_since: null, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db.updateTable("course").set({ folder }).where("id", "=", id).where("origin", "=", "folder").execute();
  return db.selectFrom("course").select("origin").where("id", "=", id).executeTakeFirstOrThrow();
}

async function findHighestOrder(db: Db, courseId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("course_release")
    .select("version_order")
    .where("course_id", "=", courseId)
    .orderBy("version_order", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.version_order;
}

/** 1.2.3 as 00001.00002.00003, so that text order is version order. */
function orderOf(version: string): string {
  return version
    .split(".")
    .map((part) => part.padStart(5, "0"))
    .join(".");
}

function toText(sources: Publication["sources"]): Record<string, string | { base64url: string }> {
  const kept = Object.entries(sources).map(([path, source]) => [path, textOrBytes(source)]);
  return Object.fromEntries(kept);
}

function textOrBytes(source: Uint8Array | string): string | { base64url: string } {
  return typeof source === "string" ? source : { base64url: Buffer.from(source).toString("base64url") };
}

function publisherOf({ publishedBy }: Publication): Actor {
  if (publishedBy === "start" || publishedBy === "cli") return { kind: publishedBy };
  return { kind: "person", id: publishedBy, roles: [] };
}

function parseCompiled(text: string): Compiled {
  const compiled: Compiled = JSON.parse(text);
  if (!isKnownFormat(compiled.format)) throw new Error(`A release of format ${compiled.format} is not known here.`);
  compiled.course.resources ??= null;
  compiled.course.ifAffected ??= null;
  compiled.course.renewal ??= null;
  compiled.course.versionNotes ??= null;
  for (const module of compiled.course.modules) {
    module.elective ??= null;
    if (module.quiz) module.quiz.perPrinciple ??= null;
  }
  for (const lesson of compiled.course.modules.flatMap(({ lessons }) => lessons)) {
    // Format 1 had neither cases nor prompts, 2 no tools and nothing by principle.
    lesson.vignettes ??= [];
    lesson.reflections ??= [];
    lesson.tools ??= [];
  }
  return compiled;
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
