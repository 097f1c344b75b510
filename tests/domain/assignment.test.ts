import { expect, test } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { grantConcession, liftConcession, listConcessions } from "#app/domain/assignment/concession.ts";
import { addDays, type Due, dueOnFor } from "#app/domain/assignment/due.ts";
import { previewAssignment } from "#app/domain/assignment/preview.ts";
import { applyAssignments, reachPerson } from "#app/domain/assignment/reach.ts";
import { assign, changeDue, endAssignment } from "#app/domain/assignment.ts";
import { enrol } from "#app/domain/enrolment.ts";
import { notePresentCourses } from "#app/domain/release.ts";
import { standingOf } from "#app/domain/standing.ts";
import { addMembers, endMembership } from "#app/domain/team/member.ts";
import { endTeam } from "#app/domain/team.ts";
import type { Db } from "#db/open.ts";
import { addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { smallRelease } from "#tests/support/course.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { actsOf } from "#tests/support/people.ts";
import { formTeam, joinTeam, leaveTeam } from "#tests/support/team.ts";

const courseId = "course01";
const zone = "Europe/Berlin";
const inTenDays: Due = { kind: "after-assigning", days: 10 };

onBothDatabases("an assignment shows its person a due date and enrols nobody", async ({ db }) => {
  const { admin, ada } = await cast(db);
  expect(await assignTo(db, admin, [ada.id], { kind: "day", on: "2026-03-20" })).toMatchObject({
    assigned: 1,
    reached: 1,
  });
  expect(await standing(db, ada)).toMatchObject({ status: "assigned", dueOn: "2026-03-20" });
  expect(await db.selectFrom("enrolment").selectAll().execute()).toEqual([]);
  expect(await standing(db, admin)).toMatchObject({ status: "not-assigned", dueOn: null });
});

onBothDatabases("a course by assignment takes whom it is assigned to, and nobody else", async ({ db }) => {
  const { admin, ada, bo } = await cast(db, "assigned");
  await assignTo(db, admin, [ada.id], inTenDays);
  expect(await enrol(db, { personId: bo.id, courseId, now: morning })).toEqual({ refused: "by-assignment" });
  expect(await enrol(db, { personId: ada.id, courseId, now: morning })).toHaveProperty("enrolment");
});

onBothDatabases("when an assignment ends, who has not begun cannot, and who has begun goes on", async ({ db }) => {
  const { admin, ada, bo } = await cast(db, "assigned");
  await assignTo(db, admin, [ada.id, bo.id], inTenDays);
  await enrol(db, { personId: ada.id, courseId, now: morning });
  for (const id of await openAssignments(db))
    await endAssignment(db, { actor: admin, assignmentId: id, now: later({ minutes: 5 }) });
  expect(await standing(db, ada)).toMatchObject({ status: "enrolled", dueOn: null });
  expect(await standing(db, bo)).toMatchObject({ status: "not-assigned" });
  expect(await enrol(db, { personId: bo.id, courseId, now: morning })).toEqual({ refused: "by-assignment" });
});

onBothDatabases("the same form twice is one assignment, and another to the same person is refused", async ({ db }) => {
  const { admin, ada, bo } = await cast(db);
  for (const _ of [1, 2]) {
    expect(await assignTo(db, admin, [ada.id], inTenDays, "same-key")).toMatchObject({ assigned: 1 });
  }
  expect(await assignTo(db, admin, [ada.id], inTenDays)).toEqual({ refused: "already-assigned" });
  expect(await assignTo(db, admin, [ada.id, bo.id], inTenDays)).toMatchObject({ assigned: 1, reached: 1 });
  expect((await actsOf(db)).filter((act) => act === "assign course")).toHaveLength(2);
});

onBothDatabases(
  "a team's assignment reaches who is in it, who joins later, and no longer who leaves",
  async ({ db }) => {
    const { admin, ada, bo } = await cast(db);
    const team = await formTeam(db, { members: [ada.id] });
    const to = { kind: "circle", teamId: team, profession: null } as const;
    await assign(db, {
      actor: admin,
      courseId,
      to,
      due: { kind: "after-joining", days: 30 },
      key: "k",
      now: morning,
    });
    expect(await standing(db, ada)).toMatchObject({ status: "assigned", dueOn: "2026-04-01" });

    const friday = later({ minutes: 4 * 24 * 60 });
    await joinTeam(db, team, bo.id, friday);
    await reachPerson(db, { personId: bo.id, now: friday });
    expect(await standing(db, bo, friday)).toMatchObject({ status: "assigned", dueOn: "2026-04-05" });

    await leaveTeam(db, team, ada.id, friday);
    await reachPerson(db, { personId: ada.id, now: friday });
    expect(await standing(db, ada, friday)).toMatchObject({ status: "not-assigned", dueOn: null });
  },
);

onBothDatabases("joining and leaving a team, and the end of it, are felt at once", async ({ db }) => {
  const { admin, ada, bo } = await cast(db);
  const team = await formTeam(db, { members: [] });
  const to = { kind: "circle", teamId: team, profession: null } as const;
  await assign(db, { actor: admin, courseId, to, due: inTenDays, key: "k", now: morning });
  const place = { actor: admin, teamId: team, now: morning };
  await addMembers(db, { ...place, personIds: [ada.id, bo.id] });
  expect(await standing(db, ada)).toMatchObject({ status: "assigned", dueOn: "2026-03-12" });
  await endMembership(db, { ...place, personId: ada.id });
  expect([(await standing(db, ada)).status, (await standing(db, bo)).status]).toEqual(["not-assigned", "assigned"]);
  await endTeam(db, place);
  expect(await standing(db, bo)).toMatchObject({ status: "not-assigned" });
});

onBothDatabases("what the job runner applies once, it does not apply again", async ({ db }) => {
  const { admin, ada, bo } = await cast(db);
  const team = await formTeam(db, { members: [ada.id] });
  const to = { kind: "circle", teamId: team, profession: null } as const;
  await assign(db, { actor: admin, courseId, to, due: inTenDays, key: "k", now: morning });
  await joinTeam(db, team, bo.id, morning);
  await leaveTeam(db, team, ada.id, morning);
  expect(await applyAssignments(db, { now: later({ minutes: 1 }) })).toEqual({ begun: 1, ended: 1 });
  expect(await applyAssignments(db, { now: later({ minutes: 9999 }) })).toEqual({ begun: 0, ended: 0 });
});

onBothDatabases("who is suspended is given nothing new and keeps what they have", async ({ db }) => {
  const { admin, ada, bo } = await cast(db);
  const team = await formTeam(db, { members: [ada.id, bo.id] });
  const to = { kind: "circle", teamId: team, profession: null } as const;
  await suspend(db, ada.id, morning);
  await assign(db, { actor: admin, courseId, to, due: inTenDays, key: "k", now: morning });
  expect(await standing(db, ada)).toMatchObject({ status: "not-assigned" });
  await suspend(db, bo.id, morning);
  await suspend(db, ada.id, null);
  expect(await applyAssignments(db, { now: morning })).toEqual({ begun: 1, ended: 0 });
  expect(await standing(db, bo)).toMatchObject({ status: "assigned" });
});

onBothDatabases("of several due dates the earliest counts, and an extension outlasts every change", async ({ db }) => {
  const { admin, ada } = await cast(db);
  const team = await formTeam(db, { members: [ada.id] });
  await assignTo(db, admin, [ada.id], { kind: "day", on: "2026-03-20" });
  const to = { kind: "circle", teamId: team, profession: null } as const;
  await assign(db, {
    actor: admin,
    courseId,
    to,
    due: { kind: "day", on: "2026-03-12" },
    key: "k",
    now: morning,
  });
  expect(await standing(db, ada)).toMatchObject({ dueOn: "2026-03-12" });

  expect(await extend(db, admin, ada, "2026-03-12")).toEqual({ refused: "not-later" });
  expect(await extend(db, admin, ada, "2026-04-30")).toEqual({ granted: true });
  expect(await standing(db, ada)).toMatchObject({ dueOn: "2026-04-30" });
  const circle = await db.selectFrom("assignment").select("id").where("team_id", "=", team).executeTakeFirstOrThrow();
  const change = { actor: admin, assignmentId: circle.id, version: 1, now: morning };
  expect(await changeDue(db, { ...change, due: { kind: "day", on: "2026-03-05" } })).toEqual({ changed: true });
  expect(await standing(db, ada)).toMatchObject({ dueOn: "2026-04-30" });
  expect(await changeDue(db, { ...change, version: 2, due: { kind: "day", on: "2026-06-01" } })).toEqual({
    changed: true,
  });
  expect(await changeDue(db, { ...change, due: { kind: "none" } })).toEqual({ refused: "changed-meanwhile" });
  const [granted] = await listConcessions(db, { personId: ada.id, courseId });
  await liftConcession(db, { actor: admin, concessionId: granted?.id ?? "", now: morning });
  expect(await standing(db, ada)).toMatchObject({ dueOn: "2026-03-20" });
});

onBothDatabases("a dry run tells what assigning then does, and changes nothing", async ({ db }) => {
  const { admin, ada, bo } = await cast(db);
  const cy = await addPerson(db, "Cy Adler");
  const team = await formTeam(db, { members: [ada.id, bo.id] });
  await assignTo(db, admin, [ada.id], { kind: "day", on: "2026-03-06" });
  await suspend(db, bo.id, morning);
  const to = { kind: "circle", teamId: team, profession: null } as const;
  const asked = { actor: admin, courseId, to, due: inTenDays, now: morning };
  const preview = await previewAssignment(db, asked);
  if (!preview || "refused" in preview) throw new Error("The dry run refuses what assigning takes.");
  expect(preview).toMatchObject({
    reached: [{ personId: ada.id, dueOn: "2026-03-12", presentDueOn: "2026-03-06", status: "assigned" }],
    missed: expect.arrayContaining([
      expect.objectContaining({ personId: bo.id, why: "suspended" }),
      expect.objectContaining({ personId: cy.id, why: "no-team" }),
    ]),
  });
  expect(await previewAssignment(db, asked)).toEqual(preview);
  expect(await assign(db, { ...asked, key: "k" })).toMatchObject({ reached: preview.reached.length });
  const circle = await db.selectFrom("assignment").select("id").where("team_id", "=", team).executeTakeFirstOrThrow();
  const rows = await db.selectFrom("assignee").selectAll().where("assignment_id", "=", circle.id).execute();
  expect(rows.map(({ person_id, due_on }) => [person_id, due_on])).toEqual(
    preview.reached.map(({ personId, dueOn }) => [personId, dueOn]),
  );
  const over = { ...asked, due: { kind: "day", on: "2026-03-01" } } as const;
  expect(await previewAssignment(db, over)).toEqual({ refused: "due-over" });
  expect(await assign(db, { ...over, key: "over" })).toEqual({ refused: "due-over" });
});

onBothDatabases("a profession's assignment reaches who has it, and tells whose is not written down", async ({ db }) => {
  const { admin, ada, bo } = await cast(db);
  const cy = await addPerson(db, "Cy Adler");
  const as = (profession: string, { id }: PersonActor) =>
    db.updateTable("person").set({ profession, joined_on: "2026-02-20" }).where("id", "=", id).execute();
  await as("psychologist", ada);
  await as("social worker", bo);
  const to = { kind: "circle", teamId: null, profession: "psychologist" } as const;
  const due: Due = { kind: "after-joining", days: 20 };
  const asked = { actor: admin, courseId, to, due, now: morning };
  expect(await previewAssignment(db, asked)).toMatchObject({
    reached: [{ personId: ada.id, dueOn: "2026-03-12" }],
    missed: expect.arrayContaining([expect.objectContaining({ personId: cy.id, why: "no-profession" })]),
  });
  expect(await assign(db, { ...asked, key: "k" })).toMatchObject({ assigned: 1, reached: 1 });
  expect(await standing(db, ada)).toMatchObject({ status: "assigned", dueOn: "2026-03-12" });
  await as("psychologist", bo);
  await as("social worker", ada);
  expect(await applyAssignments(db, { now: morning })).toEqual({ begun: 1, ended: 1 });
  expect([(await standing(db, ada)).status, (await standing(db, bo)).status]).toEqual(["not-assigned", "assigned"]);

  const team = await formTeam(db, { members: [ada.id, bo.id] });
  const both = { kind: "circle", teamId: team, profession: "social worker" } as const;
  expect(await assign(db, { ...asked, to: both, key: "k2" })).toMatchObject({ assigned: 1, reached: 1 });
  expect(await standing(db, ada)).toMatchObject({ status: "assigned" });
});

onBothDatabases("a day that is over is refused, and so is a course gone from its folder", async ({ db }) => {
  const { admin, ada } = await cast(db);
  expect(await assignTo(db, admin, [ada.id], { kind: "day", on: "2026-03-01" })).toEqual({ refused: "due-over" });
  expect(await assignTo(db, admin, [ada.id], { kind: "day", on: "2026-03-02" })).toMatchObject({ assigned: 1 });
  expect(await standing(db, ada, new Date("2026-03-02T22:59:59.999Z"))).toMatchObject({ status: "assigned" });
  expect(await standing(db, ada, new Date("2026-03-02T23:00:00.000Z"))).toMatchObject({ status: "overdue" });
  await notePresentCourses(db, { present: [], now: morning });
  expect(await assignTo(db, admin, [admin.id], inTenDays)).toEqual({ refused: "taking-none" });
  expect(
    await assign(db, {
      actor: admin,
      courseId: "nowhere1",
      to: { people: [ada.id] },
      due: inTenDays,
      key: "x",
      now: morning,
    }),
  ).toBeUndefined();
});

onBothDatabases(
  "a supervisor assigns and extends in their team, and a waiver is an administrator's",
  async ({ db }) => {
    const { admin, ada, bo } = await cast(db);
    const sunita = await addPerson(db, "Sunita Rao", ["supervisor"]);
    const team = await formTeam(db, { members: [ada.id, sunita.id], supervisors: [sunita.id] });
    const other = await formTeam(db, { members: [bo.id] });
    expect(await assignTo(db, sunita, [bo.id], inTenDays)).toBeUndefined();
    expect(await assignTo(db, sunita, [sunita.id], inTenDays)).toBeUndefined();
    expect(await assignTo(db, ada, [ada.id], inTenDays)).toBeUndefined();
    const circle = (teamId: string, profession: string | null = null) =>
      ({ kind: "circle", teamId, profession }) as const;
    const asked = { actor: sunita, courseId, due: inTenDays, key: "k", now: morning };
    expect(await assign(db, { ...asked, to: circle(other) })).toBeUndefined();
    expect(await assign(db, { ...asked, to: circle(team, "psychologist") })).toBeUndefined();
    expect(await assign(db, { ...asked, to: circle(team) })).toMatchObject({ assigned: 1, reached: 2 });

    expect(await extend(db, sunita, ada, "2026-05-01")).toEqual({ granted: true });
    expect(await extend(db, sunita, sunita, "2026-05-01")).toBeUndefined();
    expect(await waive(db, sunita, ada)).toBeUndefined();
    expect(await waive(db, admin, ada)).toEqual({ granted: true });
    const [waiver] = await listConcessions(db, { personId: ada.id, courseId });
    expect(await liftConcession(db, { actor: sunita, concessionId: waiver?.id ?? "", now: morning })).toBeUndefined();

    await leaveTeam(db, team, ada.id, morning);
    expect(await extend(db, sunita, ada, "2026-06-01")).toBeUndefined();
  },
);

onBothDatabases("a supervisor does not take back what an administrator asked of their team", async ({ db }) => {
  const { admin, ada } = await cast(db);
  const sunita = await addPerson(db, "Sunita Rao", ["supervisor"]);
  const team = await formTeam(db, { members: [ada.id], supervisors: [sunita.id] });
  const to = { kind: "circle", teamId: team, profession: null } as const;
  await assign(db, { actor: admin, courseId, to, due: inTenDays, key: "k", now: morning });
  await assignTo(db, sunita, [ada.id], inTenDays);
  const rows = await db.selectFrom("assignment").select(["id", "assigned_as"]).execute();
  expect(rows.map(({ assigned_as }) => assigned_as).sort()).toEqual(["administrator", "supervisor"]);
  for (const { id, assigned_as } of rows) {
    const ended = await endAssignment(db, { actor: sunita, assignmentId: id, now: morning });
    expect(ended).toEqual(assigned_as === "supervisor" ? { ended: true } : undefined);
  }
});

onBothDatabases("a waiver ends what is asked and issues no record; lifted, it is asked again", async ({ db }) => {
  const { admin, ada } = await cast(db);
  expect(await waive(db, admin, ada)).toEqual({ refused: "not-assigned" });
  await assignTo(db, admin, [ada.id], inTenDays);
  expect(await waive(db, admin, ada)).toEqual({ granted: true });
  expect(await waive(db, admin, ada)).toEqual({ refused: "already" });
  expect(await standing(db, ada, later({ minutes: 60 * 24 * 40 }))).toMatchObject({ status: "waived" });
  expect(await db.selectFrom("completion_record").selectAll().execute()).toEqual([]);
  const [waiver] = await listConcessions(db, { personId: ada.id, courseId });
  expect(waiver).toMatchObject({ kind: "waiver", grantedBy: "Petra Falk", reason: "Agreed" });
  for (const _ of [1, 2]) {
    expect(await liftConcession(db, { actor: admin, concessionId: waiver?.id ?? "", now: morning })).toEqual({
      lifted: true,
    });
  }
  expect(await standing(db, ada)).toMatchObject({ status: "assigned" });
  expect((await actsOf(db)).slice(-2)).toEqual(["grant waiver", "lift waiver"]);
});

onBothDatabases("without its reason a concession still holds, and the trail never had it", async ({ db }) => {
  const { admin, ada } = await cast(db);
  await assignTo(db, admin, [ada.id], inTenDays);
  const grant = { kind: "excusal" } as const;
  await grantConcession(db, {
    actor: admin,
    personId: ada.id,
    courseId,
    grant,
    reason: "Canary leave",
    key: "c",
    now: morning,
  });
  expect(JSON.stringify(await db.selectFrom("audit_reason").selectAll().execute())).not.toContain("Canary");
  await db.deleteFrom("concession_reason").execute();
  expect(await standing(db, ada)).toMatchObject({ status: "excused" });
  expect(await listConcessions(db, { personId: ada.id, courseId })).toMatchObject([{ reason: null }]);
});

onBothDatabases("fifty who send one form at once make one assignment", async ({ db }) => {
  const { admin, ada } = await cast(db);
  const answers = await Promise.all(Array.from({ length: 50 }, () => assignTo(db, admin, [ada.id], inTenDays, "one")));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ assigned: 1, reached: 1 });
  expect(await db.selectFrom("assignee").selectAll().execute()).toHaveLength(1);
});

