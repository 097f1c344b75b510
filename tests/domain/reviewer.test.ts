import { expect } from "vitest";
import { previewAssignment } from "#app/domain/assignment/preview.ts";
import { applyAssignments } from "#app/domain/assignment/reach.ts";
import { assign } from "#app/domain/assignment.ts";
import { openAttempt } from "#app/domain/attempt.ts";
import { signAttestation } from "#app/domain/completion.ts";
import { listRecords } from "#app/domain/completion-record.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { listPeople } from "#app/domain/person/listing.ts";
import { findPerson } from "#app/domain/person.ts";
import { grantReviewer } from "#app/domain/role/reviewer.ts";
import { endRole } from "#app/domain/role.ts";
import { addMembers } from "#app/domain/team/member.ts";
import { findOversight } from "#app/domain/team/oversight.ts";
import { countToday } from "#app/domain/team/today.ts";
import { createTeam } from "#app/domain/team.ts";
import { listReport } from "#app/domain/team-report.ts";
import { newToken } from "#app/platform/chance.ts";
import { sessionStore } from "#app/session-store.ts";
import type { Db } from "#db/open.ts";
import { addLearner, addPerson, later, morning, publishSmall } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf } from "../support/people.ts";
import { nameOneself, readLessons, sit, url } from "../support/sitting.ts";

const day = 24 * 60;

onBothDatabases("a reviewer is one to the end of the day in the practice's zone, and no longer", async ({ db }) => {
  const { grant, rhea } = await scene(db);
  await db.updateTable("practice").set({ zone: "America/New_York" }).execute();
  expect(await grant("2026-03-04")).toEqual({ granted: true });
  expect((await findPerson(db, rhea.id))?.reviewerUntil).toBe("2026-03-05T04:59:59.999Z");
  expect(await rolesAt(db, rhea.id, new Date("2026-03-05T04:59:59.998Z"))).toEqual(["reviewer"]);
  expect(await rolesAt(db, rhea.id, new Date("2026-03-05T04:59:59.999Z"))).toEqual([]);
  const listed = async (now: Date) => (await listPeople(db, { wanted: { role: "reviewer" }, limit: 9, now })).people;
  expect(await listed(morning)).toHaveLength(1);
  expect(await listed(later({ minutes: 4 * day }))).toEqual([]);
});

onBothDatabases(
  "a later day takes the place of the first, also once that is over; the same day is once",
  async ({ db }) => {
    const { grant, rhea, actor } = await scene(db);
    await grant("2026-03-04");
    await grant("2026-03-04");
    await grant("2026-03-20", later({ minutes: 5 * day }));
    const rows = await db
      .selectFrom("role_grant")
      .select(["until", "ended_at"])
      .where("person_id", "=", rhea.id)
      .execute();
    expect(rows.toSorted((one, other) => ((one.until ?? "") < (other.until ?? "") ? -1 : 1))).toEqual([
      { until: "2026-03-04T23:59:59.999Z", ended_at: "2026-03-04T23:59:59.999Z" },
      { until: "2026-03-20T23:59:59.999Z", ended_at: null },
    ]);
    await endRole(db, { actor, personId: rhea.id, role: "reviewer", now: later({ minutes: 6 * day }) });
    expect(await rolesAt(db, rhea.id, later({ minutes: 6 * day }))).toEqual([]);
    expect(await actsOf(db)).toEqual(["grant role reviewer", "grant role reviewer", "end role reviewer"]);
  },
);

