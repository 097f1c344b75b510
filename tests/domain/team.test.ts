import { expect } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { listAudit } from "#app/domain/audit.ts";
import { acceptInvitation } from "#app/domain/invitation/acceptance.ts";
import { inviteIntoTeam, listTeamInvitations, withdrawTeamInvitation } from "#app/domain/invitation/team.ts";
import { invite } from "#app/domain/invitation.ts";
import { suspendPerson } from "#app/domain/person.ts";
import { endRole, grantRole } from "#app/domain/role.ts";
import { addMembers, endMembership, listMembers } from "#app/domain/team/member.ts";
import { findSupervised, listSupervisors, selectSupervisedBy, teamsOf } from "#app/domain/team/scope.ts";
import {
  addSupervisors,
  endSupervision,
  listPossibleSupervisors,
  listSupervisions,
} from "#app/domain/team/supervisor.ts";
import { createTeam, endTeam, findTeam, listTeams, renameTeam } from "#app/domain/team.ts";
import type { Db } from "#db/open.ts";
import { addPerson, giveRole, later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, goodPassword } from "../support/people.ts";

const now = later({ minutes: 60 });

onBothDatabases("a team is begun once for one form, under a name that no other team has", async ({ db }) => {
  const { actor } = await scene(db);
  const begin = (name: string, key: string) => createTeam(db, { actor, name, key, now: morning });
  const first = await begin("West", "form 1");
  expect(await begin("West", "form 1")).toEqual(first);
  expect(await begin(" west ", "form 2")).toEqual({ refused: "name-taken" });
  expect((await listTeams(db)).map(({ name }) => name)).toEqual(["North", "South", "West"]);
});

onBothDatabases("a team is renamed by who has seen its name, and never to another's", async ({ db }) => {
  const { actor, north } = await scene(db);
  const rename = (name: string, seen: string) => renameTeam(db, { actor, teamId: north, name, seen, now });
  expect(await rename("Northern", "North")).toEqual({ renamed: true });
  expect(await rename("Northern", "North")).toEqual({ renamed: true });
  expect(await rename("Nord", "North")).toEqual({ refused: "changed-meanwhile" });
  expect(await rename("SOUTH", "Northern")).toEqual({ refused: "name-taken" });
  expect(await rename("NORTHERN", "Northern")).toEqual({ renamed: true });
  expect(await renameTeam(db, { actor, teamId: "nothing", name: "A", seen: "B", now })).toBeUndefined();
});

onBothDatabases("a supervisor finds the members of their teams, and nobody else", async ({ db }) => {
  const { north, sunita, silas, ada, odile } = await scene(db);
  const found = await findSupervised(db, { supervisorId: sunita.id, personId: ada.id });
  expect(found).toMatchObject({
    id: ada.id,
    name: "Ada Okafor",
    suspended: false,
    teams: [{ id: north, name: "North" }],
  });
  expect(await teamsOf(db, sunita)).toEqual([{ id: north, name: "North" }]);
  for (const [supervisor, person] of [
    [sunita, odile],
    [silas, ada],
    [ada, odile],
    [sunita, sunita],
    [sunita, { id: "nobody" }],
  ] as const) {
    expect(await findSupervised(db, { supervisorId: supervisor.id, personId: person.id })).toBeUndefined();
  }
  expect((await listSupervisors(db, ada.id)).map(({ name }) => name)).toEqual(["Sunita Rao"]);
});

