import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Release } from "#app/domain/course.ts";
import { deleteAllWriting, deleteText } from "#app/domain/private-text/deletion.ts";
import {
  deleteEndedTexts,
  giveUpLostTexts,
  type LostTexts,
  listLostTexts,
} from "#app/domain/private-text/lost-keys.ts";
import { labelOf } from "#app/domain/private-text/seals.ts";
import { saveText } from "#app/domain/private-text.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning, publishSmall } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { freshKeys, keysFolder } from "../support/keys.ts";

onBothDatabases("a folder of keys that is not the one people wrote with is seen, and hides no loss", async ({ db }) => {
  const [first, second] = [freshKeys(), freshKeys()];
  const release = await publishSmall(db);
  const ada = await writer(db, first, { release });
  expect(await listLostTexts(db, first)).toEqual([]);
  const bo = await writer(db, second, { release, name: "Bo Lind" });
  expect(whose(await listLostTexts(db, first))).toEqual([bo]);
  expect(whose(await listLostTexts(db, second))).toEqual([ada]);
  expect(whose(await listLostTexts(db, freshKeys())).sort()).toEqual([ada, bo].sort());
});

onBothDatabases(
  "texts without a key are given up at a word, those with one stay, and the trail says so",
  async ({ db }) => {
    const [kept, gone] = [freshKeys(), freshKeys()];
    const release = await publishSmall(db);
    const ada = await writer(db, kept, { release });
    const bo = await writer(db, gone, { release, name: "Bo Lind" });
    expect(await giveUpLostTexts(db, { seals: kept, now: later({ minutes: 1 }) })).toBe(1);
    expect(await giveUpLostTexts(db, { seals: kept, now: later({ minutes: 2 }) })).toBe(0);
    const texts = await db.selectFrom("private_text").select("person_id").execute();
    expect(texts).toEqual([{ person_id: ada }]);
    const trail = await db
      .selectFrom("audit_entry")
      .select(["actor_kind", "subject_id"])
      .where("act", "like", "give up%")
      .execute();
    expect(trail).toEqual([{ actor_kind: "cli", subject_id: bo }]);
  },
);

onBothDatabases(
  "who ended their key is not missed, and an older database brings nothing of theirs back",
  async ({ db }) => {
    const seals = freshKeys();
    const ada = await writer(db, seals, { release: await publishSmall(db) });
    const older = await db.selectFrom("private_text").selectAll().execute();
    expect(await deleteAllWriting(db, { seals, personId: ada, now: morning })).toEqual({ deleted: true });
    await db.insertInto("private_text").values(older).execute();
    expect(await listLostTexts(db, seals)).toEqual([]);
    await deleteEndedTexts(db, { seals, now: morning });
    expect(await db.selectFrom("private_text").selectAll().execute()).toEqual([]);
  },
);

onBothDatabases(
  "with the last text its key goes too; where keys cannot be reached nothing is said to be deleted",
  async ({ db }) => {
    const seals = freshKeys();
    const ada = await writer(db, seals, { release: await publishSmall(db) });
    const gone = { ...seals, end: () => false };
    expect(await deleteAllWriting(db, { seals: gone, personId: ada, now: morning })).toEqual({ refused: "unopened" });
    const { id } = await db.selectFrom("private_text").select("id").executeTakeFirstOrThrow();
    await deleteText(db, { seals, personId: ada, textId: id, now: morning });
    expect(seals.endedAt(ada)).toBe(morning.toISOString());
  },
);

onBothDatabases(
  "what was written after a key was ended is lost like any other where its key is not here",
  async ({ db }) => {
    const folder = keysFolder();
    const seals = freshKeys(folder);
    const learner = await addLearner(db);
    const ada = learner.actor.id;
    await write(db, { seals, learner, text: "Mine alone.", now: morning });
    await deleteAllWriting(db, { seals, personId: ada, now: morning });
    await write(db, { seals, learner, text: "Begun again.", now: later({ minutes: 1 }) });
    rmSync(join(folder, "server.key"));
    const without = freshKeys(folder);
    expect(whose(await deleteEndedTexts(db, { seals: without, now: later({ minutes: 2 }) }))).toEqual([ada]);
    expect(await db.selectFrom("private_text").select("person_id").execute()).toEqual([{ person_id: ada }]);
  },
);

onBothDatabases(
  "a key that is ended while a text is being kept closes nothing: the text is sealed anew",
  async ({ db }) => {
    const seals = freshKeys();
    const ended: string[] = [];
    const meanwhile: KeyStore = {
      ...seals,
      seal(text, label) {
        const sealed = seals.seal(text, label);
        if (ended.length === 0) seals.end(label.person, morning);
        ended.push(label.person);
        return sealed;
      },
    };
    const ada = await writer(db, meanwhile, { release: await publishSmall(db) });
    expect(ended).toEqual([ada, ada]);
    const row = await db.selectFrom("private_text").selectAll().executeTakeFirstOrThrow();
    expect(seals.open(row, labelOf(row))).toBe("Mine alone.");
  },
);

function whose(lost: LostTexts[]): string[] {
  return lost.map(({ personId }) => personId);
}

async function writer(db: Db, seals: KeyStore, as: { release: Release; name?: string }): Promise<string> {
  const learner = await addLearner(db, as);
  await write(db, { seals, learner, text: "Mine alone.", now: morning });
  return learner.actor.id;
}

function write(db: Db, { seals, learner, text, now }: { seals: KeyStore; learner: Learner; text: string; now: Date }) {
  const subject = { kind: "note" as const, courseId: "course01", subjectId: "lesson11", anchor: "" };
  const at = { enrolmentId: learner.enrolment.id, lessonId: "lesson11", anchor: null };
  const basis = { version: 0, page: "page", turn: 1 };
  return saveText(db, { seals, personId: learner.actor.id, subject, text, basis, at, now });
}
