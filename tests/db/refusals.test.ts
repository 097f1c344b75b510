import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Db } from "#db/open.ts";
import { transact } from "#db/open.ts";
import { addLearner, later, morning } from "#tests/support/cast.ts";
import { freshDatabase, onBothDatabases } from "#tests/support/database.ts";

const at = morning.toISOString();

async function addAttempt(db: Db, enrolmentId: string, releaseId: string, id: string): Promise<void> {
  const row = { id, enrolment_id: enrolmentId, quiz_id: id, ordinal: 1, release_id: releaseId, form_key: id };
  await db
    .insertInto("attempt")
    .values({ ...row, seed: "00", drawn: "[]", opened_at: at })
    .execute();
}

async function submit(db: Db, id: string): Promise<void> {
  const graded = { submitted_at: at, score_top: 1, score_bottom: 1, passed: 1, missed: "[]" } as const;
  await db.updateTable("attempt").set(graded).where("id", "=", id).execute();
}

onBothDatabases(
  "the audit trail takes entries and lets none be changed, replaced or removed",
  async ({ db, opened }) => {
    const entry = {
      id: "e1",
      at,
      actor_kind: "start",
      actor_id: null,
      act: "publish",
      subject_kind: "course",
      subject_id: "c",
    } as const;
    await db.insertInto("audit_entry").values(entry).execute();
    await expect(db.updateTable("audit_entry").set({ act: "nothing" }).execute()).rejects.toThrow("never changed");
    await expect(db.deleteFrom("audit_entry").execute()).rejects.toThrow("never deleted");
    const around =
      opened.engine === "sqlite"
        ? sql`replace into audit_entry (id, at, actor_kind, act, subject_kind, subject_id) values ('e1', 'x', 'start', 'x', 'x', 'x')`
        : sql`truncate audit_entry cascade`;
    await expect(around.execute(db)).rejects.toThrow("never deleted");
    expect(await db.selectFrom("audit_entry").selectAll().execute()).toEqual([entry]);
  },
);

onBothDatabases("a submitted attempt keeps its result and its answers, whoever asks", async ({ db }) => {
  const { enrolment, release } = await addLearner(db);
  await addAttempt(db, enrolment.id, release.id, "done");
  await addAttempt(db, enrolment.id, release.id, "open");
  const answer = { attempt_id: "done", item_id: "i", chosen: "[]", saved_at: at, version: 1 };
  await db.insertInto("attempt_answer").values(answer).execute();
  await submit(db, "done");

  const attempt = db.updateTable("attempt").where("id", "=", "done");
  await expect(attempt.set({ passed: 0 }).execute()).rejects.toThrow("never changed");
  await expect(
    db
      .insertInto("attempt_answer")
      .values({ ...answer, item_id: "j" })
      .execute(),
  ).rejects.toThrow("open attempt");
  await expect(db.updateTable("attempt_answer").set({ chosen: '["a"]' }).execute()).rejects.toThrow("open attempt");
  await expect(db.updateTable("attempt_answer").set({ attempt_id: "open" }).execute()).rejects.toThrow("open attempt");
  await attempt.set({ drawn: "", missed: "" }).execute();
});

onBothDatabases("a person is emptied, never deleted, and an emptied one has no name left", async ({ db }) => {
  const { actor } = await addLearner(db);
  await db.insertInto("person").values({ id: "p2", created_at: at, version: 1 }).execute();
  await expect(db.deleteFrom("person").where("id", "=", "p2").execute()).rejects.toThrow("never deleted");
  const erased = db.updateTable("person").set({ erased_at: at }).where("id", "=", actor.id);
  await expect(erased.execute()).rejects.toThrow();
  await erased.set({ email: null, name: null, zone: null }).execute();
});

onBothDatabases("a record belongs to the person, course and cycle of its enrolment", async ({ db }) => {
  const ada = await addLearner(db);
  const bo = await addLearner(db, { name: "Bo Lind", release: ada.release });
  const record = {
    id: "r1",
    code: "c1",
    person_id: bo.actor.id,
    course_id: ada.release.courseId,
    cycle: 1,
    enrolment_id: ada.enrolment.id,
    release_id: ada.release.id,
    issued_at: at,
    replaces: null,
    entry: "{}",
  };
  await expect(db.insertInto("completion_record").values(record).execute()).rejects.toThrow();
  await db
    .insertInto("completion_record")
    .values({ ...record, person_id: ada.actor.id })
    .execute();
  const another = {
    ...record,
    id: "r2",
    code: "c2",
    person_id: ada.actor.id,
    issued_at: later({ minutes: 1 }).toISOString(),
  };
  await expect(db.insertInto("completion_record").values(another).execute()).rejects.toThrow();
});

onBothDatabases("a transaction inside another is refused, and neither leaves anything", async ({ db }) => {
  const work = transact(db, async (inner) => {
    await inner.updateTable("practice").set({ name: "Elm Row" }).execute();
    await transact(inner, async (innermost) => innermost.updateTable("practice").set({ name: "Oak Row" }).execute());
  });
  await expect(work).rejects.toThrow("inside another");
  expect((await db.selectFrom("practice").select("name").executeTakeFirstOrThrow()).name).toBe("");
});

test("a full disk is told as that, and what was there can be read", async () => {
  const { db } = await freshDatabase("sqlite");
  await sql`pragma max_page_count = 1`.execute(db);
  const fill = transact(db, async (db) => {
    for (let n = 0; n < 500; n++) {
      const row = {
        id: `e${n}`,
        at,
        actor_kind: "start",
        act: "x".repeat(2000),
        subject_kind: "x",
        subject_id: "x",
      } as const;
      await db.insertInto("audit_entry").values(row).execute();
    }
  });
  await expect(fill).rejects.toThrow("full");
  expect(await db.selectFrom("audit_entry").selectAll().execute()).toEqual([]);
});