onBothDatabases(
  "whatever ends the tie between them, the supervisor finds nobody at the next request",
  async ({ db }) => {
    const { actor, north, sunita, ada } = await scene(db);
    const sees = async () => {
      const found = await findSupervised(db, { supervisorId: sunita.id, personId: ada.id });
      const listed = await selectSupervisedBy(db, sunita.id).execute();
      const named = await listSupervisors(db, ada.id);
      expect([listed.length > 0, named.length > 0]).toEqual([found !== undefined, found !== undefined]);
      return found !== undefined;
    };
    const of = { actor, teamId: north, now };
    const again = async () => {
      await addMembers(db, { ...of, personIds: [ada.id] });
      await addSupervisors(db, { ...of, personIds: [sunita.id] });
      expect(await sees()).toBe(true);
    };
    await again();
    await endMembership(db, { ...of, personId: ada.id });
    expect(await sees()).toBe(false);
    await again();
    await endSupervision(db, { ...of, personId: sunita.id });
    expect(await sees()).toBe(false);
    await again();
    await endRole(db, { actor, personId: sunita.id, role: "supervisor", now });
    expect(await sees()).toBe(false);
    await grantRole(db, { actor, personId: sunita.id, role: "supervisor", now });
    expect(await sees()).toBe(false);
    await again();
    for (const [person, ended] of [
      [ada, { left_at: now.toISOString() }],
      [ada, { erased_at: now.toISOString(), name: null, email: null }],
      [sunita, { suspended_at: now.toISOString() }],
      [sunita, { left_at: now.toISOString() }],
      [sunita, { erased_at: now.toISOString(), name: null, email: null, zone: null }],
      [ada, { alias_of: sunita.id }],
    ] as const) {
      const row = await db.selectFrom("person").selectAll().where("id", "=", person.id).executeTakeFirstOrThrow();
      await db.updateTable("person").set(ended).where("id", "=", person.id).execute();
      expect(await sees()).toBe(false);
      await db.updateTable("person").set(row).where("id", "=", person.id).execute();
      expect(await sees()).toBe(true);
    }
    for (const other of [{ role: "author" }, { course_id: "course01" }] as const) {
      await db.updateTable("role_grant").set(other).where("person_id", "=", sunita.id).execute();
      expect(await sees()).toBe(false);
      const role = { role: "supervisor", course_id: null } as const;
      await db
        .updateTable("role_grant")
        .set(role)
        .where("person_id", "=", sunita.id)
        .where("ended_at", "is", null)
        .execute();
      expect(await sees()).toBe(true);
    }
    await endTeam(db, of);
    expect(await sees()).toBe(false);
    expect(await teamsOf(db, sunita)).toEqual([]);
  },
);

onBothDatabases("nobody supervises themselves", async ({ db }) => {
  const { actor, north, sunita } = await scene(db);
  await addMembers(db, { actor, teamId: north, personIds: [sunita.id], now });
  expect(await findSupervised(db, { supervisorId: sunita.id, personId: sunita.id })).toBeUndefined();
  expect(await listSupervisors(db, sunita.id)).toEqual([]);
});

onBothDatabases("who is suspended stays in the team, and their supervisor is told so", async ({ db }) => {
  const { actor, sunita, ada } = await scene(db);
  await suspendPerson(db, { actor, personId: ada.id, now });
  expect(await findSupervised(db, { supervisorId: sunita.id, personId: ada.id })).toMatchObject({ suspended: true });
});

onBothDatabases("several supervise a team, each from when to when; only who has the role can", async ({ db }) => {
  const { actor, north, sunita, silas, ada } = await scene(db);
  const of = { actor, teamId: north };
  expect(await addSupervisors(db, { ...of, personIds: [silas.id, ada.id], now })).toEqual({ refused: "no-supervisor" });
  expect((await listPossibleSupervisors(db, north)).map(({ name }) => name)).toEqual(["Silas Brandt"]);
  expect(await addSupervisors(db, { ...of, personIds: [silas.id, sunita.id, silas.id], now })).toEqual({ added: 1 });
  expect(await endSupervision(db, { ...of, personId: sunita.id, now: later({ minutes: 90 }) })).toEqual({
    ended: true,
  });
  expect(await endSupervision(db, { ...of, personId: sunita.id, now: later({ minutes: 95 }) })).toEqual({
    ended: true,
  });
  expect(await listSupervisions(db, north)).toMatchObject([
    { name: "Silas Brandt", startedAt: now.toISOString(), endedAt: null },
    { name: "Sunita Rao", startedAt: morning.toISOString(), endedAt: later({ minutes: 90 }).toISOString() },
  ]);
  expect(await endSupervision(db, { ...of, personId: ada.id, now })).toBeUndefined();
});

