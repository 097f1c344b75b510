import { expect } from "vitest";
import {
  askForEmail,
  confirmEmail,
  findEmailLink,
  findWaiting,
  handOverEmailLink,
  mintEmailLink,
  voidEmailChanges,
} from "#app/domain/email-change.ts";
import { findOpenResetLink, makeResetLink } from "#app/domain/reset-link.ts";
import { recognise } from "#app/domain/sign-in.ts";
import type { Db } from "#db/open.ts";
import { addPerson, later, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

const wanted = "Ada.New@Practice.example";
const email = "ada.new@practice.example";
const linkVoid = { refused: "link-void" };
type Member = Awaited<ReturnType<typeof addMember>>;

onBothDatabases("another address counts once its link is used, and not before; the old one is told", async ({ db }) => {
  const ada = await addMember(db);
  expect(await ask(db, ada)).toEqual({ asked: true });
  const token = await mint(db, ada);
  expect(await findEmailLink(db, { token, now: morning })).toMatchObject({ email, former: ada.email });
  expect([await enter(db, ada.email), await enter(db, email)]).toEqual([{ personId: ada.id }, { refused: "wrong" }]);
  expect(await confirmEmail(db, { token, now: morning })).toEqual({ changed: true });
  expect([await enter(db, ada.email), await enter(db, email)]).toEqual([{ refused: "wrong" }, { personId: ada.id }]);
  const effects = await db.selectFrom("outbox").select("kind").orderBy("id").execute();
  expect(effects.map(({ kind }) => kind)).toEqual(["email-mail", "email-notice"]);
  expect((await actsOf(db)).slice(-2)).toEqual(["ask for another address", "change own address"]);
});

onBothDatabases("the secret of a link is nowhere kept", async ({ db }) => {
  const ada = await addMember(db);
  await ask(db, ada);
  const token = await mint(db, ada);
  const rows = [
    await db.selectFrom("email_change").selectAll().execute(),
    await db.selectFrom("outbox").selectAll().execute(),
  ];
  expect(JSON.stringify(rows)).not.toContain(token);
});

onBothDatabases("a link works once and for two days; pressed twice is once", async ({ db }) => {
  const ada = await addMember(db);
  await ask(db, ada);
  const token = await mint(db, ada);
  expect(await confirmEmail(db, { token, now: later({ minutes: 2880 }) })).toEqual(linkVoid);
  expect(await confirmEmail(db, { token, now: later({ minutes: 2879 }) })).toEqual({ changed: true });
  expect(await confirmEmail(db, { token, now: later({ minutes: 2879 }) })).toEqual({ changed: true });
  expect(await confirmEmail(db, { token, now: later({ minutes: 2881 }) })).toEqual(linkVoid);
  expect(await confirmEmail(db, { token: "invented", now: morning })).toEqual(linkVoid);
});

onBothDatabases("a newer ask, taking it back and a suspension void the link", async ({ db }) => {
  const ada = await addMember(db);
  await ask(db, ada);
  const first = await mint(db, ada);
  await ask(db, ada, { wanted: "third@practice.example", key: "2" });
  const second = await mint(db, ada);
  expect(await confirmEmail(db, { token: first, now: morning })).toEqual(linkVoid);
  await voidEmailChanges(db, { personId: ada.id, now: morning });
  expect(await confirmEmail(db, { token: second, now: morning })).toEqual(linkVoid);
  await ask(db, ada, { key: "3" });
  const third = await mint(db, ada);
  await db.updateTable("person").set({ suspended_at: morning.toISOString() }).where("id", "=", ada.id).execute();
  expect(await confirmEmail(db, { token: third, now: morning })).toEqual(linkVoid);
});

onBothDatabases("a form sent again with another address, somebody's or not, voids the link before", async ({ db }) => {
  const bo = await addMember(db, "Bo Lind");
  for (const [name, other] of [
    ["Ada Okafor", "fourth@practice.example"],
    ["Cy Adler", bo.email],
  ] as const) {
    const person = await addMember(db, name);
    await ask(db, person, { key: name });
    const token = await mint(db, person);
    expect(await ask(db, person, { key: name, wanted: other })).toEqual({ asked: true });
    expect(await findEmailLink(db, { token, now: morning }), other).toBeUndefined();
  }
});

onBothDatabases("it asks for the password, and for another address than the one that stands", async ({ db }) => {
  const ada = await addMember(db);
  expect(await ask(db, ada, { password: "not the password" })).toEqual({ refused: "wrong" });
  expect(await ask(db, ada, { wanted: " ADA@practice.example" })).toEqual({ refused: "same" });
  for (const key of ["1", "1", "2", "3", "4", "5"]) expect(await ask(db, ada, { key })).toEqual({ asked: true });
  expect(await ask(db, ada, { key: "6" })).toEqual({ refused: "too-often" });
});

onBothDatabases(
  "an address that is somebody's is not said to be: nothing is sent, and nobody gets it",
  async ({ db }) => {
    const [ada, bo] = [await addMember(db), await addMember(db, "Bo Lind")];
    expect(await ask(db, ada, { wanted: bo.email })).toEqual({ asked: true });
    const waiting = await findWaiting(db, { personId: ada.id, now: morning });
    expect(await mintEmailLink(db, { emailChangeId: waiting?.id ?? "", now: morning })).toBeUndefined();
  },
);

onBothDatabases("of two who want one address the first who confirms has it", async ({ db }) => {
  const people = [await addMember(db), await addMember(db, "Bo Lind")];
  const tokens = [];
  for (const person of people) {
    await ask(db, person, { key: person.id });
    tokens.push(await mint(db, person));
  }
  const answers = await Promise.all(tokens.map((token) => confirmEmail(db, { token, now: morning })));
  const told = answers.map((answer) => ("refused" in answer ? answer.refused : "changed"));
  expect(told.sort()).toEqual(["changed", "taken"]);
  expect(await db.selectFrom("person").select("id").where("email", "=", email).execute()).toHaveLength(1);
});

onBothDatabases("a way back in that was sent to the old address ends with it", async ({ db }) => {
  const ada = await addMember(db);
  const actor = await addPerson(db, "Petra Falk", ["administrator"]);
  const made = await makeResetLink(db, { actor, personId: ada.id, key: "k", now: morning });
  const reset = made && "token" in made ? made.token : "";
  await ask(db, ada);
  await confirmEmail(db, { token: await mint(db, ada), now: morning });
  expect(await findOpenResetLink(db, { token: reset, now: morning })).toBeUndefined();
});

onBothDatabases(
  "without mail an administrator hands over the link of what was asked, and of nothing else",
  async ({ db }) => {
    const ada = await addMember(db);
    const actor = await addPerson(db, "Petra Falk", ["administrator"]);
    const hand = () => handOverEmailLink(db, { actor, personId: ada.id, key: "form", now: morning });
    expect(await hand()).toBeUndefined();
    await ask(db, ada);
    const made = await hand();
    expect(await hand()).toEqual(made);
    const token = made && "token" in made ? made.token : "";
    expect(await confirmEmail(db, { token, now: morning })).toEqual({ changed: true });
  },
);

function ask(db: Db, { id, email }: Member, said: { wanted?: string; password?: string; key?: string } = {}) {
  const actor = { kind: "person" as const, id, roles: [] };
  return askForEmail(db, {
    actor,
    email,
    wanted,
    password: goodPassword,
    ip: "192.0.2.1",
    key: "1",
    now: morning,
    ...said,
  });
}

async function mint(db: Db, { id: personId }: Member): Promise<string> {
  const waiting = await findWaiting(db, { personId, now: morning });
  return (await mintEmailLink(db, { emailChangeId: waiting?.id ?? "", now: morning }))?.token ?? "";
}

async function enter(db: Db, email: string) {
  const known = await recognise(db, { email, password: goodPassword, ip: "192.0.2.9", now: morning });
  return "personId" in known ? { personId: known.personId } : { refused: known.refused };
}
