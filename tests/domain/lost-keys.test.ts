import { expect } from "vitest";
import type { Release } from "#app/domain/course.ts";
import { giveUpLostTexts, listLostKeys } from "#app/domain/private-text/lost-keys.ts";
import { saveText } from "#app/domain/private-text.ts";
import type { KeyStore } from "#app/platform/keys.ts";
import type { Db } from "#db/open.ts";
import { addLearner, later, morning, publishSmall } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { freshKeys } from "../support/keys.ts";

onBothDatabases("a folder of keys that is not the one people wrote with is seen, and hides no loss", async ({ db }) => {
  const [first, second] = [freshKeys(), freshKeys()];
  const release = await publishSmall(db);
  const ada = await writer(db, first, { release });
  expect(await listLostKeys(db, first)).toEqual([]);
  const bo = await writer(db, second, { release, name: "Bo Lind" });
  expect(await listLostKeys(db, first)).toEqual([bo]);
  expect(await listLostKeys(db, second)).toEqual([ada]);
  expect((await listLostKeys(db, freshKeys())).sort()).toEqual([ada, bo].sort());
});

onBothDatabases(
  "texts without a key are given up at a word, those with one stay, and the trail says so",
  async ({ db }) => {
    const [kept, gone] = [freshKeys(), freshKeys()];
    const release = await publishSmall(db);
    const ada = await writer(db, kept, { release });
    const bo = await writer(db, gone, { release, name: "Bo Lind" });
    expect(await giveUpLostTexts(db, { keys: kept, now: later({ minutes: 1 }) })).toBe(1);
    expect(await giveUpLostTexts(db, { keys: kept, now: later({ minutes: 2 }) })).toBe(0);
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

async function writer(db: Db, seals: KeyStore, as: { release: Release; name?: string }): Promise<string> {
  const { actor, enrolment } = await addLearner(db, as);
  const subject = { kind: "note" as const, courseId: "course01", subjectId: "lesson11", anchor: "" };
  const at = { enrolmentId: enrolment.id, lessonId: "lesson11", anchor: null };
  const basis = { version: 0, page: "page", turn: 1 };
  await saveText(db, { seals, personId: actor.id, subject, text: "Mine alone.", basis, at, now: morning });
  return actor.id;
}
