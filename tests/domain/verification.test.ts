import { expect, test } from "vitest";
import { showName } from "#app/domain/certificate/disclosure.ts";
import { withdrawPerson } from "#app/domain/evidence.ts";
import { recognise } from "#app/domain/sign-in.ts";
import { limitsOf } from "#app/domain/throttle.ts";
import { isSameName } from "#app/domain/verification/name.ts";
import { normaliseCode, verifyCode, verifyName } from "#app/domain/verification.ts";
import { newCode, newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { addPerson, later, morning } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { endRecord } from "#tests/support/evidence.ts";
import { addHolder, approve, boardApproval, furnishPractice } from "#tests/support/record.ts";

const ip = "192.0.2.7";

onBothDatabases("a code tells what its certificate claims, but no name", async ({ db }) => {
  await furnishPractice(db);
  await approve(db);
  const { code, recordId } = await addHolder(db);
  const { statement: _, ...approval } = boardApproval;
  const found = await verifyCode(db, { code, ip, now: morning });
  expect(found).toEqual({
    verified: {
      code,
      state: "valid",
      endedAt: null,
      lifetime: null,
      hasName: true,
      title: "Listening Well",
      version: "1.0.0",
      hours: 1,
      unit: "CE hour",
      isEstimate: true,
      category: "ethics",
      completedAt: morning.toISOString(),
      issuedAt: morning.toISOString(),
      zone: "Europe/Dublin",
      issuer: { name: "Fern & Harbour <Therapy>", contact: "12 Harbour Street, Galway" },
      approvals: [approval],
      assessment: "Post-test passed (80% or above)",
      isCorrection: false,
      name: null,
    },
  });
  expect(JSON.stringify(found)).not.toMatch(new RegExp(`Okafor|${recordId}`));
});

onBothDatabases("a record is told as replaced, revoked or without a name, as it stands today", async ({ db }) => {
  const { code, recordId, actor } = await addHolder(db);
  const state = async () => {
    const found = await verifyCode(db, { code, ip, now: morning });
    return "verified" in found ? [found.verified.state, found.verified.endedAt] : found.refused;
  };
  expect(await state()).toEqual(["valid", null]);
  await replace(db, recordId);
  expect(await state()).toEqual(["replaced", morning.toISOString()]);
  const at = later({ minutes: 5 });
  await endRecord(db, recordId, at);
  expect(await state()).toEqual(["revoked", at.toISOString()]);

  const other = await addHolder(db, { learner: undefined, name: "Bo Lind" }).catch(() => undefined);
  expect(other).toBeDefined();
  await transact(db, (db) => withdrawPerson(db, { recordId: other?.recordId ?? "", now: at }));
  const found = await verifyCode(db, { code: other?.code ?? "", ip, now: at });
  expect(found).toMatchObject({ verified: { state: "withdrawn", name: null, title: "Listening Well" } });
  const named = { code: other?.code ?? "", name: "Bo Lind", ip, now: at };
  expect(await verifyName(db, named)).toMatchObject({ matches: false });
  expect(actor.id).not.toBe(other?.actor.id);
});

onBothDatabases("a name is compared with what is typed, and told only where its owner lets it be", async ({ db }) => {
  const { code, recordId, actor } = await addHolder(db, { name: "Zoë O’Connor-Śmigły" });
  const check = async (name: string) => {
    const found = await verifyName(db, { code, name, ip, now: morning });
    return "matches" in found ? [found.matches, found.verified.name] : found;
  };
  expect(await check("zoe  oconnor smigly")).toEqual([true, null]);
  expect(await check("Zoë O’Connor")).toEqual([false, null]);
  const stranger = await addPerson(db, "Bo Lindqvist");
  const show = (personId: string, isShown: boolean) => showName(db, { personId, recordId, isShown, now: morning });
  expect(await show(stranger.id, true)).toBeUndefined();
  expect([await show(actor.id, true), await show(actor.id, true)]).toEqual(["shown", "shown"]);
  expect(await check("nobody")).toEqual([false, "Zoë O’Connor-Śmigły"]);
  expect(await show(actor.id, false)).toBe("hidden");
  expect(await check("nobody")).toEqual([false, null]);
  await show(actor.id, true);
  await transact(db, (db) => withdrawPerson(db, { recordId, now: morning }));
  expect(await check("nobody")).toEqual([false, null]);
  expect(await show(actor.id, true)).toBeUndefined();
});

onBothDatabases("looks at wrong codes and names are throttled by network; right ones leave nothing", async ({ db }) => {
  const { code } = await addHolder(db);
  const limits = limitsOf(2);
  const look = (code: string, from = ip) => verifyCode(db, { code, ip: from, now: morning, limits });
  const rows = () => db.selectFrom("sign_in_event").select(["ip", "account", "outcome"]).execute();
  for (let at = 0; at < 5; at++) expect(await look(code)).toHaveProperty("verified");
  expect(await verifyName(db, { code, name: "Ada N. Okafor", ip, now: morning, limits })).toMatchObject({
    matches: true,
  });
  expect(await rows()).toEqual([]);
  for (let at = 0; at < 20; at++) expect(await look(newCode())).toEqual({ refused: "unknown" });
  expect(await look(newCode())).toEqual({ refused: "throttled" });
  // Also a right one: otherwise a throttled guess would still be told.
  expect(await look(code)).toEqual({ refused: "throttled" });
  expect(await look(code, "198.51.100.9")).toHaveProperty("verified");
  expect(await look(code, "198.51.100.9")).toHaveProperty("verified");
  const later16 = { code, ip, now: later({ minutes: 16 }), limits };
  expect(await verifyCode(db, later16)).toHaveProperty("verified");
  // Whose code was asked for is kept as a hash alone, and nobody's sign-in is counted by it.
  expect(JSON.stringify(await rows())).not.toContain(code);
  const signIn = { email: "nobody@practice.example", password: "not the right one", ip, now: morning, limits };
  expect(await recognise(db, signIn)).toEqual({ refused: "wrong" });
});

onBothDatabases("ten names may be tried on one code from one network, not more", async ({ db }) => {
  const { code } = await addHolder(db);
  const guess = (name: string) => verifyName(db, { code, name, ip, now: morning });
  for (let at = 0; at < 10; at++) expect(await guess(`Guess ${at}`)).toMatchObject({ matches: false });
  expect(await guess("Ada N. Okafor")).toEqual({ refused: "throttled" });
});

onBothDatabases("a code that was never given and one that is none are one refusal", async ({ db }) => {
  await addHolder(db);
  for (const code of ["", "?", "x".repeat(400), newCode(), newCode().slice(1), "' or 1=1", "ÄÖÜ", "\u202e"]) {
    expect(await verifyCode(db, { code, ip, now: morning })).toEqual({ refused: "unknown" });
    expect(await verifyName(db, { code, name: "Ada", ip, now: morning })).toEqual({ refused: "unknown" });
  }
});

test("a code may be typed in groups, in small letters, and with the letters that it does not use", () => {
  const code = "7K3MX9TQ2VB4NHC8WZ5RDJ6F01";
  for (const typed of [
    "7K3M X9TQ 2VB4 NHC8 WZ5R DJ6F 01",
    "7k3m-x9tq-2vb4-nhc8-wz5r-dj6f-oi",
    ` ${code}\n`,
    "7K3MX9TQ2VB4NHC8WZ5RDJ6FOL",
  ]) {
    expect(normaliseCode(typed)).toBe(code);
  }
});

test("two spellings are one name where only keyboards differ", () => {
  const same: [string, string][] = [
    ["Ada N. Okafor", "ADA N OKAFOR"],
    ["Okafor, Ada N.", "ada n okafor"],
    ["Nguyễn Thị Hồng Đào", "nguyen thi hong dao"],
    ["Jørgen Łuczak-Weiß", "jorgen luczak weiss"],
    ["Людмила Ёлкина", "людмила елкина"],
    ["O'Connor", "OConnor"],
  ];
  for (const [kept, typed] of same) expect([kept, isSameName(kept, typed)]).toEqual([kept, true]);
  const others: [string, string][] = [
    ["Ada Okafor", "Ada"],
    ["Ada Okafor", "Ada Okafor Okafor"],
    ["Ada Okafor", "Adao Kafor"],
    ["Ada Okafor", ""],
    ["", ""],
    ["🌂", "☂"],
  ];
  for (const [kept, typed] of others) expect([kept, isSameName(kept, typed)]).toEqual([kept, false]);
});

/** A corrected record in the place of this one, as the act for it will write it. */
async function replace(db: Db, recordId: string): Promise<void> {
  const row = await db.selectFrom("completion_record").selectAll().where("id", "=", recordId).executeTakeFirstOrThrow();
  const later = { ...row, id: newId(), code: newCode(), replaces: recordId };
  await db.insertInto("completion_record").values(later).execute();
}
