import { expect } from "vitest";
import { findOversight } from "#app/domain/team/oversight.ts";
import { findCohort } from "#app/domain/team-report/cohort.ts";
import { addLearner, addPerson, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { askFor } from "#tests/support/reminders.ts";
import { complete } from "#tests/support/sitting.ts";
import { formTeam } from "#tests/support/team.ts";

const zone = "America/New_York";
const at = (time: string) => new Date(`${time}:00.000Z`);

onBothDatabases("a cohort counts what was assigned and done by the end of each of twelve months", async ({ db }) => {
  await db.updateTable("practice").set({ zone }).execute();
  const release = await publishSmall(db);
  const ada = await addLearner(db, { name: "Ada Okafor", release });
  const bo = await addLearner(db, { name: "Bo Lindqvist", release });
  const eve = await addLearner(db, { name: "Eve Lund", release });
  const odile = await addLearner(db, { name: "Odile Roth", release });
  const actor = await addPerson(db, "Sunita Rao", ["supervisor"]);
  const members = [ada, bo, eve].map((one) => one.actor.id);
  await formTeam(db, { members, supervisors: [actor.id] });
  const ask = (people: string[], now: string) =>
    askFor(db, { people, courseId: release.courseId, on: "2026-12-20", now: at(now) });
  await complete(db, ada, at("2026-05-10T12:00"));
  // The last evening of June in New York; and somebody of another team.
  await ask([bo.actor.id, odile.actor.id], "2026-07-01T02:00");
  await ask([eve.actor.id], "2026-09-10T12:00");
  await complete(db, eve, at("2026-10-05T12:00"));

  const oversight = await findOversight(db, { actor, all: "read reports of all", teamId: undefined });
  if (!oversight) throw new Error("Nobody is overseen.");
  const asked = { oversight, filter: {}, now: at("2026-11-10T12:00"), zone };
  const months = await findCohort(db, asked);
  expect(months.map(({ month, assigned, done }) => `${month} ${assigned} ${done}`)).toEqual([
    "2025-12 0 0",
    "2026-01 0 0",
    "2026-02 0 0",
    "2026-03 0 0",
    "2026-04 0 0",
    "2026-05 0 1",
    "2026-06 1 1",
    "2026-07 1 1",
    "2026-08 1 1",
    "2026-09 2 1",
    "2026-10 2 2",
    "2026-11 2 2",
  ]);
  const elsewhere = await findCohort(db, { ...asked, filter: { courseId: "course99" } });
  expect(new Set(elsewhere.map(({ assigned, done }) => assigned + done))).toEqual(new Set([0]));
});