test("a day is counted in the practice's zone, and nobody is late on the day they are reached", () => {
  const at = {
    assignedAt: "2026-03-02T09:00:00.000Z",
    beganAt: "2026-03-02T23:30:00.000Z",
    joinedAt: "2024-01-10T09:00:00.000Z",
  };
  const due = (due: Due, zone: string) => dueOnFor(due, { ...at, zone });
  expect(due(inTenDays, "Europe/Berlin")).toBe("2026-03-13");
  expect(due(inTenDays, "UTC")).toBe("2026-03-12");
  expect(due({ kind: "after-joining", days: 30 }, "UTC")).toBe("2026-04-01");
  expect(due({ kind: "after-joining", days: 800 }, "UTC")).toBe("2026-03-20");
  const lateComer = { ...at, beganAt: "2026-05-01T09:00:00.000Z", zone: "UTC" };
  expect(dueOnFor({ kind: "day", on: "2026-03-12" }, lateComer)).toBe("2026-05-11");
  expect(due({ kind: "none" }, "UTC")).toBeNull();
  expect(addDays("2026-02-27", 2)).toBe("2026-03-01");
});

async function cast(db: Db, enrolment: "open" | "assigned" = "open") {
  await db.updateTable("practice").set({ zone }).execute();
  await publishSmall(
    db,
    smallRelease((course) => ({ ...course, enrolment })),
  );
  return {
    admin: await addPerson(db, "Petra Falk", ["administrator"]),
    ada: await addPerson(db, "Ada Okafor"),
    bo: await addPerson(db, "Bo Lind"),
  };
}

