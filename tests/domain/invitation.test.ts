import { expect } from "vitest";
import type { PersonActor, StandingRole } from "#app/domain/actor.ts";
import { acceptInvitation } from "#app/domain/invitation/acceptance.ts";
import { withdrawInvitation } from "#app/domain/invitation/withdrawal.ts";
import { findOpenInvitation, invite, listOpenInvitations, mintInvitationLink } from "#app/domain/invitation.ts";
import { findPerson, suspendPerson } from "#app/domain/person.ts";
import { endRole } from "#app/domain/role.ts";
import { recognise } from "#app/domain/sign-in.ts";
import type { Db } from "#db/open.ts";
import { later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

const void_ = { refused: "link-void" };
const day = 24 * 60;

onBothDatabases("an invitation becomes a person with the role it offers, once", async ({ db }) => {
  const { token } = await inviteAda(db, { role: "author" });
  const accepted = await accept(db, token, { name: "Ada Okafor" });
  const ada = await findPerson(db, personOf(accepted));
  expect(ada).toMatchObject({ name: "Ada Okafor", email: "ada@practice.example", roles: ["author"], state: "active" });
  expect(
    await recognise(db, { email: "ada@practice.example", password: goodPassword, ip: "192.0.2.7", now: morning }),
  ).toEqual(accepted);
  expect(await accept(db, token, { now: later({ minutes: 2 }) })).toEqual(void_);
  expect((await actsOf(db)).slice(-3)).toEqual(["invite person", "accept invitation", "grant role author"]);
});

onBothDatabases("looking at an invitation uses nothing up", async ({ db }) => {
  const { token } = await inviteAda(db);
  for (let times = 0; times < 3; times++) {
    expect(await findOpenInvitation(db, { token, now: morning })).toMatchObject({ email: "ada@practice.example" });
  }
  expect(await accept(db, token)).toHaveProperty("personId");
});

onBothDatabases("an invitation ends after seven days", async ({ db }) => {
  const { token } = await inviteAda(db);
  const last = { now: later({ minutes: 7 * day }) };
  expect(await accept(db, token, last)).toEqual(void_);
  expect(await listOpenInvitations(db, last)).toEqual([]);
  expect(await accept(db, token, { now: later({ minutes: 7 * day - 1 }) })).toHaveProperty("personId");
});

onBothDatabases(
  "an invitation that was withdrawn, overtaken or invented is refused like one that is over",
  async ({ db }) => {
    const { token: first, actor } = await inviteAda(db, { key: "form 1" });
    const { token: second, invitation } = await inviteAda(db, { key: "form 2", actor });
    expect(await accept(db, first)).toEqual(void_);
    expect(await withdrawInvitation(db, { actor, invitationId: invitation.id, now: morning })).toEqual({
      withdrawn: true,
    });
    expect(await withdrawInvitation(db, { actor, invitationId: invitation.id, now: morning })).toEqual({
      withdrawn: true,
    });
    expect(await accept(db, second)).toEqual(void_);
    expect(await accept(db, "invented")).toEqual(void_);
    expect(await withdrawInvitation(db, { actor, invitationId: "invented", now: morning })).toBeUndefined();
  },
);

onBothDatabases(
  "an address that is somebody's cannot be invited, nor accepted by an invitation from before",
  async ({ db }) => {
    const { token, actor } = await inviteAda(db);
    await addMember(db, "Ada Okafor");
    expect(await invite(db, { ...ada, actor, key: "form 2", now: morning })).toEqual({ refused: "already-here" });
    expect(await findOpenInvitation(db, { token, now: morning })).toBeUndefined();
    expect(await accept(db, token)).toEqual(void_);
  },
);

onBothDatabases("an accepted invitation cannot be withdrawn", async ({ db }) => {
  const { token, actor, invitation } = await inviteAda(db);
  await accept(db, token);
  expect(await withdrawInvitation(db, { actor, invitationId: invitation.id, now: morning })).toBeUndefined();
});

onBothDatabases("an invitation accepted twenty times at once lets one person in", async ({ db }) => {
  const { token } = await inviteAda(db);
  const answers = await Promise.all(Array.from({ length: 20 }, () => accept(db, token)));
  expect(new Set(answers.map(personOf)).size).toBe(1);
  const [{ people } = { people: 0 }] = await db
    .selectFrom("person")
    .select(({ fn }) => fn.countAll<number>().as("people"))
    .where("email", "=", "ada@practice.example")
    .execute();
  expect(Number(people)).toBe(1);
});

onBothDatabases("of two people who race for one invitation one is let in, and the other is told", async ({ db }) => {
  const { token } = await inviteAda(db);
  const answers = await Promise.all([
    accept(db, token, { name: "Ada Okafor", password: "gopher umbra tin 44" }),
    accept(db, token, { name: "Eve Lund", password: "harbour salt eleven" }),
  ]);
  expect(answers.filter((answer) => "personId" in answer)).toHaveLength(1);
  expect(answers.filter((answer) => "refused" in answer)).toEqual([void_]);
  const people = await db.selectFrom("person").select("name").where("email", "=", "ada@practice.example").execute();
  expect(people).toEqual([{ name: "personId" in (answers[0] ?? {}) ? "Ada Okafor" : "Eve Lund" }]);
  expect(await accept(db, token, { now: later({ minutes: 2 }) })).toEqual(void_);
});

onBothDatabases("an accepted link answers the same form a moment later, and no other password", async ({ db }) => {
  const { token } = await inviteAda(db);
  const accepted = await accept(db, token);
  expect(await accept(db, token, { now: later({ minutes: 0.5 }) })).toEqual(accepted);
  expect(await accept(db, token, { password: "another text entirely" })).toEqual(void_);
});

onBothDatabases(
  "a weak password is refused, knowing the address, the name and the practice, and the link stays open",
  async ({ db }) => {
    await db.updateTable("practice").set({ name: "Harbour Street Therapy" }).execute();
    const { token } = await inviteAda(db);
    expect(await accept(db, token, { password: "too short" })).toEqual({ refused: "too-short" });
    expect(await accept(db, token, { password: "Harbour Street 2026" })).toEqual({ refused: "common" });
    expect(await accept(db, token, { password: "Okafor-Okafor-2026!", name: "Ada Okafor" })).toHaveProperty("refused");
    expect(await accept(db, token)).toHaveProperty("personId");
  },
);

onBothDatabases("the same form sent twice, at once or again, is one invitation with one link", async ({ db }) => {
  const actor = await addMember(db, "Cleo Marsh", ["administrator"]);
  const send = () => invite(db, { ...ada, actor, key: "form 1", now: morning });
  const [first, second] = await Promise.all([send(), send()]);
  expect(second).toEqual(first);
  expect(await send()).toEqual(first);
  expect(await listOpenInvitations(db, { now: morning })).toHaveLength(1);
  expect((await actsOf(db)).filter((act) => act === "invite person")).toHaveLength(1);
});

onBothDatabases("neither the link nor the key it is made from is in the database", async ({ db }) => {
  const { token } = await inviteAda(db, { key: "a-key-of-a-form" });
  const rows = [
    await db.selectFrom("invitation").selectAll().execute(),
    await db.selectFrom("outbox").selectAll().execute(),
  ];
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).not.toContain("a-key-of-a-form");
});

