import type { Db } from "#db/open.ts";
import { findRecord } from "./completion-record.ts";
import type { Release } from "./course.ts";
import { findNewestRelease, findRelease, nameColumns, openRelease, toReleaseName } from "./release.ts";
import { type Changes, changesBetween } from "./syllabus/changes.ts";
import { hashOf, keepSyllabus, type Syllabus } from "./syllabus/keeping.ts";

/** A syllabus as it is read: whole or not, and what has changed since; null where its release is the newest. */
export interface ReadSyllabus extends Syllabus {
  version: string;
  /** Whether the text is the one that its hash, and the record where one is asked for, name. */
  isIntact: boolean;
  changes: Changes | null;
}

/** Keeps the syllabus of every release from before there were syllabi; at start. */
export async function keepMissingSyllabi(db: Db, { now }: { now: Date }): Promise<void> {
  const missing = await db
    .selectFrom("course_release")
    .leftJoin("syllabus", "syllabus.release_id", "course_release.id")
    .select("course_release.id")
    .where("syllabus.release_id", "is", null)
    .execute();
  for (const { id } of missing) await keepSyllabus(db, { release: await findRelease(db, id), now });
}

/** The syllabus of one of a person's own records; another's is not there. */
export async function findSyllabusOfRecord(
  db: Db,
  { personId, recordId, now }: { personId: string; recordId: string; now: Date },
): Promise<ReadSyllabus | undefined> {
  const record = await findRecord(db, { personId, recordId });
  return record && readSyllabus(db, { releaseId: record.releaseId, named: record.entry.syllabus ?? null, now });
}

/** The syllabi of a course for its staff: of the newest release, or of the one asked for. Undefined where there is none. */
export async function findSyllabusOfCourse(
  db: Db,
  { courseId, releaseId, now }: { courseId: string; releaseId: string | undefined; now: Date },
): Promise<(ReadSyllabus & { releaseId: string; releases: { id: string; version: string }[] }) | undefined> {
  const releases = await listReleaseNames(db, courseId);
  const asked = releaseId ? releases.find(({ id }) => id === releaseId) : releases.at(-1);
  if (!asked) return undefined;
  const read = await readSyllabus(db, { releaseId: asked.id, named: null, now });
  return { ...read, releaseId: asked.id, releases: releases.map(({ id, version }) => ({ id, version })).reverse() };
}

/** The syllabus of a release, by the hash that a record names where it names one. */
export async function readSyllabus(
  db: Db,
  { releaseId, named, now }: { releaseId: string; named: string | null; now: Date },
): Promise<ReadSyllabus> {
  const release = await findRelease(db, releaseId);
  const syllabus = await keepSyllabus(db, { release, now });
  const isIntact = hashOf(syllabus.text) === syllabus.hash && (named === null || named === syllabus.hash);
  return {
    ...syllabus,
    version: release.version,
    isIntact,
    changes: await findChanges(db, { release, syllabus, now }),
  };
}

async function findChanges(
  db: Db,
  { release, syllabus, now }: { release: Release; syllabus: Syllabus; now: Date },
): Promise<Changes | null> {
  const newest = await findNewestRelease(db, release.courseId);
  if (!newest || newest.id === release.id) return null;
  const { text } = await keepSyllabus(db, { release: newest, now });
  const names = await listReleaseNames(db, release.courseId);
  const later = names.slice(names.findIndex(({ id }) => id === release.id) + 1);
  const since = [];
  for (const name of later) since.push(await openRelease(db, name));
  return changesBetween([release, newest], { syllabi: [syllabus.text, text], since });
}

async function listReleaseNames(db: Db, courseId: string) {
  const rows = await db
    .selectFrom("course_release")
    .select(nameColumns)
    .where("course_id", "=", courseId)
    .orderBy("version_order")
    .execute();
  return rows.map(toReleaseName);
}