function assignTo(db: Db, actor: PersonActor, people: string[], due: Due, key: string = crypto.randomUUID()) {
  return assign(db, { actor, courseId, to: { people }, due, key, now: morning });
}

function extend(db: Db, actor: PersonActor, { id: personId }: PersonActor, untilOn: string) {
  const grant = { kind: "extension", untilOn } as const;
  return grantConcession(db, {
    actor,
    personId,
    courseId,
    grant,
    reason: "Agreed",
    key: crypto.randomUUID(),
    now: morning,
  });
}

function waive(db: Db, actor: PersonActor, { id: personId }: PersonActor) {
  const grant = { kind: "waiver" } as const;
  return grantConcession(db, {
    actor,
    personId,
    courseId,
    grant,
    reason: "Agreed",
    key: crypto.randomUUID(),
    now: morning,
  });
}

function standing(db: Db, { id: personId }: PersonActor, now = morning) {
  return standingOf(db, { personId, courseId, now, zone });
}

async function suspend(db: Db, personId: string, at: Date | null): Promise<void> {
  const suspended_at = at?.toISOString() ?? null;
  await db.updateTable("person").set({ suspended_at }).where("id", "=", personId).execute();
}

async function openAssignments(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("assignment").select("id").where("ended_at", "is", null).execute();
  return rows.map(({ id }) => id);
}
