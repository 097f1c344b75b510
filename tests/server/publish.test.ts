import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { readCourses } from "#app/content/library.server.ts";
import { listCourseChecks } from "#app/domain/course-check.ts";
import type { Db } from "#db/open.ts";
import { describePublication, publishCourses } from "#server/publish.ts";
import { later, morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { shortCourse } from "#tests/support/short-course.ts";

/** A copy of the course that ships, its beginning at least, to break and mend. */
function copyOfCourses() {
  const folder = shortCourse();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const main = join(folder, "affirming-care", "course.md");
  const change = (from: RegExp, to: string) => writeFileSync(main, readFileSync(main, "utf8").replace(from, to));
  return { folder, change };
}

/** The version of the shipped course. */
const version = /^version: (\S+)$/m.exec(readFileSync("courses/affirming-care/course.md", "utf8"))?.[1] ?? "";

function publish(db: Db, folder: string, minutes = 0) {
  return publishCourses(db, { folders: readCourses(folder), publishedBy: "start", now: later({ minutes }) });
}

async function versions(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("course_release").select("version").orderBy("version_order").execute();
  return rows.map((row) => row.version);
}

onBothDatabases(
  "a course is published once; the same folder again is known by its hash and not looked into",
  async ({ db }) => {
    const { folder } = copyOfCourses();
    const [first] = await publish(db, folder);
    expect(first).toMatchObject({ folder: "affirming-care", outcome: "published", version, faults: [] });
    const [again] = await publish(db, folder, 1);
    expect(again).toMatchObject({ outcome: "unchanged", version, courseId: first?.courseId });
    expect(await versions(db)).toEqual([version]);
    expect((await listCourseChecks(db))[0]?.checkedAt).toBe(morning.toISOString());
  },
);

onBothDatabases(
  "a change under the same version is a fault that says to raise it, and a raised one is published",
  async ({ db }) => {
    const { folder, change } = copyOfCourses();
    await publish(db, folder);
    change(/^summary: >-/m, "summary: >-\n  Changed.");
    const [kept] = await publish(db, folder);
    expect(kept).toMatchObject({ outcome: "faulty", faults: [{ path: "course.md", id: "version-not-higher" }] });
    expect(describePublication(kept ?? never())).toMatch(
      /\n {2}affirming-care\/course\.md:1:1 version-not-higher .*raise `version`/,
    );
    expect(await versions(db)).toEqual([version]);
    change(/^version: .*$/m, "version: 99.0.0");
    expect(await publish(db, folder)).toMatchObject([{ outcome: "published", version: "99.0.0" }]);
    expect(await versions(db)).toEqual([version, "99.0.0"]);
    expect((await listCourseChecks(db))[0]?.faults).toEqual([]);
  },
);

onBothDatabases("a broken course keeps its last good release, and its faults are kept to be read", async ({ db }) => {
  const { folder, change } = copyOfCourses();
  const [good] = await publish(db, folder);
  change(/^level: \w+$/m, "level: impossible");
  const [broken] = await publish(db, folder, 1);
  expect(broken).toMatchObject({ outcome: "faulty", courseId: good?.courseId });
  expect(broken?.faults[0]).toMatchObject({ path: "course.md", id: "frontmatter-invalid" });
  expect(await listCourseChecks(db)).toMatchObject([
    {
      folder: "affirming-care",
      courseId: good?.courseId,
      faults: broken?.faults,
      checkedAt: later({ minutes: 1 }).toISOString(),
    },
  ]);
  expect(await versions(db)).toEqual([version]);
  const { missing_since } = await db.selectFrom("course").select("missing_since").executeTakeFirstOrThrow();
  expect(missing_since).toBeNull();
});

onBothDatabases("a course that is gone from the folder is noted as missing until it is back", async ({ db }) => {
  const { folder } = copyOfCourses();
  const empty = mkdtempSync(join(tmpdir(), "attune-no-courses-"));
  onTestFinished(() => rmSync(empty, { recursive: true }));
  const missing = async () =>
    (await db.selectFrom("course").select("missing_since").executeTakeFirstOrThrow()).missing_since;
  await publish(db, folder);
  expect(await publish(db, empty, 5)).toEqual([]);
  expect(await missing()).toBe(later({ minutes: 5 }).toISOString());
  expect(await listCourseChecks(db)).toEqual([]);
  await publish(db, folder, 9);
  expect(await missing()).toBeNull();
});

function never(): never {
  throw new Error("There was nothing to describe.");
}
