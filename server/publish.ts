import { isError } from "#app/content/faults.ts";
import type { CourseFolder } from "#app/content/library.server.ts";
import { presentFormat } from "#app/domain/course.ts";
import { type CheckFault, forgetChecksOfOthers, recordCourseCheck } from "#app/domain/course-check.ts";
import { notePresentCourses, publishRelease } from "#app/domain/release.ts";
import { keepMissingSyllabi } from "#app/domain/syllabus.ts";
import type { Db } from "#db/open.ts";

/** What became of one course folder. */
export interface Publication {
  folder: string;
  /** Null for a folder that never held a course that could be published. */
  courseId: string | null;
  outcome: "published" | "unchanged" | "faulty";
  version: string | null;
  faults: CheckFault[];
}

interface Look {
  folders: CourseFolder[];
  publishedBy: "start" | "cli";
  now: Date;
}

/**
 * Publishes what the course folders hold and nobody has seen: a hash that is a release is not compiled again. A broken
 * course keeps its last good release, and its faults are kept for administrators and authors to read.
 */
export async function publishCourses(db: Db, { folders, publishedBy, now }: Look): Promise<Publication[]> {
  const publications = [];
  for (const folder of folders) publications.push(await publishFolder(db, { folder, publishedBy, now }));
  await forgetChecksOfOthers(
    db,
    folders.map(({ slug }) => slug),
  );
  await keepMissingSyllabi(db, { now });
  await notePresentCourses(db, { present: publications.flatMap(({ courseId }) => courseId ?? []), now });
  return publications;
}

/** The outcome for a person at a terminal, by id, since a folder's name may say the topic (decision 20); with each fault as `path:line:column id message; how to mend it`. */
export function describePublication({ folder, courseId, outcome, version, faults }: Publication): string {
  const lines = faults.map(({ path, line, column, id, message, mend }) => {
    return `  ${folder}/${path}:${line}:${column} ${id} ${message}; ${mend}`;
  });
  const first = {
    published: `Published course ${courseId} ${version}.`,
    unchanged: `Course ${courseId} ${version} is published already.`,
    faulty: `${folder} was not published, and what learners have goes on:`,
  }[outcome];
  return [first, ...lines].join("\n");
}

interface LookAtOne extends Omit<Look, "folders"> {
  folder: CourseFolder;
}

async function publishFolder(db: Db, look: LookAtOne): Promise<Publication> {
  const { folder, now } = look;
  const publication = (await findUnchanged(db, folder)) ?? (await compileAndPublish(db, look));
  const { courseId, faults, outcome } = publication;
  const { slug, hash } = folder;
  if (outcome !== "unchanged" || !(await isChecked(db, folder))) {
    await recordCourseCheck(db, { folder: slug, courseId, hash, faults, now });
  }
  return publication;
}

async function findUnchanged(db: Db, { slug, hash }: CourseFolder): Promise<Publication | undefined> {
  const release = await db
    .selectFrom("course_release")
    .select(["course_id", "version"])
    .where("hash", "=", hash)
    .executeTakeFirst();
  if (!release) return undefined;
  return { folder: slug, courseId: release.course_id, outcome: "unchanged", version: release.version, faults: [] };
}

/** The compiler is loaded only for a course that is new, since an ordinary start has none. */
async function compileAndPublish(db: Db, { folder, publishedBy, now }: LookAtOne): Promise<Publication> {
  const { slug, sources, hash } = folder;
  if (folder.faults.length > 0) return faulty(db, slug, folder.faults);
  const { compileCourse } = await import("#app/content/compile.ts");
  const compiled = compileCourse(sources);
  if ("faults" in compiled) return faulty(db, slug, compiled.faults.filter(isError));
  const { course } = compiled;
  const publication: Parameters<typeof publishRelease>[1] = {
    compiled: { format: presentFormat, course },
    sources,
    hash,
    folder: slug,
    publishedBy,
    now,
  };
  const published = await publishRelease(db, publication);
  if ("refused" in published) return faulty(db, slug, [faultFor(published.refused, course.version)]);
  return { folder: slug, courseId: course.id, outcome: "published", version: course.version, faults: [] };
}

/** A broken course is still there: whoever is in it goes on with the release they have. */
async function faulty(db: Db, slug: string, faults: CheckFault[]): Promise<Publication> {
  const course = await db.selectFrom("course").select("id").where("folder", "=", slug).executeTakeFirst();
  return { folder: slug, courseId: course?.id ?? null, outcome: "faulty", version: null, faults };
}

async function isChecked(db: Db, { slug, hash }: CourseFolder): Promise<boolean> {
  const check = await db.selectFrom("course_check").select("hash").where("folder", "=", slug).executeTakeFirst();
  return check?.hash === hash;
}

type Refusal = Extract<Awaited<ReturnType<typeof publishRelease>>, { refused: string }>["refused"];

function faultFor(refused: Refusal, version: string): CheckFault {
  const reasons: Record<Refusal, { message: string; mend: string }> = {
    "version-not-higher": {
      message: `changed, and version ${version} is not above the one published last`,
      mend: "raise `version`: the last number for a correction, the middle one for new text, the first for changed keys",
    },
    "not-a-version": { message: `has version ${version}`, mend: "write three numbers, as in 1.0.0" },
    "unknown-condition": {
      message: "asks for a condition this version does not know",
      mend: "list only known conditions",
    },
    "unknown-format": {
      message: "was compiled into an unknown format",
      mend: "run the version of Attune that compiled it",
    },
    "course-of-the-editor": {
      message: "has the id of a course made in the editor",
      mend: "give the folder's course a new id",
    },
  };
  return { path: "course.md", line: 1, column: 1, id: refused, ...reasons[refused] };
}
