import { expect } from "vitest";
import { deleteText } from "#app/domain/private-text/deletion.ts";
import { findText, type Subject, saveText } from "#app/domain/private-text.ts";
import { listSharedWith, listShares, openShared, shareReflection, takeBack } from "#app/domain/reflection-share.ts";
import { listSupervisors } from "#app/domain/team/scope.ts";
import { newId } from "#app/platform/chance.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import type { Db } from "#db/open.ts";
import { addLearner, addPerson, later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { freshKeys } from "../support/keys.ts";

const words = "I looked away, and I know why.";
const subject: Subject = { kind: "reflection", courseId: "course01", subjectId: "prompt01", anchor: "" };

onBothDatabases(
  "a supervisor reads a copy only once it is shared, and nothing more once it is taken back",
  async ({ db }) => {
    const { seals, ada, sunita, textId } = await scene(db);
    const opening = (shareId: string) =>
      openShared(db, { seals, readerId: sunita.id, shareId, now: later({ minutes: 9 }) });
    expect(await listSharedWith(db, sunita.id)).toEqual([]);
    expect(await opening(textId)).toBeUndefined();
    const unseen = {
      seals,
      personId: ada,
      textId,
      readerId: sunita.id,
      seen: "2026-01-01T00:00:00.000Z",
      now: morning,
    };
    expect(await shareReflection(db, unseen)).toEqual({ refused: "changed" });
    const shareId = await share(db, { seals, ada, reader: sunita.id, textId });
    expect(await listSharedWith(db, sunita.id)).toMatchObject([
      { id: shareId, writerName: "Ada Okafor", openedAt: null },
    ]);
    expect(await opening(shareId)).toMatchObject({ text: words, writerName: "Ada Okafor" });
    const [listed] = await listShares(db, ada);
    expect(listed).toMatchObject({ readerName: "Sunita Rao", openedAt: later({ minutes: 9 }).toISOString() });
    expect(await db.selectFrom("view_log").select(["viewer_id", "subject_kind", "subject_id"]).execute()).toEqual([
      { viewer_id: sunita.id, subject_kind: "person", subject_id: ada },
    ]);
    await takeBack(db, { personId: sunita.id, shareId, now: morning });
    expect(await opening(shareId)).toBeDefined();
    await takeBack(db, { personId: ada, shareId, now: morning });
    await takeBack(db, { personId: ada, shareId, now: morning });
    expect(await opening(shareId)).toBeUndefined();
    expect(await listSharedWith(db, sunita.id)).toEqual([]);
    expect(await actsBy(db, ada)).toEqual(["share reflection", "take back reflection"]);
  },
);

onBothDatabases("what is written after sharing is not in the copy, until it is shared again", async ({ db }) => {
  const { seals, ada, sunita, textId, write } = await scene(db);
  const first = await share(db, { seals, ada, reader: sunita.id, textId });
  await write("Later words.");
  const now = later({ minutes: 5 });
  expect((await openShared(db, { seals, readerId: sunita.id, shareId: first, now }))?.text).toBe(words);
  const second = await share(db, { seals, ada, reader: sunita.id, textId });
  expect(await openShared(db, { seals, readerId: sunita.id, shareId: first, now })).toBeUndefined();
  expect((await openShared(db, { seals, readerId: sunita.id, shareId: second, now }))?.text).toBe("Later words.");
  const [standing, ...others] = await listShares(db, ada);
  expect(others).toEqual([]);
  expect(standing).toMatchObject({ openedAt: now.toISOString(), earlierOpenedAt: now.toISOString() });
  await write("Last words.");
  await share(db, { seals, ada, reader: sunita.id, textId });
  expect(await listShares(db, ada)).toMatchObject([{ openedAt: null, earlierOpenedAt: now.toISOString() }]);
});

onBothDatabases("only who supervises the writer today may be given a copy, or read one", async ({ db }) => {
  const { seals, ada, sunita, team, textId } = await scene(db);
  const silas = await addPerson(db, "Silas Brandt", ["supervisor"]);
  const others = await addTeam(db, { supervisor: silas.id, members: [(await addPerson(db, "Cleo Marsh")).id] });
  expect((await listSupervisors(db, ada)).map(({ name }) => name)).toEqual(["Sunita Rao"]);
  for (const readerId of [silas.id, ada, "nobody"]) {
    expect(await shareReflection(db, { seals, personId: ada, textId, readerId, now: morning })).toEqual({
      refused: "not-your-supervisor",
    });
  }
  const shareId = await share(db, { seals, ada, reader: sunita.id, textId });
  const opening = (readerId: string) => openShared(db, { seals, readerId, shareId, now: morning });
  expect(await opening(silas.id)).toBeUndefined();
  const ended = { ended_at: morning.toISOString() };
  const again = { ended_at: null };
  const ends = [
    (span: typeof ended | typeof again) => db.updateTable("team_member").set(span).where("team_id", "=", team),
    (span: typeof ended | typeof again) => db.updateTable("team_supervisor").set(span).where("team_id", "=", team),
    (span: typeof ended | typeof again) => db.updateTable("team").set(span).where("id", "=", team),
    (span: typeof ended | typeof again) =>
      db.updateTable("person").set({ left_at: span.ended_at }).where("id", "=", sunita.id),
  ];
  for (const end of ends) {
    expect(await opening(sunita.id)).toBeDefined();
    await end(ended).execute();
    expect(await opening(sunita.id)).toBeUndefined();
    expect(await listSharedWith(db, sunita.id)).toEqual([]);
    await end(again).execute();
  }
  // A copy whose row is turned to another reader does not open, even for one who supervises the writer.
  await db.insertInto("team_member").values(memberOf(others, ada)).execute();
  await db.updateTable("reflection_share").set({ reader_id: silas.id }).where("id", "=", shareId).execute();
  expect((await opening(silas.id))?.text).toBeNull();
});

onBothDatabases(
  "deleting a reflection takes its copies back; a note or another's text is never shared",
  async ({ db }) => {
    const { seals, ada, sunita, textId } = await scene(db);
    const shareId = await share(db, { seals, ada, reader: sunita.id, textId });
    const bo = await addPerson(db, "Bo Lind");
    const stealing = { seals, personId: bo.id, textId, readerId: sunita.id, now: morning };
    expect(await shareReflection(db, stealing)).toBeUndefined();
    await deleteText(db, { seals, personId: ada, textId, now: morning });
    expect(await openShared(db, { seals, readerId: sunita.id, shareId, now: morning })).toBeUndefined();
    expect(await actsBy(db, ada)).toEqual(["share reflection", "take back reflection"]);
  },
);

async function scene(db: Db) {
  const seals = freshKeys();
  const { actor, enrolment } = await addLearner(db);
  const sunita = await addPerson(db, "Sunita Rao", ["supervisor"]);
  const team = await addTeam(db, { supervisor: sunita.id, members: [actor.id] });
  const at = { enrolmentId: enrolment.id, lessonId: "lesson11", anchor: null };
  let turn = 0;
  const write = (text: string) => {
    const basis = { version: 0, page: "page", turn: ++turn };
    return saveText(db, { seals, personId: actor.id, subject, text, basis, at, now: morning });
  };
  await write(words);
  const text = await findText(db, { seals, personId: actor.id, subject });
  if (!text) throw new Error("Nothing was kept.");
  return { seals, ada: actor.id, sunita, team, textId: text.id, write };
}

async function share(
  db: Db,
  { seals, ada, reader, textId }: { seals: KeyStore; ada: string; reader: string; textId: string },
) {
  const shared = await shareReflection(db, { seals, personId: ada, textId, readerId: reader, now: morning });
  if (!shared || "refused" in shared) throw new Error("It was not shared.");
  return shared.shared;
}

async function addTeam(db: Db, { supervisor, members }: { supervisor: string; members: string[] }): Promise<string> {
  const id = newId();
  const span = { started_at: morning.toISOString(), ended_at: null };
  await db
    .insertInto("team")
    .values({ id, form_key: id, name: "A team", ...span })
    .execute();
  await db
    .insertInto("team_supervisor")
    .values({ id: newId(), team_id: id, person_id: supervisor, ...span })
    .execute();
  await db
    .insertInto("team_member")
    .values(members.map((member) => memberOf(id, member)))
    .execute();
  return id;
}

function memberOf(team_id: string, person_id: string) {
  return { id: newId(), team_id, person_id, started_at: morning.toISOString(), ended_at: null };
}

async function actsBy(db: Db, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("audit_entry")
    .select("act")
    .where("actor_id", "=", personId)
    .orderBy("id")
    .execute();
  return rows.map(({ act }) => act).filter((act) => act.includes("reflection"));
}
