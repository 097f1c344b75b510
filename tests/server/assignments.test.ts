import { expect } from "vitest";
import { assign } from "#app/domain/assignment.ts";
import { suspendPerson } from "#app/domain/person.ts";
import { standingOf } from "#app/domain/standing.ts";
import { beginDay } from "#server/day.ts";
import { perform } from "#server/effects.ts";
import { startJobs } from "#server/jobs.ts";
import { addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";

onBothDatabases("each day brings what is assigned to whom no act brought it, once for all runners", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const admin = await addPerson(db, "Petra Falk", ["administrator"]);
  const ada = await addPerson(db, "Ada Okafor");
  await db.updateTable("person").set({ profession: "Therapist" }).where("id", "=", ada.id).execute();
  await suspendPerson(db, { actor: admin, personId: ada.id, now: morning });
  const to = { kind: "circle", teamId: null, profession: "Therapist" } as const;
  const due = { kind: "after-assigning", days: 10 } as const;
  expect(await assign(db, { actor: admin, courseId, to, due, key: "k", now: morning })).toMatchObject({ reached: 0 });
  await db.updateTable("person").set({ suspended_at: null }).where("id", "=", ada.id).execute();

  const now = later({ minutes: 24 * 60 });
  const doing = { perform, clock: () => now, beginDay };
  const runners = [startJobs(db, doing), startJobs(db, doing)];
  const waiting = db.selectFrom("outbox").select("id").where("done_at", "is", null);
  while ((await countTurns()) === 0 || (await waiting.execute()).length > 0);
  await Promise.all(runners.map(({ stop }) => stop()));
  expect(await standingOf(db, { personId: ada.id, courseId, now, zone: "UTC" })).toMatchObject({
    status: "assigned",
    dueOn: "2026-03-13",
  });
  expect(await db.selectFrom("assignee").select("person_id").execute()).toEqual([{ person_id: ada.id }]);
  const said = db.selectFrom("outbox").select("outcome").where("kind", "=", "assignments");
  expect(await said.execute()).toEqual([{ outcome: "begun 1, ended 0" }]);

  async function countTurns(): Promise<number> {
    return (await db.selectFrom("outbox").select("id").execute()).length;
  }
});
