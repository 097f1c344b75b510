import { expect, test } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { acceptInvitation } from "#app/domain/invitation/acceptance.ts";
import { inviteMany, lookAtMany } from "#app/domain/invitation/many.ts";
import { invite, listOpenInvitations } from "#app/domain/invitation.ts";
import { readPaste } from "#app/domain/people-import/paste.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

test("an address is read with its name on either side, or without", () => {
  const text = [
    "Ada Okafor <Ada@Practice.example>",
    "bo@practice.example, Bo Lindqvist",
    '"Haddad, Noor" <noor@practice.example>;',
    "",
    "ivo@practice.example",
    "nobody",
    "IVO@practice.example",
  ].join("\r\n");
  expect(
    readPaste(text, { team: "" }).map(({ line, cells, faults }) => [line, cells.email, cells.name, faults]),
  ).toEqual([
    [1, "ada@practice.example", "Ada Okafor", []],
    [2, "bo@practice.example", "Bo Lindqvist", []],
    [3, "noor@practice.example", "Haddad Noor", []],
    [5, "ivo@practice.example", "", []],
    [6, "nobody", "", [{ fault: "email-unlike" }]],
    [7, "ivo@practice.example", "", [{ fault: "same-address", line: 5 }]],
  ]);
});

onBothDatabases(
  "a supervisor invites nine of twelve into their team, and three are told why by line",
  async ({ db }) => {
    const { bo, harbour } = await practice(db);
    const good = Array.from({ length: 9 }, (_, at) => `new${at}@practice.example`);
    const text = [...good, "new0@PRACTICE.example", "not an address", "ada@practice.example"].join("\n");
    const pasted = { actor: bo, teamId: harbour, text, now: morning };
    const look = await looked(db, pasted);
    expect(await listOpenInvitations(db, { now: morning })).toEqual([]);
    expect(look.rows.slice(9).map(({ line, verdict }) => [line, verdict])).toEqual([
      [10, { result: "refused", faults: [{ fault: "same-address", line: 1 }] }],
      [11, { result: "refused", faults: [{ fault: "email-unlike" }] }],
      [12, { result: "refused", faults: [{ fault: "already-here" }] }],
    ]);
    const done = await inviteMany(db, { ...pasted, seen: look.seen, key: "form" });
    expect(done).toMatchObject({ changed: 0, refused: [{ line: 10 }, { line: 11 }, { line: 12 }] });
    expect(await inviteMany(db, { ...pasted, seen: look.seen, key: "form" })).toMatchObject({ invited: { length: 9 } });
    const open = await listOpenInvitations(db, { now: morning });
    expect(open.map(({ role, team }) => [role, team?.id])).toEqual(good.map(() => [null, harbour]));
    expect((await actsOf(db)).filter((act) => act === "invite person")).toHaveLength(9);

    const [first] = done && "invited" in done ? done.invited : [];
    const joined = await acceptInvitation(db, {
      token: first?.token ?? "",
      name: "New",
      password: goodPassword,
      now: morning,
    });
    const places = await db.selectFrom("team_member").select(["team_id", "person_id"]).execute();
    expect(places).toEqual([{ team_id: harbour, person_id: "personId" in joined ? joined.personId : "" }]);
  },
);

onBothDatabases(
  "a supervisor invites into no team of another's, into none, and over nobody's invitation",
  async ({ db }) => {
    const { cleo, bo, hill, harbour } = await practice(db);
    const text = "new@practice.example";
    const pasted = { actor: bo, text, now: morning };
    expect(await lookAtMany(db, { ...pasted, teamId: hill })).toBeUndefined();
    expect(await lookAtMany(db, { ...pasted, teamId: undefined })).toBeUndefined();
    const forged = { ...pasted, teamId: hill, seen: "x".repeat(43), key: "form" };
    expect(await inviteMany(db, forged)).toBeUndefined();
    await invite(db, { actor: cleo, email: text, name: "", role: "author", key: "by hand", now: morning });
    const { rows } = await looked(db, { ...pasted, teamId: harbour });
    expect(rows).toMatchObject([{ verdict: { result: "refused", faults: [{ fault: "already-invited" }] } }]);
    expect(await listOpenInvitations(db, { now: morning })).toMatchObject([{ role: "author" }]);
  },
);

onBothDatabases("what changed since it was looked at is shown again, and nothing is done", async ({ db }) => {
  const { bo, harbour } = await practice(db);
  const pasted = { actor: bo, teamId: harbour, text: "noor@practice.example\nivo@practice.example", now: morning };
  const { seen } = await looked(db, pasted);
  await addMember(db, "Noor Haddad");
  const answer = await inviteMany(db, { ...pasted, seen, key: "form" });
  expect(answer).toMatchObject({
    refused: "changed-meanwhile",
    look: { rows: [{ verdict: { result: "refused" } }, {}] },
  });
  expect(await listOpenInvitations(db, { now: morning })).toEqual([]);
});

onBothDatabases("an administrator puts who is there into a team by the same list", async ({ db }) => {
  const { cleo, ada, hill } = await practice(db);
  const pasted = { actor: cleo, teamId: hill, text: "Somebody Else <ADA@practice.example>", now: morning };
  const { seen, rows } = await looked(db, pasted);
  expect(rows[0]?.verdict).toEqual({
    result: "changed",
    of: "account",
    changes: [{ column: "team", from: null, to: "Hill" }],
  });
  expect(await inviteMany(db, { ...pasted, seen, key: "form" })).toMatchObject({ invited: [], changed: 1 });
  const places = await db.selectFrom("team_member").select(["team_id", "person_id"]).execute();
  expect(places).toEqual([{ team_id: hill, person_id: ada.id }]);
});

onBothDatabases("an empty list and one of three hundred lines are refused", async ({ db }) => {
  const { cleo } = await practice(db);
  const look = (text: string) => lookAtMany(db, { actor: cleo, teamId: undefined, text, now: morning });
  expect(await look(" \n\n")).toEqual({ refused: "nobody" });
  expect(await look("a@x.example\n".repeat(300))).toEqual({ refused: "too-many" });
});

async function looked(db: Db, pasted: Parameters<typeof lookAtMany>[1]) {
  const look = await lookAtMany(db, pasted);
  if (!look || "refused" in look) throw new Error("There was nothing to look at.");
  return look;
}

async function practice(db: Db) {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const bo = await addMember(db, "Bo Lindqvist", ["supervisor"]);
  const ada = await addMember(db, "Ada Okafor");
  const [harbour, hill] = [await addTeam(db, "Harbour", bo), await addTeam(db, "Hill", cleo)];
  return { cleo, bo, ada, harbour, hill };
}

async function addTeam(db: Db, name: string, leading: PersonActor): Promise<string> {
  const [id, at] = [newId(), morning.toISOString()];
  await db.insertInto("team").values({ id, form_key: newId(), name, started_at: at, ended_at: null }).execute();
  const place = { id: newId(), team_id: id, person_id: leading.id, started_at: at, ended_at: null };
  await db.insertInto("team_supervisor").values(place).execute();
  return id;
}
