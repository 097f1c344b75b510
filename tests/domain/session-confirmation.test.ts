import { expect } from "vitest";
import { confirmSession, isConfirmed } from "#app/domain/session/confirmation.ts";
import { newId, newToken } from "#app/platform/chance.ts";
import { sessionStore } from "#app/session-store.ts";
import type { Db } from "#db/open.ts";
import { later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { addMember, goodPassword } from "../support/people.ts";

onBothDatabases(
  "a sign-in counts as confirmed for a quarter of an hour, and again once the password is given",
  async ({ db }) => {
    const { token, confirm } = await begin(db);
    const confirmed = async (minutes: number) => isConfirmed(await confirmedAt(db, token), later({ minutes }));
    expect([await confirmed(14), await confirmed(15)]).toEqual([true, false]);
    expect(await confirm({ password: "not the right one at all", minutes: 20 })).toEqual({ refused: "wrong" });
    expect(await confirmed(20)).toBe(false);
    expect(await confirm({ minutes: 20 })).toEqual({ confirmed: true });
    expect([await confirmed(34), await confirmed(35)]).toEqual([true, false]);
  },
);

onBothDatabases("it counts at that session alone, and for nobody else's", async ({ db }) => {
  const { ada, token, confirm } = await begin(db);
  const other = await signIn(db, ada.id);
  await confirm({ minutes: 20 });
  expect(isConfirmed(await confirmedAt(db, other), later({ minutes: 20 }))).toBe(false);
  const bo = await addMember(db, "Bo Lindqvist");
  const { id: sessionId } = await sessionOf(db, token);
  const foreign = { actor: bo, sessionId, email: bo.email, password: goodPassword, ip: "192.0.2.7" };
  await confirmSession(db, { ...foreign, now: later({ minutes: 60 }) });
  expect(isConfirmed(await confirmedAt(db, token), later({ minutes: 60 }))).toBe(false);
});

onBothDatabases("wrong tries are throttled as they are at signing in", async ({ db }) => {
  const { confirm } = await begin(db);
  for (let tries = 0; tries < 10; tries++) await confirm({ password: "not the right one at all", minutes: 20 });
  expect(await confirm({ minutes: 20 })).toEqual({ refused: "throttled" });
});

async function begin(db: Db) {
  const ada = await addMember(db);
  const token = await signIn(db, ada.id);
  const confirm = async ({ password = goodPassword, minutes }: { password?: string; minutes: number }) => {
    const { id: sessionId } = await sessionOf(db, token);
    const asked = { actor: ada, sessionId, email: ada.email, password, ip: "192.0.2.7" };
    return confirmSession(db, { ...asked, now: later({ minutes }) });
  };
  return { ada, token, confirm };
}

async function signIn(db: Db, userId: string): Promise<string> {
  const token = newToken();
  const attributes = { method: "password", device: newId() } as const;
  await sessionStore(db, morning).setSession({ id: token, userId, expiresAt: morning, attributes });
  return token;
}

async function sessionOf(db: Db, token: string): Promise<{ id: string }> {
  const [session] = await sessionStore(db, morning).getSessionAndUser(token);
  return { id: session?.attributes.rowId ?? "" };
}

async function confirmedAt(db: Db, token: string): Promise<{ confirmedAt: string }> {
  const [session] = await sessionStore(db, morning).getSessionAndUser(token);
  return { confirmedAt: session?.attributes.confirmedAt ?? "" };
}
