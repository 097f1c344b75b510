import { expect } from "vitest";
import { signAttestation } from "#app/domain/completion.ts";
import { listRecords } from "#app/domain/completion-record.ts";
import { findLogPlace } from "#app/domain/evidence.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { freshArchive, startWith, verify, writeOut } from "#tests/support/evidence.ts";
import { finishModules, nameOneself, url } from "#tests/support/sitting.ts";
import { failpoints, killAt } from "./evidence-failpoints.ts";

/** On each database; one at each point in every run. */
const kills = process.env.ATTUNE_LONG ? 200 : failpoints.length;

onBothDatabases(
  `${kills} kills while a record is issued leave nothing of it or one whole record, after the next start`,
  async ({ db, opened }) => {
    const archive = freshArchive();
    await startWith(db, archive);
    const release = await publishSmall(db);
    const left = { nothing: 0, whole: 0 };
    for (let kill = 0; kill < kills; kill++) {
      const failpoint = failpoints[kill % failpoints.length] ?? "before answer";
      const learner = await addLearner(db, { release });
      await finishModules(db, learner);
      const confirmation = await nameOneself(db, learner);
      await killAt({ databaseUrl: opened.url, folder: archive.folder, failpoint, learner, confirmation });

      await startWith(db, archive, later({ minutes: 2 }));
      expect({ failpoint, fault: (await verify(db, archive)).fault }).toEqual({ failpoint, fault: null });
      const records = await recordsOf(db, learner);
      expect(records, failpoint).toHaveLength(failpoint === "before commit" ? 0 : 1);
      left[records.length === 0 ? "nothing" : "whole"]++;
      // Whatever was left, signing again ends in the one record that there is.
      const acting = { ...learner, confirmation, url, now: later({ minutes: 3 }) };
      expect(await signAttestation(db, acting)).toEqual({ record: (await recordsOf(db, learner))[0]?.id });
      await writeOut(db, archive, later({ minutes: 3 }));
      const [record] = await recordsOf(db, learner);
      expect(record?.person?.name).toBe("Ada N. Okafor");
      expect((await findLogPlace(db, record?.id ?? ""))?.signedAt).not.toBeNull();
    }
    const { records, waiting, fault } = await verify(db, archive);
    expect({ records, waiting, fault }).toEqual({ records: kills, waiting: 0, fault: null });
    expect(left.nothing).toBeGreaterThan(0);
    console.info(`${kills} kills on ${opened.engine}: ${left.nothing} left nothing, ${left.whole} one whole record`);
  },
  3_600_000,
);

async function recordsOf(db: Db, { actor }: Learner) {
  return listRecords(db, actor.id);
}
