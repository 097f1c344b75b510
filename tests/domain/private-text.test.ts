import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { expect } from "vitest";
import { keepBookmark, listBookmarks } from "#app/domain/bookmark.ts";
import { deleteAllWriting, deleteText } from "#app/domain/private-text/deletion.ts";
import { listWriting } from "#app/domain/private-text/writing.ts";
import { findText, type Subject, saveText } from "#app/domain/private-text.ts";
import { findEvidence, listEvidence } from "#app/domain/progress/evidence.ts";
import { findReadable, progressIn } from "#app/domain/progress.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import { type Db, openDatabase } from "#db/open.ts";
import { addLearner, type Learner, later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { freshKeys, keysFolder } from "../support/keys.ts";

const canary = "Zinnober-Kolibri-4711";
const reflection: Subject = { kind: "reflection", courseId: "course01", subjectId: "prompt01", anchor: "" };
const note: Subject = { kind: "note", courseId: "course01", subjectId: "lesson11", anchor: "a-pause" };

onBothDatabases("a text is read by whom it is, in its own place, and by nobody else", async ({ db }) => {
  const { seals, ada } = await scene(db);
  await write(db, { seals, learner: ada, text: "I was taught to pity." });
  await write(db, { seals, learner: ada, subject: note, text: "Ask at supervision." });
  const bo = await addLearner(db, { name: "Bo Lind", release: ada.release });
  expect((await read(db, seals, ada))?.text).toBe("I was taught to pity.");
  expect((await read(db, seals, ada, note))?.text).toBe("Ask at supervision.");
  expect(await read(db, seals, ada, { ...note, anchor: "" })).toBeUndefined();
  expect(await read(db, seals, bo)).toBeUndefined();
  expect(await listWriting(db, { seals, personId: bo.actor.id })).toEqual({ texts: [], bookmarks: [] });
});

onBothDatabases("an older saving undoes no later one, and another window's text is refused", async ({ db }) => {
  const { seals, ada } = await scene(db);
  const save = (text: string, version: number, page: string, turn: number) =>
    write(db, { seals, learner: ada, text, basis: { version, page, turn } });
  expect(await save("One", 0, "first", 1)).toMatchObject({ savedAt: morning.toISOString() });
  expect(await save("One two", 1, "first", 2)).toHaveProperty("savedAt");
  // An answer was lost: the page does not know what was kept, and goes on.
  expect(await save("One two three", 1, "first", 3)).toHaveProperty("savedAt");
  // What was sent before arrives after it.
  expect(await save("One two", 1, "first", 2)).toEqual({ refused: "changed" });
  expect(await save("Something else", 1, "second", 1)).toEqual({ refused: "changed" });
  expect((await read(db, seals, ada))?.text).toBe("One two three");
  // What already stands is answered as kept, whoever says it.
  expect(await save("One two three", 1, "second", 2)).toHaveProperty("savedAt");
  // Who has seen what stands may write over it, and the other is told in turn.
  expect(await save("Something else", 3, "second", 3)).toHaveProperty("savedAt");
  expect(await save("One two three four", 3, "first", 4)).toEqual({ refused: "changed" });
  expect((await read(db, seals, ada))?.text).toBe("Something else");
});

onBothDatabases("two windows that begin at once begin one text", async ({ db, opened }) => {
  const { seals, ada } = await scene(db);
  const other = openDatabase(opened.url);
  const saved = await Promise.all(
    [db, other.db].map((db, at) =>
      write(db, { seals, learner: ada, text: `Window ${at}`, basis: { version: 0, page: `page${at}`, turn: 1 } }),
    ),
  );
  await other.close();
  expect(saved.filter((one) => "savedAt" in one)).toHaveLength(1);
  expect(saved.filter((one) => "refused" in one)).toEqual([{ refused: "changed" }]);
  expect(await db.selectFrom("private_text").select("id").execute()).toHaveLength(1);
});

onBothDatabases("nothing that was written stands in the database as it was written", async ({ db, opened }) => {
  const { seals, ada } = await scene(db);
  await write(db, { seals, learner: ada, text: canary });
  await write(db, { seals, learner: ada, subject: note, text: `A note: ${canary}` });
  expect(await dumpOf(db)).not.toContain(canary);
  if (opened.engine === "postgres") return;
  const file = opened.url.slice("file:".length);
  await sql`vacuum into ${`${file}.copy`}`.execute(db);
  for (const part of [file, `${file}-wal`, `${file}.copy`]) expect(readFileSync(part).includes(canary)).toBe(false);
});

onBothDatabases("moved to another row or person, or without the keys, no text opens", async ({ db }) => {
  const { seals, ada } = await scene(db);
  await write(db, { seals, learner: ada, text: canary });
  const bo = await addLearner(db, { name: "Bo Lind", release: ada.release });
  await write(db, { seals, learner: bo, text: "Mine" });
  const [hers, his] = await Promise.all([ada, bo].map(({ actor }) => rowOf(db, actor.id)));
  if (!hers || !his) throw new Error("Two texts were written.");
  const { ciphertext, nonce } = hers;
  await db.updateTable("private_text").set({ ciphertext, nonce }).where("id", "=", his.id).execute();
  expect((await read(db, seals, bo))?.text).toBeNull();
  const moved = { ...reflection, subjectId: "prompt02" };
  await db
    .updateTable("private_text")
    .set({ person_id: bo.actor.id, subject_id: "prompt02" })
    .where("id", "=", hers.id)
    .execute();
  expect((await read(db, seals, bo, moved))?.text).toBeNull();
  await db
    .updateTable("private_text")
    .set({ person_id: ada.actor.id, subject_id: "prompt01" })
    .where("id", "=", hers.id)
    .execute();
  expect((await read(db, seals, ada))?.text).toBe(canary);
  expect((await read(db, freshKeys(), ada))?.text).toBeNull();
});

onBothDatabases("a text that does not open is never written over, and may be deleted to begin anew", async ({ db }) => {
  const { seals, ada } = await scene(db);
  await write(db, { seals, learner: ada, text: canary });
  const strangers = freshKeys();
  const before = await rowOf(db, ada.actor.id);
  const basis = { version: 1, page: "page", turn: 2 };
  expect(await write(db, { seals: strangers, learner: ada, text: "Over it", basis })).toEqual({ refused: "unopened" });
  expect(await rowOf(db, ada.actor.id)).toEqual(before);
  await deleteText(db, { seals, personId: ada.actor.id, textId: before?.id ?? "", now: later({ minutes: 1 }) });
  expect(await write(db, { seals: strangers, learner: ada, text: "Anew" })).toHaveProperty("savedAt");
  expect((await read(db, strangers, ada))?.text).toBe("Anew");
});

onBothDatabases("a deleted text does not come back from a window that is still open", async ({ db }) => {
  const { seals, ada } = await scene(db);
  await write(db, { seals, learner: ada, text: "One" });
  const row = await rowOf(db, ada.actor.id);
  const bo = await addLearner(db, { name: "Bo Lind", release: ada.release });
  await deleteText(db, { seals, personId: bo.actor.id, textId: row?.id ?? "", now: morning });
  expect(await read(db, seals, ada)).toBeDefined();
  await deleteText(db, { seals, personId: ada.actor.id, textId: row?.id ?? "", now: morning });
  await deleteText(db, { seals, personId: ada.actor.id, textId: row?.id ?? "", now: morning });
  const basis = { version: 1, page: "page", turn: 2 };
  expect(await write(db, { seals, learner: ada, text: "One two", basis })).toEqual({ refused: "deleted" });
  expect(await dumpOf(db)).not.toContain(row?.ciphertext);
});

onBothDatabases("deleting everything closes older copies too, and leaves progress and others alone", async ({ db }) => {
  const { seals, ada } = await scene(db);
  await write(db, { seals, learner: ada, text: canary });
  await bookmark(db, ada, "a-pause");
  const bo = await addLearner(db, { name: "Bo Lind", release: ada.release });
  await write(db, { seals, learner: bo, text: "Mine" });
  const copy = await rowOf(db, ada.actor.id);
  await deleteAllWriting(db, { seals, personId: ada.actor.id, now: morning });
  expect(await listWriting(db, { seals, personId: ada.actor.id })).toEqual({ texts: [], bookmarks: [] });
  if (!copy) throw new Error("There was a text.");
  await db.insertInto("private_text").values(copy).execute();
  expect((await read(db, seals, ada))?.text).toBeNull();
  expect((await read(db, seals, bo))?.text).toBe("Mine");
});

onBothDatabases("losing the server key leaves progress as it is", async ({ db }) => {
  const folder = keysFolder();
  const { seals, ada } = await scene(db, freshKeys(folder));
  const before = await findEvidence(db, ada.enrolment.id);
  await write(db, { seals, learner: ada, text: canary });
  expect(await findEvidence(db, ada.enrolment.id)).toEqual(before);
  expect((await listWriting(db, { seals: freshKeys(), personId: ada.actor.id })).texts).toMatchObject([{ text: null }]);
});

onBothDatabases(
  "bookmarks and notes are told with what was done in an enrolment, and only one's own",
  async ({ db }) => {
    const { seals, ada } = await scene(db);
    const bo = await addLearner(db, { name: "Bo Lind", release: ada.release });
    await bookmark(db, ada, "a-pause");
    await bookmark(db, ada, "a-pause");
    await bookmark(db, ada, "");
    expect(await bookmark(db, ada, "h-nowhere")).toBeUndefined();
    await write(db, { seals, learner: ada, subject: note, text: "A note" });
    await write(db, { seals, learner: ada, text: "A reflection" });
    const all = await listEvidence(db, [ada.enrolment.id, bo.enrolment.id]);
    const kept = all.get(ada.enrolment.id)?.kept.map(({ kind, lessonId, anchor }) => `${kind} ${lessonId} ${anchor}`);
    expect(kept?.sort()).toEqual(["bookmark lesson11 ", "bookmark lesson11 a-pause", "note lesson11 a-pause"]);
    expect(all.get(bo.enrolment.id)?.kept).toEqual([]);
    expect(await listBookmarks(db, ada.actor.id)).toHaveLength(2);
  },
);

async function scene(db: Db, seals = freshKeys()) {
  return { seals, ada: await addLearner(db) };
}

interface Written {
  seals: KeyStore;
  learner: Learner;
  text: string;
  subject?: Subject;
  basis?: { version: number; page: string; turn: number };
}

function write(db: Db, { seals, learner, text, subject = reflection, basis }: Written) {
  return saveText(db, {
    seals,
    personId: learner.actor.id,
    subject,
    text,
    basis: basis ?? { version: 0, page: "page", turn: 1 },
    at: { enrolmentId: learner.enrolment.id, lessonId: "lesson11", anchor: null },
    now: morning,
  });
}

function read(db: Db, seals: KeyStore, { actor }: Learner, subject = reflection) {
  return findText(db, { seals, personId: actor.id, subject });
}

async function bookmark(db: Db, { enrolment, release }: Learner, anchor: string) {
  const progress = progressIn({ course: release.course, evidence: await findEvidence(db, enrolment.id) });
  const found = findReadable(progress, "lesson11");
  if (!found) throw new Error("The first lesson is open.");
  return keepBookmark(db, { enrolment, release, found, anchor, now: morning });
}

function rowOf(db: Db, personId: string) {
  return db.selectFrom("private_text").selectAll().where("person_id", "=", personId).executeTakeFirst();
}

/** Every row of every table as text. */
async function dumpOf(db: Db): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(db)));
  return JSON.stringify(rows.map(({ rows }) => rows));
}
