import { expect } from "vitest";
import { planToday } from "#app/domain/reminder/plan.ts";
import { rehearse } from "#app/domain/reminder/rehearsal.ts";
import { renew } from "#app/domain/renewal.ts";
import type { Db } from "#db/open.ts";
import { addLearner, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { turnOn } from "#tests/support/reminders.ts";
import { complete } from "#tests/support/sitting.ts";

/** At noon of a day. */
const on = (day: string) => new Date(`${day}T12:00:00.000Z`);

onBothDatabases("before a record ends its holder is reminded twice, each once, unless they renew", async ({ db }) => {
  await turnOn(db, { weekends: true });
  const { actor, courseId } = await addHolderUntil(db, "2027-03-02");
  expect(await plannedOn(db, "2026-12-31")).toEqual([]);
  expect(await plannedOn(db, "2027-01-01")).toEqual(["expiry-60 2027-03-02"]);
  const rehearsed = (await rehearse(db, on("2027-01-20"))).flatMap(({ reminders }) => reminders);
  expect(rehearsed.map(({ key }) => key.split("/")[2])).toContain("expiry-30");
  expect(await plannedOn(db, "2027-01-31")).toEqual(["expiry-30 2027-03-02"]);

  expect(await renew(db, { personId: actor.id, courseId, now: on("2027-02-01") })).toHaveProperty("enrolment");
  const after = (await rehearse(db, on("2027-02-01"))).flatMap(({ reminders }) => reminders);
  expect(after.filter(({ whyNot }) => whyNot === undefined)).toEqual([]);
});

/** Of the small course, completed a year before this day. */
async function addHolderUntil(db: Db, day: string) {
  const renewal = { every: 12, from: "completion", window: 2, minGap: 0 } as const;
  const release = await publishSmall(
    db,
    smallRelease((course) => ({ ...course, renewal })),
  );
  const learner = await addLearner(db, { release });
  await complete(db, learner, on(day.replace("2027", "2026")));
  return { ...learner, courseId: release.courseId };
}

/** What is written down on a day, looked at twice. */
async function plannedOn(db: Db, day: string): Promise<string[]> {
  for (let look = 0; look < 2; look++) await planToday(db, on(day));
  const rows = await db.selectFrom("reminder").select(["rule", "due_on"]).where("day", "=", day).execute();
  return rows.map(({ rule, due_on }) => `${rule} ${due_on}`);
}
