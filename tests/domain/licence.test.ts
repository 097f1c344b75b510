import { expect, test } from "vitest";
import { confirmName, findConfirmedName, signAttestation } from "#app/domain/completion.ts";
import { findRecord, type Licence } from "#app/domain/completion-record.ts";
import { deleteLicence, licencesToPrint, listLicences, toKnown } from "#app/domain/licence.ts";
import type { Db } from "#db/open.ts";
import { addLearner, type Learner, later, morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { finishModules, url } from "#tests/support/sitting.ts";

const lmft = { type: "LMFT", number: "12345", jurisdiction: "California" };
const lcsw = { type: "LCSW", number: "9", jurisdiction: "Oregon" };

onBothDatabases("licences that were given once are known, each once, to whom they belong alone", async ({ db }) => {
  const learner = await addLearner(db);
  await finishModules(db, learner);
  await name(db, learner, [lmft], 0);
  await name(db, learner, [lmft, lcsw], 1);
  await name(db, learner, [], 2);
  expect(await listLicences(db, learner.actor.id)).toEqual([toKnown(lmft), toKnown(lcsw)]);
  expect(await findConfirmedName(db, learner.enrolment.id)).toMatchObject({ licences: [] });
  const other = await addLearner(db, { name: "Bo Lind", release: learner.release });
  expect(await listLicences(db, other.actor.id)).toEqual([]);
});

onBothDatabases("a deleted licence is gone from every naming, and from nobody else's", async ({ db }) => {
  const learner = await addLearner(db);
  const other = await addLearner(db, { name: "Bo Lind", release: learner.release });
  for (const one of [learner, other]) {
    await finishModules(db, one);
    await name(db, one, [lmft, lcsw], 0);
  }
  await name(db, learner, [lmft], 1);
  const gone = { personId: learner.actor.id, licenceId: toKnown(lmft).id };
  for (const _ of ["once", "again"]) await deleteLicence(db, gone);
  expect(await listLicences(db, learner.actor.id)).toEqual([toKnown(lcsw)]);
  expect(await findConfirmedName(db, learner.enrolment.id)).toMatchObject({ licences: [] });
  expect(await listLicences(db, other.actor.id)).toHaveLength(2);
});

onBothDatabases(
  "a record that was issued keeps the licence that is deleted, and one to come does not print it",
  async ({ db }) => {
    const learner = await addLearner(db);
    const other = await addLearner(db, { name: "Bo Lind", release: learner.release });
    const prints = async (one: Learner, isDeletedBefore: boolean) => {
      await finishModules(db, one);
      const confirmation = await name(db, one, [lmft], 0);
      const gone = { personId: one.actor.id, licenceId: toKnown(lmft).id };
      if (isDeletedBefore) await deleteLicence(db, gone);
      const signed = await signAttestation(db, { ...one, confirmation, url, now: later({ minutes: 1 }) });
      await deleteLicence(db, gone);
      const recordId = "record" in signed ? (signed.record ?? "") : "";
      return (await findRecord(db, { personId: one.actor.id, recordId }))?.person?.licences;
    };
    expect(await prints(learner, false)).toEqual([lmft]);
    expect(await prints(other, true)).toEqual([]);
    expect(await listLicences(db, learner.actor.id)).toEqual([]);
  },
);

test("nothing is printed that was not chosen, nothing twice, and a licence that is gone is refused", () => {
  const known = [toKnown(lmft), toKnown(lcsw)];
  const print = (chosen: string[], added: Licence[] = []) => licencesToPrint(known, { chosen, added });
  expect(print([])).toEqual([]);
  expect(print([toKnown(lcsw).id], [lcsw, lmft])).toEqual([lcsw, lmft]);
  expect(print(["gone"])).toBeUndefined();
});

async function name(db: Db, learner: Learner, licences: Licence[], minutes: number): Promise<string> {
  const naming = { ...learner, key: crypto.randomUUID(), name: "Ada N. Okafor", licences, url };
  const now = minutes === 0 ? morning : later({ minutes });
  const confirmed = await confirmName(db, { ...naming, now });
  if ("refused" in confirmed) throw new Error(confirmed.refused);
  return confirmed.confirmation;
}
