import { expect } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { findChoice } from "#app/domain/assignment/choice.ts";
import type { Due } from "#app/domain/assignment/due.ts";
import { previewAssignment } from "#app/domain/assignment/preview.ts";
import { applyAssignments } from "#app/domain/assignment/reach.ts";
import { assign } from "#app/domain/assignment.ts";
import { acceptInvitation } from "#app/domain/invitation/acceptance.ts";
import { withdrawInvitation } from "#app/domain/invitation/withdrawal.ts";
import { mintInvitationLink } from "#app/domain/invitation.ts";
import { confirmImport } from "#app/domain/people-import/confirming.ts";
import { uploadPeople } from "#app/domain/people-import.ts";
import { standingOf } from "#app/domain/standing.ts";
import type { Db } from "#db/open.ts";
import { addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { formTeam } from "#tests/support/team.ts";

const courseId = "course01";
const zone = "America/New_York";
const inThirtyDays: Due = { kind: "after-joining", days: 30 };

onBothDatabases("a rule for a profession reaches who works as that, and nobody else", async ({ db }) => {
  const { admin, ada, bo, cleo } = await cast(db);
  await change(db, ada, { profession: "Social worker" });
  await change(db, bo, { profession: "Social worker" });
  await change(db, cleo, { profession: "Physician" });
  expect(await findChoice(db, admin)).toMatchObject({ professions: ["Physician", "Social worker"] });
  const preview = await previewAssignment(db, { ...ask(admin, null, "Social worker"), now: morning });
  const reached = [ada.id, bo.id].map((personId) => expect.objectContaining({ personId }));
  expect(preview).toMatchObject({ reached: expect.arrayContaining(reached) });
  expect(preview).toMatchObject({ reached: [{}, {}], missed: [{ personId: admin.id, why: "no-profession" }] });
  expect(await assign(db, ask(admin, null, "Social worker"))).toMatchObject({ assigned: 1, reached: 2 });
  expect(await dueOf(db, [ada, bo, cleo])).toEqual(["2026-04-01", "2026-04-01", "not-assigned"]);
});

onBothDatabases("a profession within a team is both, and the one alone is neither", async ({ db }) => {
  const { admin, ada, bo, cleo } = await cast(db);
  for (const one of [ada, cleo]) await change(db, one, { profession: "Therapist" });
  const team = await formTeam(db, { members: [ada.id, bo.id] });
  const preview = await previewAssignment(db, { ...ask(admin, team, "Therapist"), now: morning });
  const bosFault = expect.objectContaining({ personId: bo.id, why: "no-profession" });
  expect(preview).toMatchObject({ reached: [{ personId: ada.id }], missed: expect.arrayContaining([bosFault]) });
  expect(await assign(db, ask(admin, team, "Therapist"))).toMatchObject({ assigned: 1, reached: 1 });
  expect(await dueOf(db, [ada, bo, cleo])).toEqual(["2026-04-01", "not-assigned", "not-assigned"]);
});

onBothDatabases("days after joining the practice count from the day of the practice's list", async ({ db }) => {
  const { admin, ada, bo } = await cast(db);
  await change(db, ada, { profession: "Therapist", joined_on: "2026-02-20" });
  await change(db, bo, { profession: "Therapist" });
  await assign(db, ask(admin, null, "Therapist"));
  // The day itself, also where the zone is behind.
  expect(await dueOf(db, [ada, bo])).toEqual(["2026-03-22", "2026-04-01"]);
});

onBothDatabases("an import gives profession and day, and the due dates follow in the same act", async ({ db }) => {
  const { admin, ada } = await cast(db);
  await assign(db, ask(admin, null, "Therapist"));
  const email = await emailOf(db, ada);
  await importList(db, admin, `email,profession,joined_on\n${email},Therapist,2026-02-22\n`);
  expect(await dueOf(db, [ada])).toEqual(["2026-03-24"]);
  await importList(db, admin, `email,joined_on\n${email},2026-02-25\n`);
  expect(await dueOf(db, [ada])).toEqual(["2026-03-27"]);
  expect(await applyAssignments(db, { now: later({ minutes: 60 }) })).toEqual({ begun: 0, ended: 0 });
  await importList(db, admin, `email,profession\n${email},Physician\n`);
  expect(await dueOf(db, [ada])).toEqual(["not-assigned"]);
});

onBothDatabases("a profession that only an invited person has can be chosen before they come", async ({ db }) => {
  const { admin, ada } = await cast(db);
  await change(db, ada, { profession: "Physician" });
  const list = "email,profession\nnew@practice.example,Therapist\nother@practice.example,Physician\n";
  await importList(db, admin, list);
  expect(await findChoice(db, admin)).toMatchObject({ professions: ["Physician", "Therapist"] });
  const { id: invitationId } = await db
    .selectFrom("invitation")
    .select("id")
    .where("profession", "=", "Therapist")
    .executeTakeFirstOrThrow();
  await withdrawInvitation(db, { actor: admin, invitationId, now: morning });
  expect(await findChoice(db, admin)).toMatchObject({ professions: ["Physician"] });
});

onBothDatabases("whoever accepts an invitation from a list has their due date at once", async ({ db }) => {
  const { admin } = await cast(db);
  await assign(db, ask(admin, null, "Therapist"));
  await importList(db, admin, "email,profession,joined_on\nnew@practice.example,Therapist,2026-02-28\n");
  const { id } = await db.selectFrom("invitation").select("id").executeTakeFirstOrThrow();
  const minted = await mintInvitationLink(db, { invitationId: id, now: morning });
  const taking = { token: minted?.token ?? "", name: "Nia New", password: "gopher umbra tin 44", now: morning };
  const accepted = await acceptInvitation(db, taking);
  if ("refused" in accepted) throw new Error(accepted.refused);
  expect(await dueOf(db, [{ id: accepted.personId }])).toEqual(["2026-03-30"]);
});

async function cast(db: Db) {
  await db.updateTable("practice").set({ zone }).execute();
  await publishSmall(db);
  return {
    admin: await addPerson(db, "Petra Falk", ["administrator"]),
    ada: await addPerson(db, "Ada Okafor"),
    bo: await addPerson(db, "Bo Lind"),
    cleo: await addPerson(db, "Cleo Park"),
  };
}

function ask(actor: PersonActor, teamId: string | null, profession: string) {
  const to = { kind: "circle", teamId, profession } as const;
  return { actor, courseId, to, due: inThirtyDays, key: "key", now: morning };
}

async function change(db: Db, { id }: { id: string }, said: { profession?: string; joined_on?: string }) {
  await db.updateTable("person").set(said).where("id", "=", id).execute();
}

async function emailOf(db: Db, { id }: { id: string }): Promise<string> {
  const row = await db.selectFrom("person").select("email").where("id", "=", id).executeTakeFirstOrThrow();
  return row.email ?? "";
}

async function importList(db: Db, actor: PersonActor, list: string): Promise<void> {
  const uploaded = await uploadPeople(db, { actor, bytes: Buffer.from(list), now: morning });
  if ("refused" in uploaded) throw new Error(uploaded.refused);
  expect(await confirmImport(db, { actor, importId: uploaded.import, now: morning })).toEqual({ finished: true });
}

/** The due day of each, or where they stand instead. */
async function dueOf(db: Db, people: { id: string }[]): Promise<string[]> {
  const found = people.map(({ id: personId }) => standingOf(db, { personId, courseId, now: morning, zone }));
  return (await Promise.all(found)).map(({ status, dueOn }) => dueOn ?? status);
}