onBothDatabases("people join a team all together or not at all; a reviewer and who has left cannot", async ({ db }) => {
  const { actor, north, south, odile, ada } = await scene(db);
  const join = (teamId: string, ...personIds: string[]) => addMembers(db, { actor, teamId, personIds, now });
  const rhea = await addPerson(db, "Rhea Quist", ["reviewer"]);
  const lev = await addPerson(db, "Lev Ostrow");
  await db.updateTable("person").set({ left_at: morning.toISOString() }).where("id", "=", lev.id).execute();
  expect(await join(north, odile.id, rhea.id)).toEqual({ refused: "reviewer", name: "Rhea Quist" });
  expect(await join(north, odile.id, lev.id)).toEqual({ refused: "left", name: "Lev Ostrow" });
  expect(await join(north, odile.id, "nobody")).toBeUndefined();
  expect((await listMembers(db, north)).map(({ name }) => name)).toEqual(["Ada Okafor"]);
  expect(await join(north, odile.id, ada.id)).toEqual({ added: 1 });
  expect((await listMembers(db, north)).map(({ name }) => name)).toEqual(["Ada Okafor", "Odile Varga"]);
  expect((await listMembers(db, south)).map(({ name }) => name)).toEqual(["Odile Varga"]);
  await endTeam(db, { actor, teamId: south, now });
  expect(await join(south, ada.id)).toBeUndefined();
});

onBothDatabases("a team that ends ends all in it, once; what was stays", async ({ db }) => {
  const { actor, south, silas } = await scene(db);
  const invited = await inviteIntoTeam(db, { actor: silas, teamId: south, ...newcomer, now: morning });
  const end = (minutes: number) => endTeam(db, { actor, teamId: south, now: later({ minutes }) });
  expect([await end(60), await end(61)]).toEqual([{ ended: true }, { ended: true }]);
  expect(await findTeam(db, south)).toMatchObject({ name: "South", endedAt: now.toISOString() });
  expect((await listTeams(db)).map(({ name }) => name)).toEqual(["North"]);
  expect(await listMembers(db, south)).toMatchObject([{ name: "Odile Varga", endedAt: now.toISOString() }]);
  expect(await listSupervisions(db, south)).toMatchObject([{ name: "Silas Brandt", endedAt: now.toISOString() }]);
  expect(await accept(db, tokenOf(invited))).toEqual({ refused: "link-void" });
  expect(await endTeam(db, { actor, teamId: "nothing", now })).toBeUndefined();
  expect((await actsOf(db)).filter((act) => act === "end team")).toHaveLength(1);
});

onBothDatabases("the trail names who was added to which team, and by whom", async ({ db }) => {
  await scene(db);
  const { lines } = await listAudit(db, { limit: 10 });
  expect(lines.map(({ act, actorName, subjectName, teamName }) => [act, actorName, subjectName, teamName])).toEqual([
    ["add supervisor", "Cleo Marsh", "Silas Brandt", "South"],
    ["add to team", "Cleo Marsh", "Odile Varga", "South"],
    ["create team", "Cleo Marsh", null, "South"],
    ["add supervisor", "Cleo Marsh", "Sunita Rao", "North"],
    ["add to team", "Cleo Marsh", "Ada Okafor", "North"],
    ["create team", "Cleo Marsh", null, "North"],
  ]);
});

onBothDatabases("a supervisor invites into their own team alone, and whoever accepts is in it", async ({ db }) => {
  const { north, south, sunita } = await scene(db);
  const into = (teamId: string) => inviteIntoTeam(db, { actor: sunita, teamId, ...newcomer, now: morning });
  expect([await into(south), await into("nothing")]).toEqual([undefined, undefined]);
  const invited = await into(north);
  expect(await into(north)).toEqual(invited);
  expect(await listTeamInvitations(db, { actor: sunita, now: morning })).toMatchObject([
    { email: "noor@practice.example", role: null, team: { id: north, name: "North" } },
  ]);
  const accepted = await accept(db, tokenOf(invited));
  if ("refused" in accepted) throw new Error(accepted.refused);
  const asked = { supervisorId: sunita.id, personId: accepted.personId };
  expect(await findSupervised(db, asked)).toMatchObject({ name: "Noor Haddad", teams: [{ id: north }] });
});

