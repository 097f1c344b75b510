import { expect, test } from "vitest";
import { changePassword, hashPassword, judgePassword, matchesPassword } from "#app/domain/password.ts";
import { makeResetLink, resetPassword } from "#app/domain/reset-link.ts";
import { recognise } from "#app/domain/sign-in.ts";
import type { Db } from "#db/open.ts";
import { later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

const about = { practice: "Harbour Street Therapy", name: "Ada Okafor", email: "ada.lovelace@practice.example" };
const ip = "192.0.2.7";

test("a password has fifteen to two hundred characters, counted as people count them", () => {
  expect(judgePassword("plum ferry obl", about)).toBe("too-short");
  expect(judgePassword("plum ferry obli", about)).toBeUndefined();
  // Seven characters outside the first plane are fourteen UTF-16 units, and still seven characters.
  expect(judgePassword("🦊🐢🌾🪁🧩🛶🪶", about)).toBe("too-short");
  expect(judgePassword(long(200), about)).toBeUndefined();
  expect(judgePassword(long(201), about)).toBe("too-long");
});

test("a password needs no capitals, digits or marks, and may be all blanks between words", () => {
  expect(judgePassword("vexing gopher umbra tin", about)).toBeUndefined();
  expect(judgePassword("   vexing   gopher   ", about)).toBeUndefined();
  expect(judgePassword("правильная лошадь", about)).toBeUndefined();
});

test.each([
  "passwordpassword1",
  "P@ssw0rd-Passw0rd 2026!",
  "correct horse battery staple",
  "Correct-Horse-Battery-Staple-99",
  "iloveyou forever and ever",
  "qwertyuiopasdfgh",
  "1q2w3e4r5t6y7u8i",
  "123456789012345678",
  "abcdefghijklmnopqrstuvwxyz",
  "20261123-20261124",
  "Therapist123456789",
  "Harbour Street Therapy 2026",
  "HarbourStreet!!!!!!",
  "AdaOkafor123456789",
  "ada.lovelace.1815!",
  "attune-attune-2026-1",
  "pässwörd pässwörd 1",
])("%s is refused: it is made of what is tried first", (password) => {
  expect(judgePassword(password, about)).toMatch(/^(common|repeats)$/);
});

test.each([
  "umbrellaumbrella",
  "umbrella1umbrella2",
  "xqzxqzxqzxqzxqzxqz",
  "xxxxxxxxxxxxxxxxxxxx",
])("%s is refused: it repeats a shorter text", (password) => {
  expect(judgePassword(password, about)).toBe("repeats");
});

test("another person's name is not in the way", () => {
  expect(judgePassword("ada okafor wanders off", { ...about, name: "Bo" })).toBeUndefined();
});

test("a password is kept as it is: two hundred characters of any script, blanks at its ends, and its case", async () => {
  const password = ` ${long(199)}`;
  const hash = await hashPassword(password);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await matchesPassword(hash, password)).toBe(true);
  expect(await matchesPassword(hash, password.trim())).toBe(false);
  expect(await matchesPassword(hash, password.slice(0, -1))).toBe(false);
  expect(await matchesPassword(hash, `${password}x`)).toBe(false);
  expect(await matchesPassword(hash, password.toUpperCase())).toBe(false);
});

test("two keyboards that put a letter and its accent together differently type the same password", async () => {
  const hash = await hashPassword("caf\u00e9 on the corner 7");
  expect(await matchesPassword(hash, "cafe\u0301 on the corner 7")).toBe(true);
});

test("with no password kept, none matches", async () => {
  expect(await matchesPassword(undefined, goodPassword)).toBe(false);
});

onBothDatabases(
  "a person changes their password with the one they have, and is signed out elsewhere",
  async ({ db }) => {
    const ada = await addMember(db);
    await addSession(db, { id: "here", personId: ada.id });
    await addSession(db, { id: "there", personId: ada.id });
    const link = await makeResetLink(db, { actor: ada, personId: ada.id, key: "form 1", now: morning });
    const password = "gopher umbra tin 44";

    expect(await change(db, ada, { current: goodPassword, password })).toEqual({ changed: true });

    expect(await sessionIds(db)).toEqual(["here"]);
    expect(await recognise(db, { email: ada.email, password, ip, now: morning })).toEqual({ personId: ada.id });
    expect(await recognise(db, { email: ada.email, password: goodPassword, ip, now: morning })).toEqual({
      refused: "wrong",
    });
    const token = link && "token" in link ? link.token : "";
    expect(await resetPassword(db, { token, password: goodPassword, now: later({ minutes: 2 }) })).toEqual({
      refused: "link-void",
    });
    expect(await actsOf(db)).toContain("change own password");
  },
);

onBothDatabases(
  "a new password needs the current one, and may not be weak; nothing is kept of either refusal",
  async ({ db }) => {
    const ada = await addMember(db);
    await addSession(db, { id: "there", personId: ada.id });
    const wrong = await change(db, ada, { current: "not the one at all", password: "gopher umbra tin 44" });
    const weak = await change(db, ada, { current: goodPassword, password: "ada okafor ada okafor" });
    expect([wrong, weak]).toEqual([{ refused: "wrong-current" }, { refused: "repeats" }]);
    expect(await sessionIds(db)).toEqual(["there"]);
    expect(await recognise(db, { email: ada.email, password: goodPassword, ip, now: morning })).toEqual({
      personId: ada.id,
    });
  },
);

onBothDatabases("a changed password that is sent twice, at once or again, is changed", async ({ db }) => {
  const ada = await addMember(db);
  const form = { current: goodPassword, password: "gopher umbra tin 44" };
  expect(await Promise.all([change(db, ada, form), change(db, ada, form)])).toEqual([
    { changed: true },
    { changed: true },
  ]);
  expect(await change(db, ada, form)).toEqual({ changed: true });
  expect((await actsOf(db)).filter((act) => act === "change own password")).toHaveLength(1);
});

onBothDatabases("guessing the current password is throttled like signing in", async ({ db }) => {
  const ada = await addMember(db);
  const guesses = Array.from({ length: 11 }, (_, at) => ({
    current: `guess number ${at} of it`,
    password: "gopher umbra tin 44",
  }));
  const answers = [];
  for (const guess of guesses) answers.push(await change(db, ada, guess));
  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => ({ refused: "wrong-current" })));
  expect(answers[10]).toEqual({ refused: "throttled" });
});

function change(
  db: Db,
  { email, ...actor }: Awaited<ReturnType<typeof addMember>>,
  form: { current: string; password: string },
) {
  return changePassword(db, {
    actor,
    sessionId: "here",
    about: { ...about, email },
    ip,
    now: later({ minutes: 1 }),
    ...form,
  });
}

async function addSession(db: Db, { id, personId }: { id: string; personId: string }) {
  const at = morning.toISOString();
  await db
    .insertInto("session")
    .values({
      id,
      token_hash: id,
      person_id: personId,
      created_at: at,
      last_seen_at: at,
      method: "password",
      second_factor_at: null,
      reauthenticated_at: null,
      device: "Firefox",
    })
    .execute();
}

async function sessionIds(db: Db): Promise<string[]> {
  return (await db.selectFrom("session").select("id").orderBy("id").execute()).map((row) => row.id);
}

/** So many characters of four scripts and two planes. */
function long(characters: number): string {
  const starts = [0x61, 0x430, 0x4e00, 0x1f300];
  return Array.from({ length: characters }, (_, at) => String.fromCodePoint((starts[at % 4] ?? 0) + (at % 25))).join(
    "",
  );
}