onBothDatabases("a mail carries a secret of its own, and the one before is void", async ({ db }) => {
  const { token, invitation } = await inviteAda(db);
  const effects = await db.selectFrom("outbox").select(["kind", "payload", "urgency"]).execute();
  expect(effects).toEqual([
    { kind: "invitation-mail", payload: JSON.stringify({ invitationId: invitation.id }), urgency: "now" },
  ]);
  const minted = await mintInvitationLink(db, { invitationId: invitation.id, now: morning });
  expect(await accept(db, token)).toEqual(void_);
  expect(await accept(db, minted?.token ?? "")).toHaveProperty("personId");
  expect(await mintInvitationLink(db, { invitationId: invitation.id, now: morning })).toBeUndefined();
});

onBothDatabases("the invitations of an administrator end with their role or their suspension", async ({ db }) => {
  const other = await addMember(db, "Noor Haddad", ["administrator"]);
  const { token, actor } = await inviteAda(db, { key: "form 1", role: "administrator" });
  await endRole(db, { actor: other, personId: actor.id, role: "administrator", now: morning });
  expect(await accept(db, token)).toEqual(void_);
  const again = await inviteAda(db, { key: "form 2", actor });
  await suspendPerson(db, { actor: other, personId: actor.id, now: morning });
  expect(await accept(db, again.token)).toEqual(void_);
});

const ada = { email: "Ada@Practice.Example", name: "", role: null };

async function inviteAda(
  db: Db,
  { role = null, key = "form 1", actor }: { role?: StandingRole | null; key?: string; actor?: PersonActor } = {},
) {
  const inviter = actor ?? (await addMember(db, "Cleo Marsh", ["administrator"]));
  const invited = await invite(db, { ...ada, role, actor: inviter, key, now: morning });
  if ("refused" in invited) throw new Error("Ada could not be invited.");
  return { actor: inviter, ...invited };
}

function accept(db: Db, token: string, { name = "Ada Okafor", password = goodPassword, now = morning } = {}) {
  return acceptInvitation(db, { token, name, password, now });
}

function personOf(answer: Awaited<ReturnType<typeof acceptInvitation>>): string {
  return "personId" in answer ? answer.personId : answer.refused;
}
