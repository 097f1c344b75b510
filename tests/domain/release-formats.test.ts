import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findRecord } from "#app/domain/completion-record.ts";
import type { Compiled } from "#app/domain/course.ts";
import { addLearner, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { complete } from "#tests/support/sitting.ts";

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
    const record = await findRecord(db, { personId: learner.actor.id, recordId: await complete(db, learner) });
    expect(record?.entry.course.title).toBe("Listening Well");
    expect(record?.person?.name).toBe("Ada N. Okafor");
  });
}
