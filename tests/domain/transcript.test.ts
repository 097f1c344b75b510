import fc from "fast-check";
import { expect, test } from "vitest";
import { dayIn, isDay } from "#app/domain/calendar.ts";
import { listRecords } from "#app/domain/completion-record.ts";
import { enterRecord } from "#app/domain/evidence.ts";
import {
  changeOutside,
  deleteOutside,
  findOutside,
  listOutside,
  type OutsideClaim,
  recordOutside,
} from "#app/domain/outside-certificate.ts";
import { findTranscript } from "#app/domain/transcript.ts";
import { type Db, transact } from "#db/open.ts";
import { addLearner, addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { endRecord } from "#tests/support/evidence.ts";
import { markJournalled } from "#tests/support/journalled.ts";
import { freshKeys } from "#tests/support/keys.ts";
import { complete } from "#tests/support/sitting.ts";

const ethics: OutsideClaim = {
  title: "Ethics in groups",
  provider: "The county board",
  completedOn: "2025-12-31",
  hundredths: 150,
  category: "ethics",
  number: "C-17",
};

onBothDatabases(
  "the hours of a year are those of its records, and the day is the one that the record prints",
  async ({ db }) => {
    const zone = "Pacific/Auckland";
    await db.updateTable("practice").set({ zone }).execute();
    const person = await addPerson(db);
    // 23:30 UTC on the last of December is next year already where the practice is.
    for (const [at, hours, issued] of [
      [1, 2.5, "2025-06-01T09:00:00.000Z"],
      [2, 1.25, "2025-12-31T23:30:00.000Z"],
      [3, 0.75, "2026-05-01T09:00:00.000Z"],
    ] as const) {
      await issue(db, person.id, { at, hours, issued });
    }
    const years = await findTranscript(db, { personId: person.id, now: morning });
    expect(years.map(({ year, hours, records }) => [year, hours, records.length])).toEqual([
      ["2026", 2, 2],
      ["2025", 2.5, 1],
    ]);
    const held = await listRecords(db, person.id);
    const sum = held.reduce((sum, { entry }) => sum + entry.credit.hours, 0);
    expect(years.reduce((sum, { hours }) => sum + hours, 0)).toBe(sum);
    expect(years[0]?.records.map(({ completedAt }) => completedAt.slice(0, 10))).toEqual(["2026-05-01", "2025-12-31"]);
  },
);

onBothDatabases("a practice that moves leaves each record in the year that it prints", async ({ db }) => {
  const person = await addPerson(db);
  await issue(db, person.id, { at: 1, hours: 1, issued: "2025-12-31T23:30:00.000Z" });
  await db.updateTable("practice").set({ zone: "Pacific/Auckland" }).execute();
  expect((await findTranscript(db, { personId: person.id, now: morning })).map(({ year }) => year)).toEqual(["2025"]);
});

onBothDatabases("a record that another replaced counts no more", async ({ db }) => {
  const learner = await addLearner(db);
  const id = await complete(db, learner);
  const first = await db.selectFrom("completion_record").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const second = { ...first, id: "replacing", code: "ANOTHERCODE", replaces: id };
  await db.insertInto("completion_record").values(second).execute();
  await transact(db, (db) => enterRecord(db, { recordId: "replacing", now: morning }));
  await markJournalled(db);
  const [year] = await findTranscript(db, { personId: learner.actor.id, now: morning });
  expect([year?.records.map(({ id }) => id), year?.hours]).toEqual([["replacing"], 1]);
  await endRecord(db, "replacing");
  const [after] = await findTranscript(db, { personId: learner.actor.id, now: morning });
  expect([after?.records.map(({ revokedAt }) => revokedAt), after?.hours]).toEqual([[morning.toISOString()], 0]);
});

onBothDatabases(
  "what was recorded from elsewhere is counted apart, once for a form sent twice, and is one's own",
  async ({ db }) => {
    const learner = await addLearner(db);
    await complete(db, learner);
    const mine = { personId: learner.actor.id, zone: "UTC", now: morning };
    const send = () => recordOutside(db, { ...mine, claim: ethics, key: "once" });
    expect(await send()).toEqual(await send());
    await recordOutside(db, { ...mine, claim: { ...ethics, hundredths: 25, completedOn: "2026-01-01" }, key: "two" });
    const years = await findTranscript(db, { personId: learner.actor.id, now: morning });
    expect(years.map(({ year, hours, outsideHours }) => [year, hours, outsideHours])).toEqual([
      ["2026", 1, 0.25],
      ["2025", 0, 1.5],
    ]);
    const other = await addPerson(db, "Bo Lind");
    expect(await findTranscript(db, { personId: other.id, now: morning })).toEqual([]);
    const [certificate] = await listOutside(db, learner.actor.id);
    const theirs = { personId: other.id, certificateId: certificate?.id ?? "" };
    expect(await findOutside(db, theirs)).toBeUndefined();
    expect(
      await changeOutside(db, { ...theirs, zone: "UTC", version: 1, claim: ethics, now: morning }),
    ).toBeUndefined();
    await deleteOutside(db, { ...theirs, seals: freshKeys() });
    expect(await listOutside(db, learner.actor.id)).toHaveLength(2);
  },
);

onBothDatabases("it is changed under the version that was read, and deleted for good", async ({ db }) => {
  const { id: personId } = await addPerson(db);
  const mine = { personId, zone: "UTC", now: morning };
  const recorded = await recordOutside(db, { ...mine, claim: ethics, key: "k" });
  const certificateId = "certificate" in recorded ? recorded.certificate : "";
  const change = (version: number, title: string) =>
    changeOutside(db, { ...mine, certificateId, version, claim: { ...ethics, title } });
  expect(await change(1, "Ethics")).toEqual({ saved: true });
  expect(await change(1, "Something else")).toEqual({ refused: "changed-meanwhile" });
  expect(await change(1, "Ethics")).toEqual({ saved: true });
  expect(await findOutside(db, { personId, certificateId })).toMatchObject({ title: "Ethics", version: 2 });
  const seals = freshKeys();
  for (const _ of ["once", "again"]) await deleteOutside(db, { seals, personId, certificateId });
  expect(await db.selectFrom("outside_certificate").selectAll().execute()).toEqual([]);
});

onBothDatabases("a day that has not come where the practice is cannot be recorded", async ({ db }) => {
  const { id: personId } = await addPerson(db);
  const now = new Date("2026-03-02T11:30:00.000Z");
  const on = (zone: string, completedOn: string) =>
    recordOutside(db, { personId, zone, now, claim: { ...ethics, completedOn }, key: crypto.randomUUID() });
  expect(await on("UTC", "2026-03-03")).toEqual({ refused: "not-yet" });
  expect(await on("Pacific/Auckland", "2026-03-03")).toHaveProperty("certificate");
});

test("a day in a zone is the one that its calendars show, and only days that there are are days", () => {
  expect(dayIn("2026-03-29T00:30:00.000Z", "America/New_York")).toBe("2026-03-28");
  expect(dayIn("2026-03-29T00:30:00.000Z", "Europe/London")).toBe("2026-03-29");
  expect(["2024-02-29", "2026-02-29", "2026-2-1", "", "0000-00-00"].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  fc.assert(
    fc.property(fc.date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }), (date) => {
      expect(dayIn(date, "UTC")).toBe(date.toISOString().slice(0, 10));
      expect(isDay(dayIn(date, "Asia/Kathmandu"))).toBe(true);
    }),
  );
});

/** A record of a course of its own, earned in a minute. */
async function issue(
  db: Db,
  personId: string,
  { at, hours, issued }: { at: number; hours: number; issued: string },
): Promise<void> {
  const compiled = smallRelease((course) => ({
    ...course,
    id: `course0${at}`,
    hours: { ...course.hours, hours },
  }));
  const release = await publishSmall(db, compiled);
  const id = `e${at}`;
  const enrolment = { course_id: release.courseId, cycle: 1, release_id: release.id };
  await db
    .insertInto("enrolment")
    .values({ id, person_id: personId, ...enrolment, enrolled_at: later({ minutes: at }).toISOString(), left_at: null })
    .execute();
  const learner = {
    actor: { kind: "person" as const, id: personId, roles: [] },
    enrolment: {
      ...{ id, personId, courseId: release.courseId, cycle: 1, releaseId: release.id },
      ...{ enrolledAt: morning.toISOString(), leftAt: null, place: null },
    },
    release,
  };
  await complete(db, learner, new Date(issued));
}