onBothDatabases(
  "no rule reaches a reviewer, no count or report has one, but one who is assigned something by name",
  async ({ db }) => {
    const { grant, actor, rhea } = await scene(db);
    const { courseId } = await publishSmall(db);
    await db.updateTable("person").set({ profession: "Therapist" }).where("id", "=", rhea.id).execute();
    await grant("2026-03-04");
    const ask = { actor, courseId, due: { kind: "none" } as const, now: morning };
    const rule = { kind: "circle", teamId: null, profession: "Therapist" } as const;
    expect(await previewAssignment(db, { ...ask, to: rule })).toMatchObject({
      reached: [],
      missed: expect.arrayContaining([expect.objectContaining({ personId: rhea.id, why: "reviewer" })]),
    });
    expect(await assign(db, { ...ask, to: rule, key: "rule" })).toMatchObject({ assigned: 1, reached: 0 });
    await enrol(db, { personId: rhea.id, courseId, now: morning });
    const shown = async (now: Date) => {
      const oversight = await findOversight(db, { actor, all: "see standing of all", teamId: undefined });
      if (!oversight) throw new Error("An administrator oversees nobody.");
      const asked = { oversight, filter: {}, now, zone: "UTC" };
      const { people } = await countToday(db, asked);
      return { people, lines: (await listReport(db, asked)).map(({ personId }) => personId) };
    };
    expect(await shown(morning)).toEqual({ people: 1, lines: [] });

    const after = later({ minutes: 4 * day });
    expect(await applyAssignments(db, { now: morning })).toEqual({ begun: 0, ended: 0 });
    expect(await applyAssignments(db, { now: after })).toEqual({ begun: 1, ended: 0 });
    expect(await shown(after)).toEqual({ people: 2, lines: [rhea.id] });
    await grant("2026-03-20", after);
    expect(await shown(after)).toEqual({ people: 1, lines: [] });
    await assign(db, { ...ask, to: { people: [rhea.id] }, key: "name", now: after });
    expect(await shown(after)).toEqual({ people: 2, lines: [rhea.id] });
  },
);

onBothDatabases("a day that is none or over is refused, and who is in a team cannot review", async ({ db }) => {
  const { grant, actor, rhea } = await scene(db);
  expect(await grant("2026-02-30")).toEqual({ refused: "no-day" });
  expect(await grant("2026-03-01")).toEqual({ refused: "past" });
  expect(await grantReviewer(db, { actor, personId: "nobody", day: "2026-03-04", now: morning })).toBeUndefined();
  const created = await createTeam(db, { actor, name: "North", key: "form 1", now: morning });
  const teamId = "team" in created ? created.team : "";
  await addMembers(db, { actor, teamId, personIds: [rhea.id], now: morning });
  expect(await grant("2026-03-04")).toEqual({ refused: "in-team" });
});

onBothDatabases("who has left the practice has no role", async ({ db }) => {
  const bo = await addPerson(db, "Bo Lindqvist", ["supervisor", "author"]);
  expect((await rolesAt(db, bo.id, morning)).toSorted()).toEqual(["author", "supervisor"]);
  await db.updateTable("person").set({ left_at: morning.toISOString() }).where("id", "=", bo.id).execute();
  expect(await rolesAt(db, bo.id, morning)).toEqual([]);
});

async function scene(db: Db) {
  const actor = await addPerson(db, "Cleo Marsh", ["administrator"]);
  const rhea = await addPerson(db, "Rhea Quist");
  const grant = (until: string, now = morning) => grantReviewer(db, { actor, personId: rhea.id, day: until, now });
  return { actor, rhea, grant };
}

/** The roles that a session begun a moment before finds. */
async function rolesAt(db: Db, personId: string, now: Date): Promise<string[]> {
  const token = newToken();
  const store = sessionStore(db, now);
  const attributes = { method: "password", device: "Firefox" } as const;
  await store.setSession({ id: token, userId: personId, expiresAt: now, attributes });
  const [, user] = await store.getSessionAndUser(token);
  return user?.attributes.roles ?? [];
}

onBothDatabases(
  "a reviewer opens every step in any order; nothing of it is counted, and no record issued",
  async ({ db }) => {
    const learner = await addLearner(db);
    const { enrolment, release } = learner;
    expect(
      await openAttempt(db, { enrolment, release, quizId: "quiz0002", key: "form 1", now: morning }),
    ).toBeUndefined();
    const reviewer = { ...learner, enrolment: { ...enrolment, asReviewer: true } };
    await sit(db, reviewer, "quiz0002", "right");
    await readLessons(db, reviewer, ["lesson22", "lesson21", "lesson12", "lesson11"]);
    await sit(db, reviewer, "quiz0001", "right");
    const confirmation = await nameOneself(db, reviewer);
    const signing = { ...reviewer, confirmation, url, now: morning };
    expect(await signAttestation(db, signing)).toEqual({ refused: "reviewer" });
    expect(await listRecords(db, learner.actor.id)).toEqual([]);
    expect(await db.selectFrom("item_statistic").selectAll().execute()).toEqual([]);
    expect(await db.selectFrom("attestation").selectAll().execute()).toEqual([]);
  },
);
