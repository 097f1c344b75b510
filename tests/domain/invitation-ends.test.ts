import { expect } from "vitest";
import type { PersonActor, StandingRole } from "#app/domain/actor.ts";
import { countOnEndingRole, countOnSuspending } from "#app/domain/invitation/withdrawal.ts";
import { invite, listOpenInvitations } from "#app/domain/invitation.ts";
import { suspendPerson } from "#app/domain/person.ts";
import { endRole } from "#app/domain/role.ts";
import type { Db } from "#db/open.ts";
import { morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { addMember } from "../support/people.ts";
import { formTeam } from "../support/team.ts";

const roles: StandingRole[] = ["author", "supervisor", "administrator"];

onBothDatabases("so many invitations end with a role, or with a suspension, as were said before", async ({ db }) => {
  const actor = await addMember(db, "Cleo Marsh", ["administrator"]);
  const both = await addMember(db, "Petra Falk", [...roles]);
  const supervisor = await addMember(db, "Sunita Rao", ["supervisor"]);
  const suspended = await addMember(db, "Vera Lund", ["administrator"]);
  const teamId = await formTeam(db, { members: [], supervisors: [both.id, supervisor.id] });
  for (const inviter of [actor, both, supervisor, suspended]) await inviteTwice(db, inviter, teamId);

  for (const { id: personId, roles: held } of [both, supervisor]) {
    for (const role of roles.filter((role) => held.includes(role))) {
      const said = await countOnEndingRole(db, { personId, role, now: morning });
      const before = await countOpen(db);
      await endRole(db, { actor, personId, role, now: morning });
      expect(`${role} ${before - (await countOpen(db))}`).toBe(`${role} ${said}`);
    }
  }
  const said = await countOnSuspending(db, { personId: suspended.id, now: morning });
  expect([said, await countOpen(db)]).toEqual([2, 4]);
  await suspendPerson(db, { actor, personId: suspended.id, now: morning });
  expect(await countOpen(db)).toBe(2);
});

async function inviteTwice(db: Db, inviter: PersonActor & { email: string }, teamId: string): Promise<void> {
  for (const at of [1, 2]) {
    const email = `new${at}.${inviter.email}`;
    await invite(db, { actor: inviter, email, name: "", role: null, teamId, key: email, now: morning });
  }
}

async function countOpen(db: Db): Promise<number> {
  return (await listOpenInvitations(db, { now: morning })).length;
}
