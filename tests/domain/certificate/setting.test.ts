import { expect, test } from "vitest";
import { addApproval, findCurrentApprovals, listApprovals, removeApproval } from "#app/domain/certificate/approval.ts";
import { contrastOnWhite, isReadableOnWhite } from "#app/domain/certificate/contrast.ts";
import {
  type CertificateChange,
  changeCertificateSetting,
  findCertificateSetting,
} from "#app/domain/certificate/setting.ts";
import { statementsOn, unapproved } from "#app/domain/completion-record/entry.ts";
import { findRecord } from "#app/domain/completion-record.ts";
import { changePractice } from "#app/domain/practice.ts";
import type { Db } from "#db/open.ts";
import { addLearner, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { actsOf } from "#tests/support/people.ts";
import { complete } from "#tests/support/sitting.ts";

const actor = { kind: "cli" as const };

const approval = {
  body: "State Board of Counselling",
  number: "SB-1042",
  from: "2026-01-01",
  to: "2026-12-31",
  statement: "Harbour Street Therapy is approved by the State Board of Counselling to offer continuing education.",
};

const looks: Omit<CertificateChange, "actor" | "now"> = {
  signature: { name: "Morgan Reyes", credential: "LMFT, programme director" },
  title: "neutral",
  category: "ethics",
  accent: "#1f4d5c",
  keepYears: 10,
  version: 1,
};

onBothDatabases("the looks of certificates are changed on the state they were read in, once", async ({ db }) => {
  expect(await change(db, looks)).toEqual({ setting: { ...looks, logo: null, version: 2 } });
  expect(await change(db, looks)).toEqual({ setting: { ...looks, logo: null, version: 2 } });
  expect(await change(db, { ...looks, title: "full" })).toEqual({ refused: "changed-meanwhile" });
  expect(await actsOf(db)).toEqual(["change certificates"]);
});

onBothDatabases("a colour that white paper does not carry is refused", async ({ db }) => {
  expect(await change(db, { ...looks, accent: "#9aa0a6" })).toEqual({ refused: "too-pale" });
  expect((await findCertificateSetting(db)).version).toBe(1);
});

test("contrast is counted as WCAG counts it", () => {
  expect(contrastOnWhite("#000000")).toBeCloseTo(21, 5);
  expect(contrastOnWhite("#ffffff")).toBeCloseTo(1, 5);
  // The two greys on either side of the rule, as every checker gives them.
  expect([isReadableOnWhite("#767676"), isReadableOnWhite("#777777")]).toEqual([true, false]);
  expect(isReadableOnWhite("no colour")).toBe(false);
});

onBothDatabases("years are only added, by the page and by the database itself", async ({ db }) => {
  await change(db, looks);
  expect(await change(db, { ...looks, keepYears: 9, version: 2 })).toEqual({ refused: "fewer-years" });
  await expect(db.updateTable("certificate_setting").set({ keep_years: 9 }).execute()).rejects.toThrow(/lengthened/);
  await expect(db.deleteFrom("certificate_setting").execute()).rejects.toThrow(/lengthened/);
});

onBothDatabases("an approval is listed once, with whether today lies in its period, and taken away", async ({ db }) => {
  const add = () => addApproval(db, { actor, key: "once", ...approval, now: morning });
  const added = await add();
  expect(await add()).toEqual(added);
  const zone = "America/Los_Angeles";
  // Eight in the evening of the last day there; the next day in UTC.
  const evening = new Date("2027-01-01T04:00:00.000Z");
  expect((await listApprovals(db, { zone, now: evening })).map(({ standing }) => standing)).toEqual(["current"]);
  expect((await listApprovals(db, { zone: "UTC", now: evening }))[0]?.standing).toBe("over");
  const before = new Date("2025-12-31T12:00:00.000Z");
  expect((await listApprovals(db, { zone, now: before }))[0]?.standing).toBe("not-yet");
  expect(await findCurrentApprovals(db, { zone: "UTC", now: evening })).toEqual([]);

  const approvalId = "approval" in added ? added.approval : "";
  expect(await removeApproval(db, { actor, approvalId, now: morning })).toBe("removed");
  expect(await removeApproval(db, { actor, approvalId, now: morning })).toBeUndefined();
  expect(await listApprovals(db, { zone, now: evening })).toEqual([]);
  expect(await actsOf(db)).toEqual(["add approval", "remove approval"]);
});

onBothDatabases(
  "a period that ends before it begins is refused, and what was given is never edited",
  async ({ db }) => {
    const backwards = { ...approval, from: "2026-12-31", to: "2026-01-01" };
    expect(await addApproval(db, { actor, key: "k", ...backwards, now: morning })).toEqual({ refused: "ends-first" });
    await addApproval(db, { actor, key: "k", ...approval, now: morning });
    await expect(db.updateTable("practice_approval").set({ number: "1" }).execute()).rejects.toThrow(/never edited/);
  },
);

onBothDatabases("a record prints what was settled when it was issued, and keeps it", async ({ db }) => {
  await change(db, looks);
  await addApproval(db, { actor, key: "k", ...approval, now: morning });
  const learner = await addLearner(db);
  const recordId = await complete(db, learner);
  await change(db, { ...looks, signature: null, accent: "#000000", version: 2 });
  const record = await findRecord(db, { personId: learner.actor.id, recordId });
  expect(record?.entry).toMatchObject({
    format: 3,
    approvals: [approval],
    statement: null,
    signature: looks.signature,
    credit: { unit: "CE hour", category: "ethics" },
    // Under an approval the approved title is printed, whatever was chosen.
    look: { title: "full", accent: "#1f4d5c", logo: null },
    keep: { years: 10, advice: expect.stringContaining("at least 10 years") },
  });
});

onBothDatabases("a course of no credited hours claims none, under whatever approval", async ({ db }) => {
  await addApproval(db, { actor, key: "k", ...approval, now: morning });
  const short = smallRelease((course) => ({ ...course, hours: { ...course.hours, minutes: 9, hours: 0 } }));
  const learner = await addLearner(db, { release: await publishSmall(db, short) });
  const recordId = await complete(db, learner);
  const record = await findRecord(db, { personId: learner.actor.id, recordId });
  expect(record?.entry).toMatchObject({
    approvals: [],
    statement: unapproved,
    credit: { hours: 0, unit: "hour of learning time" },
  });
  const current = await findCurrentApprovals(db, { zone: "Europe/Dublin", now: morning });
  expect(current).toHaveLength(1);
  expect(statementsOn(learner.release.course, current)).toEqual([unapproved]);
});

onBothDatabases(
  "whether an approval is printed is judged by the day of issue where the practice is, and never again",
  async ({ db }) => {
    await changePractice(db, {
      actor,
      name: "Fern",
      contact: "x",
      zone: "America/Los_Angeles",
      version: 1,
      now: morning,
    });
    await addApproval(db, { actor, key: "k", ...approval, now: morning });
    const issuedAt = async (now: string) => {
      const learner = await addLearner(db);
      const recordId = await complete(db, learner, new Date(now));
      return async () => (await findRecord(db, { personId: learner.actor.id, recordId }))?.entry.approvals.length;
    };
    // Eleven in the evening of the last day there, and one hour later.
    const [last, after] = [await issuedAt("2027-01-01T07:00:00.000Z"), await issuedAt("2027-01-01T08:00:00.000Z")];
    expect([await last(), await after()]).toEqual([1, 0]);
    const [{ id: approvalId = "" } = {}] = await listApprovals(db, { zone: "UTC", now: morning });
    await removeApproval(db, { actor, approvalId, now: morning });
    expect([await last(), await after()]).toEqual([1, 0]);
  },
);

onBothDatabases("outside an approval's period its words are not on a record, which then says so", async ({ db }) => {
  await change(db, looks);
  const over = { ...approval, from: "2025-01-01", to: "2026-03-01" };
  await addApproval(db, { actor, key: "k", ...over, now: morning });
  const learner = await addLearner(db);
  const recordId = await complete(db, learner, later({ minutes: 1 }));
  const record = await findRecord(db, { personId: learner.actor.id, recordId });
  expect(record?.entry).toMatchObject({
    approvals: [],
    statement: unapproved,
    credit: { unit: "hour of learning time" },
    look: { title: "neutral" },
  });
  expect(unapproved).toBe(
    "This course has not been approved for continuing-education credit by APA, NBCC, ASWB, NAADAC or any state board. Hours shown are learning time.",
  );
});

function change(db: Db, wanted: typeof looks) {
  return changeCertificateSetting(db, { actor, ...wanted, now: morning });
}
