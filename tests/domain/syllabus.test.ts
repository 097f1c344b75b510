import { expect, test } from "vitest";
import { listRecords } from "#app/domain/completion-record.ts";
import type { Course } from "#app/domain/course.ts";
import { hasChanges } from "#app/domain/syllabus/changes.ts";
import { toLines, toText } from "#app/domain/syllabus/lines.ts";
import { findSyllabusOfCourse, findSyllabusOfRecord, keepMissingSyllabi } from "#app/domain/syllabus.ts";
import type { Db } from "#db/open.ts";
import { addLearner, addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease, withOtherKeys } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { complete } from "#tests/support/sitting.ts";

onBothDatabases(
  "a record names the syllabus of its release by hash, and its holder reads that text",
  async ({ db }) => {
    const { personId, recordId } = await addHolder(db);
    const [record] = await listRecords(db, personId);
    const read = await findSyllabusOfRecord(db, { personId, recordId, now: morning });
    expect(read).toMatchObject({ hash: record?.entry.syllabus, version: "1.0.0", isIntact: true, changes: null });
    for (const words of ["# Listening Well", "### Module 2: Answering", "- Lesson: Lesson 1.2", "Smith, A. (2019)"]) {
      expect(read?.text).toContain(words);
    }
    expect(read?.text).not.toContain("$practice");
  },
);

onBothDatabases("another's record has no syllabus for oneself", async ({ db }) => {
  const { recordId } = await addHolder(db);
  const { id: personId } = await addPerson(db, "Bo Lind");
  expect(await findSyllabusOfRecord(db, { personId, recordId, now: morning })).toBeUndefined();
});

onBothDatabases("the text stays to the byte when practice, course and releases change", async ({ db }) => {
  const { personId, recordId } = await addHolder(db);
  const before = await findSyllabusOfRecord(db, { personId, recordId, now: morning });
  await db.updateTable("practice").set({ name: "Another Name", contact: "elsewhere" }).execute();
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "2.0.0", title: "Hearing Well" })),
  );
  await keepMissingSyllabi(db, { now: later({ minutes: 9 }) });
  const after = await findSyllabusOfRecord(db, { personId, recordId, now: later({ minutes: 10 }) });
  expect(after?.text).toBe(before?.text);
  expect(after?.hash).toBe(before?.hash);
});

onBothDatabases("a release from before syllabi gets the same text at start as at its publishing", async ({ db }) => {
  const release = await publishSmall(db);
  const asked = { courseId: release.courseId, releaseId: undefined, now: morning };
  const published = await findSyllabusOfCourse(db, asked);
  await forgetSyllabi(db);
  await keepMissingSyllabi(db, { now: later({ minutes: 1 }) });
  expect(await findSyllabusOfCourse(db, asked)).toEqual(published);
  expect(await db.selectFrom("syllabus").selectAll().execute()).toHaveLength(1);
});

onBothDatabases("the database refuses to change or delete a syllabus", async ({ db }) => {
  await publishSmall(db);
  await expect(db.updateTable("syllabus").set({ text: "x" }).execute()).rejects.toThrow("never changed");
  await expect(db.deleteFrom("syllabus").execute()).rejects.toThrow("never deleted");
});

onBothDatabases("a text that is not what its hash or the record names is told", async ({ db }) => {
  const { personId, recordId } = await addHolder(db);
  const row = await db.selectFrom("syllabus").selectAll().executeTakeFirstOrThrow();
  await forgetSyllabi(db);
  await db
    .insertInto("syllabus")
    .values({ ...row, text: row.text.replace("Listening", "Lecturing") })
    .execute();
  const read = await findSyllabusOfRecord(db, { personId, recordId, now: morning });
  expect(read?.isIntact).toBe(false);
});

onBothDatabases("releases that differ only in their keys and explanations have the same syllabus", async ({ db }) => {
  const textOf = async (change: (course: Course) => Course) => {
    const release = await publishSmall(db, smallRelease(change));
    const { text } =
      (await findSyllabusOfCourse(db, { courseId: release.courseId, releaseId: release.id, now: morning })) ?? {};
    return text?.replace(release.hash, "").replace(release.version, "");
  };
  const first = await textOf((course) => course);
  expect(await textOf((course) => withOtherKeys({ ...course, version: "1.0.1" }))).toBe(first);
  for (const word of ["Because of", "Choice a", "What does"]) expect(first).not.toContain(word);
});

onBothDatabases(
  "what has changed since is told up to the newest release, with each version's notes",
  async ({ db }) => {
    const { personId, recordId } = await addHolder(db);
    const change = (course: Course, version: string, versionNotes: string | null): Course => {
      const [first, ...rest] = course.modules;
      const modules = first ? [{ ...first, title: "Hearing again", minutes: 45 }, ...rest.slice(1)] : [];
      const objectives = [{ verb: "time", text: "a pause" }];
      return { ...course, version, versionNotes, modules, objectives, hours: { ...course.hours, hours: 1.5 } };
    };
    await publishSmall(
      db,
      smallRelease((course) => change(course, "1.1.0", "Cases were added.")),
    );
    await publishSmall(
      db,
      smallRelease((course) => change(course, "2.0.0", null)),
    );
    await publishSmall(
      db,
      smallRelease((course) => change(course, "2.1.0", "Law was checked.")),
    );
    const read = await findSyllabusOfRecord(db, { personId, recordId, now: morning });
    expect(read?.changes).toEqual({
      from: "1.0.0",
      to: "2.1.0",
      notes: [
        { version: "1.1.0", text: "Cases were added." },
        { version: "2.1.0", text: "Law was checked." },
      ],
      hours: { from: 1, to: 1.5 },
      objectives: { added: ["time a pause"], removed: ["describe how a pause is heard"] },
      modules: {
        added: [],
        removed: ["Answering"],
        renamed: [{ from: "Hearing", to: "Hearing again" }],
        minutes: [{ title: "Hearing again", from: 30, to: 45 }],
      },
      references: { added: [], removed: [] },
    });
  },
);

onBothDatabases("a later release in which nothing told has changed says so", async ({ db }) => {
  const { personId, recordId } = await addHolder(db);
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, version: "1.0.1" })),
  );
  const read = await findSyllabusOfRecord(db, { personId, recordId, now: morning });
  expect(read?.changes && hasChanges(read.changes)).toBe(false);
});

test("lines come back as they were written, whatever they begin with", () => {
  const texts = ["plain", "# no heading", "- no entry", "\\ a backslash", "#", "-"];
  const lines = [
    { kind: "heading" as const, level: 2 as const, text: "# Number" },
    ...texts.flatMap((text) => [
      { kind: "paragraph" as const, text },
      { kind: "item" as const, text },
    ]),
  ];
  expect(toLines(toText(lines))).toEqual(lines);
  expect(toText([{ kind: "paragraph", text: "two\n# lines" }])).toBe("two # lines\n");
});

async function addHolder(db: Db): Promise<{ personId: string; recordId: string }> {
  const learner = await addLearner(db);
  return { personId: learner.actor.id, recordId: await complete(db, learner) };
}

/** As if the releases were from before there were syllabi. */
async function forgetSyllabi(db: Db): Promise<void> {
  const { sql } = await import("kysely");
  const isPostgres = (await db.introspection.getTables()).some(({ schema }) => schema !== undefined);
  const off = isPostgres ? sql`ALTER TABLE syllabus DISABLE TRIGGER USER` : sql`DROP TRIGGER syllabus_no_delete`;
  await off.execute(db);
  await db.deleteFrom("syllabus").execute();
}
