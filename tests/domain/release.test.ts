import { expect } from "vitest";
import type { Compiled } from "#app/domain/course.ts";
import {
  findNewestRelease,
  findRelease,
  listCourses,
  notePresentCourses,
  publishRelease,
} from "#app/domain/release.ts";
import type { Db } from "#db/open.ts";
import { later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";

onBothDatabases("a published course is a release with all its sources", async ({ db }) => {
  const sources = { "course.md": "# Listening", "media/pause.png": new Uint8Array([1, 2, 255]) };
  await publish(db, { hash: "a1", sources });
  const row = await db.selectFrom("course_release").selectAll().executeTakeFirstOrThrow();
  expect(JSON.parse(row.sources)).toEqual({ "course.md": "# Listening", "media/pause.png": { base64url: "AQL_" } });
  expect(row).toMatchObject({ published_by: "start", version: "1.0.0", version_order: "00001.00000.00000" });
  const course = await db.selectFrom("course").selectAll().executeTakeFirstOrThrow();
  expect(course).toMatchObject({ id: "course01", origin: "folder", folder: "listening", missing_since: null });
});

onBothDatabases("a known hash is answered with the release it is", async ({ db }) => {
  const first = await publish(db, { hash: "a1" });
  expect(await publish(db, { hash: "a1" })).toEqual(first);
  expect(await db.selectFrom("course_release").select("id").execute()).toHaveLength(1);
});

onBothDatabases("two starts that publish the same at once make one release", async ({ db }) => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => publish(db, { hash: "a1" })));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

onBothDatabases("new content needs a version above the highest", async ({ db }) => {
  await publish(db, { hash: "a1", version: "1.9.0" });
  expect(await publish(db, { hash: "a2", version: "1.9.0" })).toEqual({ refused: "version-not-higher" });
  expect(await publish(db, { hash: "a2", version: "1.8.9" })).toEqual({ refused: "version-not-higher" });
  expect(await publish(db, { hash: "a2", version: "1.10.0" })).toHaveProperty("release");
  expect((await findNewestRelease(db, "course01"))?.version).toBe("1.10.0");
});

onBothDatabases("a format or a condition that is not known here is refused, and nothing is kept", async ({ db }) => {
  const odd: Compiled = JSON.parse(JSON.stringify({ ...smallRelease(), format: 99 }));
  expect(await publish(db, { hash: "a1", compiled: odd })).toEqual({ refused: "unknown-format" });
  const text = JSON.stringify(smallRelease()).replace('"lessons-read"', '"lessons-sung"');
  expect(await publish(db, { hash: "a1", compiled: JSON.parse(text) })).toEqual({ refused: "unknown-condition" });
  expect(await publish(db, { hash: "a1", version: "one" })).toEqual({ refused: "not-a-version" });
  expect(await db.selectFrom("course").select("id").execute()).toEqual([]);
});

onBothDatabases("a condition named like something every object has is not known either", async ({ db }) => {
  const text = JSON.stringify(smallRelease()).replace('"lessons-read"', '"toString"');
  expect(await publish(db, { hash: "a1", compiled: JSON.parse(text) })).toEqual({ refused: "unknown-condition" });
});

onBothDatabases("a course of the editor is not published from a folder", async ({ db }) => {
  await db
    .insertInto("course")
    .values({ id: "course01", origin: "editor", folder: null, missing_since: null, created_at: morning.toISOString() })
    .execute();
  expect(await publish(db, { hash: "a1" })).toEqual({ refused: "course-of-the-editor" });
  expect(await db.selectFrom("course").select(["origin", "folder"]).execute()).toEqual([
    { origin: "editor", folder: null },
  ]);
});

onBothDatabases("publishing is told in the audit trail", async ({ db }) => {
  const published = await publish(db, { hash: "a1" });
  const entries = await db.selectFrom("audit_entry").selectAll().execute();
  expect(entries).toMatchObject([{ act: "publish release", actor_kind: "start", actor_id: null }]);
  expect(published).toEqual({ release: entries[0]?.subject_id });
});

onBothDatabases("a release is parsed once for its content and cannot be changed by who reads it", async ({ db }) => {
  const release = await publishSmall(db);
  const again = await findRelease(db, release.id);
  expect(again.course).toBe(release.course);
  expect(() => release.course.modules.pop()).toThrow(TypeError);
});

onBothDatabases("a release is neither changed nor deleted", async ({ db }) => {
  await publishSmall(db);
  await expect(db.updateTable("course_release").set({ version: "9.9.9" }).execute()).rejects.toThrow(/never changed/);
  await expect(db.deleteFrom("course_release").execute()).rejects.toThrow(/never deleted/);
});

onBothDatabases("the courses are listed with their newest release, by title", async ({ db }) => {
  await publishSmall(db);
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "2.0.0" })),
  );
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, id: "course02", title: "Answering" })),
  );
  await notePresentCourses(db, { present: ["course01"], now: later({ minutes: 1 }) });
  const courses = await listCourses(db);
  expect(courses.map(({ newest, missingSince }) => [newest.course.title, newest.version, missingSince])).toEqual([
    ["Answering", "1.0.0", later({ minutes: 1 }).toISOString()],
    ["Listening Well", "2.0.0", null],
  ]);
});

onBothDatabases("a course that stays away keeps the day it was first missed", async ({ db }) => {
  await publishSmall(db);
  await notePresentCourses(db, { present: [], now: morning });
  await notePresentCourses(db, { present: ["another1"], now: later({ minutes: 60 }) });
  const course = await db.selectFrom("course").select("missing_since").executeTakeFirstOrThrow();
  expect(course.missing_since).toBe(morning.toISOString());
});

function publish(
  db: Db,
  {
    hash,
    version,
    compiled = smallRelease((course) => ({ ...course, version: version ?? course.version })),
    sources = { "course.md": hash },
  }: { hash: string; version?: string; compiled?: Compiled; sources?: Record<string, string | Uint8Array> },
) {
  return publishRelease(db, { compiled, sources, hash, folder: "listening", publishedBy: "start", now: morning });
}
