import { expect, vi } from "vitest";
import { acceptInvitation } from "#app/domain/invitation/acceptance.ts";
import { resendInvitation } from "#app/domain/invitation/resending.ts";
import { findUnsent } from "#app/domain/invitation/unsent.ts";
import { withdrawInvitation } from "#app/domain/invitation/withdrawal.ts";
import { findOpenInvitation, invite, listOpenInvitations } from "#app/domain/invitation.ts";
import { runDue } from "#server/jobs.ts";
import { later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

const day = 24 * 60;

onBothDatabases(
  "an invitation sent again lasts seven more days under a new link, and twice is one mail",
  async ({ db }) => {
    const actor = await addMember(db, "Cleo Marsh", ["administrator"]);
    const first = await invite(db, {
      actor,
      email: "ada@x.example",
      name: "",
      role: null,
      key: "form 1",
      now: morning,
    });
    if ("refused" in first) throw new Error(first.refused);
    const invitationId = first.invitation.id;
    const again = { actor, invitationId, key: "form 2", now: later({ minutes: 6 * day }) };
    const resent = await resendInvitation(db, again);
    expect(await resendInvitation(db, again)).toEqual(resent);
    expect(await findOpenInvitation(db, { token: first.token, now: morning })).toBeUndefined();
    const open = await findOpenInvitation(db, { token: resent?.token ?? "", now: later({ minutes: 12 * day }) });
    expect(open).toMatchObject({ email: "ada@x.example" });
    const mails = await db.selectFrom("outbox").select("id").where("kind", "=", "invitation-mail").execute();
    expect(mails).toHaveLength(2);
    expect(await actsOf(db)).toEqual(["invite person", "resend invitation"]);
  },
);

onBothDatabases(
  "who invited is told that a mail server did not take it, until a mail goes out or it is sent again",
  async ({ db }) => {
    const actor = await addMember(db, "Cleo Marsh", ["administrator"]);
    const wish = { actor, email: "ada@x.example", name: "", role: null, key: "form 1" };
    const made = await invite(db, { ...wish, now: morning });
    if ("refused" in made) throw new Error(made.refused);
    const invitationId = made.invitation.id;
    const told = async (now: Date) => (await findUnsent(db, await listOpenInvitations(db, { now })))[invitationId];
    expect(await told(morning)).toBeUndefined();
    const down = async () => {
      throw Object.assign(new Error("down"), { code: "ECONNREFUSED" });
    };
    await runDue(db, { perform: down, clock: () => morning });
    expect(await told(morning)).toBe("waiting");
    let now = morning;
    while ((await told(now)) === "waiting") {
      now = new Date(now.getTime() + 3_600_000);
      await runDue(db, { perform: down, clock: () => now });
    }
    expect(await told(now)).toBe("given-up");
    await resendInvitation(db, { actor, invitationId, key: "form 2", now });
    expect(await told(now)).toBeUndefined();
    await runDue(db, { perform: async () => "sent", clock: () => now });
    expect(await told(now)).toBeUndefined();
    vi.mocked(console.error).mockClear();
  },
);

onBothDatabases("what was accepted or withdrawn is not sent again", async ({ db }) => {
  const actor = await addMember(db, "Cleo Marsh", ["administrator"]);
  const send = async (email: string) => {
    const made = await invite(db, { actor, email, name: "", role: null, key: email, now: morning });
    if ("refused" in made) throw new Error(made.refused);
    return made;
  };
  const [ada, bo] = [await send("ada@x.example"), await send("bo@x.example")];
  await acceptInvitation(db, { token: ada.token, name: "Ada", password: goodPassword, now: morning });
  await withdrawInvitation(db, { actor, invitationId: bo.invitation.id, now: morning });
  for (const invitationId of [ada.invitation.id, bo.invitation.id, "nothing"]) {
    expect(await resendInvitation(db, { actor, invitationId, key: "form", now: morning })).toBeUndefined();
  }
});

onBothDatabases(
  "an address invited and let in by another door meanwhile is refused to the second of two",
  async ({ db }) => {
    const actor = await addMember(db, "Cleo Marsh", ["administrator"]);
    const made = await invite(db, { actor, email: "ada@x.example", name: "", role: null, key: "form", now: morning });
    const token = "token" in made ? made.token : "";
    const race = ["plum-ferry-oblique-93", "another-text-quite-unlike-41"].map((password) =>
      acceptInvitation(db, { token, name: "Ada", password, now: morning }),
    );
    const answers = await Promise.all(race);
    expect(answers.filter((answer) => "personId" in answer)).toHaveLength(1);
    expect(answers.filter((answer) => "refused" in answer)).toEqual([{ refused: "link-void" }]);
  },
);
