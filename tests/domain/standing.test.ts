import fc from "fast-check";
import { expect } from "vitest";
import { factsOf, findHistory } from "#app/domain/standing/history.ts";
import { judge, type Status, statuses } from "#app/domain/standing/judgement.ts";
import { type Reason, whyOf } from "#app/domain/standing/why.ts";
import { countByCourse, countStandings, momentOf, standingOf, standingsOf } from "#app/domain/standing.ts";
import { addPerson, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { addRows, anyFacts } from "#tests/support/facts.ts";
import { anyStep, moveToZone, play, setScene, zone } from "#tests/support/standing.ts";
import { tellFrom } from "#tests/support/standing-ledger.ts";

const histories = 1_000;

/** What the reasons for a standing hold, whatever else happened. */
const saidOf: Record<Status, Reason["kind"][]> = {
  overdue: ["overdue"],
  inactive: ["joined", "quiet"],
  assigned: ["assigned"],
  enrolled: ["joined", "nothing-done"],
  "in-progress": ["joined", "last-work"],
  complete: ["complete"],
  excused: ["excused"],
  waived: ["waived"],
  "not-assigned": [],
};

onBothDatabases(
  "the standing shown is the one that follows from what happened, for any history",
  async ({ db, opened }) => {
    await moveToZone(db);
    const release = await publishSmall(db);
    const admin = await addPerson(db, "Petra Falk", ["administrator"]);
    const told = new Map<string, number>();
    const runs = opened.engine === "sqlite" ? histories : histories / 10;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { maxLength: 18, size: "max" }),
        fc.integer({ min: 0, max: 1_500 }),
        async (steps, hours) => {
          const scene = await setScene(db, { release, admin });
          const played = await play(scene, steps);
          const now = new Date(played.now.getTime() + hours * 3_600_000);
          const expected = tellFrom(played.happened, now);
          const asked = { whose: { people: [scene.person.id] }, now, zone };
          const of = { personId: scene.person.id, courseId: release.courseId };

          const shown = await standingOf(db, { ...of, now, zone });
          expect(shown).toMatchObject(expected);
          const history = await findHistory(db, of);
          expect(judge(factsOf(history), momentOf({ now, zone }))).toEqual(shown);
          const reasons = whyOf(history, shown).map(({ kind }) => kind);
          expect(reasons.length).toBeGreaterThan(0);
          expect(reasons).toEqual(expect.arrayContaining(saidOf[shown.status]));
          const counted = (await countByCourse(db, asked)).get(release.courseId);
          const rows = await standingsOf(db, { ...asked, only: [shown.status] });
          expect([counted?.[shown.status] ?? 0, rows.length]).toEqual(counted ? [1, 1] : [0, 0]);
          told.set(shown.status, (told.get(shown.status) ?? 0) + 1);
        },
      ),
      { numRuns: runs, seed: 20261123 },
    );
    // The histories mean something: none of the standings is missing among them.
    if (runs === histories) expect([...told.keys()].sort()).toEqual([...statuses].sort());
  },
  180_000,
);

onBothDatabases("a count in SQL judges any row as the rule does", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const all = fc.sample(anyFacts, { numRuns: histories, seed: 20261123 });
  const people = await addRows(db, courseId, all);
  for (const days of [0, 30, 400]) {
    const asked = { now: new Date(morning.getTime() + days * 86_400_000), zone };
    const moment = momentOf(asked);
    const expected = new Map(all.map((facts, at) => [people[at], judge(facts, moment)]));
    const counted = await countStandings(db, { whose: "everyone", of: [...statuses], ...asked });
    const byCourse = (await countByCourse(db, { whose: "everyone", ...asked })).get(courseId);
    for (const status of statuses) {
      const rows = await standingsOf(db, { whose: "everyone", only: [status], ...asked });
      const wanted = [...expected].filter(([, standing]) => standing.status === status).map(([id]) => id);
      expect(rows.map(({ personId }) => personId).sort()).toEqual(wanted.sort());
      expect(counted.get(status)).toBe(wanted.length);
      expect(byCourse?.[status] ?? 0).toBe(wanted.length);
    }
    const listed = await standingsOf(db, { whose: "everyone", ...asked });
    const dates = listed.map(({ dueOn }) => dueOn ?? "9999");
    expect(dates).toEqual(dates.toSorted());
    expect(new Set(listed.map(({ status }) => status)).size).toBe(statuses.length);
    for (const { personId, dueOn } of listed) expect(dueOn).toBe(expected.get(personId)?.dueOn);
    const span = { dueFrom: "2026-03-10", dueTo: "2026-04-10" };
    const within = listed.filter(({ dueOn }) => dueOn !== null && dueOn >= span.dueFrom && dueOn <= span.dueTo);
    expect(within.length).toBeGreaterThan(10);
    expect(await standingsOf(db, { whose: "everyone", ...asked, ...span })).toEqual(within);
    const pages = [0, 400, 800].map((offset) => standingsOf(db, { whose: "everyone", ...asked, limit: 400, offset }));
    expect((await Promise.all(pages)).flat()).toEqual(listed);
  }
});

onBothDatabases("no team and no person is nobody, and who is suspended or has left is not told of", async ({ db }) => {
  const { courseId } = await publishSmall(db);
  const people = await addRows(db, courseId, fc.sample(anyFacts, { numRuns: 3, seed: 1 }));
  const asked = { now: morning, zone };
  expect(await standingsOf(db, { whose: { teams: [] }, ...asked })).toEqual([]);
  expect(await standingsOf(db, { whose: { people: [] }, ...asked })).toEqual([]);
  expect(await standingsOf(db, { whose: { people }, ...asked })).toHaveLength(3);
  const gone = db.updateTable("person").set({ suspended_at: morning.toISOString() });
  await gone.where("id", "=", people[0] ?? "").execute();
  expect(await standingsOf(db, { whose: "everyone", ...asked })).toHaveLength(2);
});