onBothDatabases("the invitations of a supervisor end with their supervision, and nobody else's do", async ({ db }) => {
  const { actor, north, sunita, silas } = await scene(db);
  await addSupervisors(db, { actor, teamId: north, personIds: [silas.id], now: morning });
  const hers = await inviteIntoTeam(db, { actor: sunita, teamId: north, ...newcomer, now: morning });
  const other = { email: "max@practice.example", name: "", key: "form 2" };
  const his = await inviteIntoTeam(db, { actor: silas, teamId: north, ...other, now: morning });
  await endSupervision(db, { actor, teamId: north, personId: sunita.id, now });
  expect(await accept(db, tokenOf(hers))).toEqual({ refused: "link-void" });
  expect(await inviteIntoTeam(db, { actor: sunita, teamId: north, ...newcomer, key: "form 3", now })).toBeUndefined();
  expect(await listTeamInvitations(db, { actor: sunita, now })).toEqual([]);
  expect(await accept(db, tokenOf(his))).toHaveProperty("personId");
});

onBothDatabases("a supervisor voids nobody else's invitation, and takes back their own alone", async ({ db }) => {
  const { actor, north, sunita, silas } = await scene(db);
  const invited = await invite(db, { ...newcomer, actor, role: "author", now: morning });
  const hers = { actor: sunita, teamId: north, ...newcomer, key: "form 2", now: morning };
  expect(await inviteIntoTeam(db, hers)).toEqual({ refused: "already-invited" });
  const mine = await inviteIntoTeam(db, { ...hers, email: "max@practice.example" });
  const withdraw = (by: PersonActor, invitationId: string) =>
    withdrawTeamInvitation(db, { actor: by, invitationId, now: morning });
  expect(await withdraw(sunita, idOf(invited))).toBeUndefined();
  expect(await withdraw(silas, idOf(mine))).toBeUndefined();
  expect([await withdraw(sunita, idOf(mine)), await withdraw(sunita, idOf(mine))]).toEqual([
    { withdrawn: true },
    { withdrawn: true },
  ]);
  expect(await accept(db, tokenOf(invited))).toHaveProperty("personId");
  expect(await inviteIntoTeam(db, { ...hers, key: "form 4" })).toEqual({ refused: "already-here" });
});

onBothDatabases("an administrator invites into a team that stands", async ({ db }) => {
  const { actor, south } = await scene(db);
  const into = (key: string) => invite(db, { ...newcomer, key, actor, role: null, teamId: south, now: morning });
  const invited = await into("form 1");
  expect(await accept(db, tokenOf(invited))).toHaveProperty("personId");
  expect((await listMembers(db, south)).map(({ name }) => name)).toEqual(["Noor Haddad", "Odile Varga"]);
  await endTeam(db, { actor, teamId: south, now });
  const other = { email: "max@practice.example", name: "", role: null, key: "form 3" };
  expect(await invite(db, { ...other, actor, teamId: south, now })).toEqual({ refused: "no-team" });
});

const newcomer = { email: "noor@practice.example", name: "Noor Haddad", key: "form 1" };

/** Two teams, each of one learner under one supervisor. */
async function scene(db: Db) {
  const actor = await addPerson(db, "Cleo Marsh", ["administrator"]);
  const sunita = await addPerson(db, "Sunita Rao");
  const silas = await addPerson(db, "Silas Brandt");
  for (const { id } of [sunita, silas]) await giveRole(db, id, "supervisor");
  const ada = await addPerson(db, "Ada Okafor");
  const odile = await addPerson(db, "Odile Varga");
  const team = async (name: string, supervisor: PersonActor, member: PersonActor) => {
    const created = await createTeam(db, { actor, name, key: name, now: morning });
    if ("refused" in created) throw new Error(created.refused);
    const of = { actor, teamId: created.team, now: morning };
    expect(await addMembers(db, { ...of, personIds: [member.id] })).toEqual({ added: 1 });
    expect(await addSupervisors(db, { ...of, personIds: [supervisor.id] })).toEqual({ added: 1 });
    return created.team;
  };
  const north = await team("North", sunita, ada);
  const south = await team("South", silas, odile);
  return { actor, north, south, sunita, silas, ada, odile };
}

type Invited = Awaited<ReturnType<typeof inviteIntoTeam>>;

function tokenOf(invited: Invited | Awaited<ReturnType<typeof invite>>): string {
  if (!invited || "refused" in invited) throw new Error("There is no invitation.");
  return invited.token;
}

function idOf(invited: Invited | Awaited<ReturnType<typeof invite>>): string {
  if (!invited || "refused" in invited) throw new Error("There is no invitation.");
  return invited.invitation.id;
}

function accept(db: Db, token: string) {
  return acceptInvitation(db, { token, name: "Noor Haddad", password: goodPassword, now: morning });
}
