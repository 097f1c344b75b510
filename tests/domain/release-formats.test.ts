import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findRecord } from "#app/domain/completion-record.ts";
import type { Vignette } from "#app/domain/course/vignette.ts";
import type { Compiled } from "#app/domain/course.ts";
import { chooseOption } from "#app/domain/vignette.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { complete, url } from "#tests/support/sitting.ts";

/** A release of each format there has been, as it was kept then. These files are added to and never changed. */
const folder = "tests/fixtures/releases";
const formats = readdirSync(folder);

test("there is a release of every format from the first", () => {
  expect(formats).toEqual(formats.map((_, at) => `format-${at + 1}.json`));
  expect(formats.length).toBeGreaterThan(0);
});

for (const file of formats) {
  onBothDatabases(`a release kept as ${file} is read, graded, completed and printed`, async ({ db }) => {
    const compiled: Compiled = JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
    const learner = await addLearner(db, { release: await publishSmall(db, compiled) });
    for (const lesson of learner.release.course.modules.flatMap(({ lessons }) => lessons)) {
      expect(lesson.reflections.every(({ prompt }) => prompt.length > 0)).toBe(true);
      for (const vignette of lesson.vignettes) await finish(db, learner, vignette);
    }
    const record = await findRecord(db, { personId: learner.actor.id, recordId: await complete(db, learner) });
    expect(record?.entry.course.title).toBe("Listening Well");
    expect(record?.person?.name).toBe("Ada N. Okafor");
  });
}

/** Straight through, always by the first option. */
async function finish(db: Db, learner: Learner, vignette: Vignette): Promise<void> {
  for (let path: number[] = []; path.length < vignette.scenes.length; path = [...path, 0]) {
    const chosen = await chooseOption(db, { ...learner, vignette, path, choice: 0, url, now: morning });
    if (chosen && "finished" in chosen && chosen.finished) return;
  }
  throw new Error("The case has no end.");
}
