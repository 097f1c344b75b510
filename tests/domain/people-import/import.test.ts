import { expect } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { acceptInvitation } from "#app/domain/invitation/acceptance.ts";
import { invite, listOpenInvitations } from "#app/domain/invitation.ts";
import { listLicences } from "#app/domain/licence.ts";
import { takeDue } from "#app/domain/outbox.ts";
import { confirmImport } from "#app/domain/people-import/confirming.ts";
import { listImportRows, listRefusedLines } from "#app/domain/people-import/kept-rows.ts";
import { mintImportLinks } from "#app/domain/people-import/links.ts";
import { abandonImport, endUpload, findImport, listOpenImports, uploadPeople } from "#app/domain/people-import.ts";
import { suspendPerson } from "#app/domain/person.ts";
import { sayVerdict } from "#app/messages/people-import.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { later, morning } from "../../support/cast.ts";
import { onBothDatabases } from "../../support/database.ts";
import { actsOf, addMember, goodPassword } from "../../support/people.ts";

const heading =
  "email;name;team;joined_on;external_id;profession;licence_type;licence_number;licence_jurisdiction;role;shoe size";
const zoe = "zoe@practice.example;Zoë Brandt;Harbour;2026-01-07;4711;Therapist;LMFT;55120;Oregon;administrator;38";
const ada = "Ada@Practice.example;A. Okafor;harbour ;2025-02-01;4712;Social worker;LCSW;9981;;;39";
const list = [heading, zoe, ada].join("\n");

onBothDatabases("a dry run says what each line would do, and does nothing", async ({ db }) => {
  const { cleo } = await practice(db);
  const before = await everything(db);
  const importId = await upload(
    db,
    cleo,
    `${list}\nnobody;;;;;;;;;;\nivo@x.example;;Hill;;;;;;;;\nnoor@x.example;;;;;;;;;;`,
  );
  expect(await everything(db)).toEqual(before);
  expect(await verdicts(db, importId)).toEqual([
    [2, { result: "invited", team: "Harbour" }],
    [
      3,
      {
        result: "changed",
        of: "account",
        changes: [
          { column: "joined_on", from: null, to: "2025-02-01" },
          { column: "external_id", from: null, to: "4712" },
          { column: "profession", from: null, to: "Social worker" },
          { column: "team", from: null, to: "Harbour" },
          { column: "licence_number", from: null, to: "9981" },
        ],
      },
    ],
    [4, { result: "refused", faults: [{ fault: "email-unlike" }] }],
    [5, { result: "refused", faults: [{ fault: "team-unknown", name: "Hill" }] }],
    [6, { result: "invited", team: null }],
  ]);
  expect(await findImport(db, importId)).toMatchObject({
    state: "to-confirm",
    leftOut: ["role", "shoe size"],
    counts: { invited: 2, changed: 1, unchanged: 0, refused: 2 },
    left: 3,
  });
});

onBothDatabases(
  "what was shown is carried out, and the lines are gone; the same file again changes nothing",
  async ({ db }) => {
    const { cleo, ada: account } = await practice(db);
    const importId = await upload(db, cleo, list);
    expect(await confirmImport(db, { actor: cleo, importId, now: morning })).toEqual({ finished: true });
    expect(await confirmImport(db, { actor: cleo, importId, now: morning })).toEqual({ finished: true });
    expect(await db.selectFrom("people_import_row").selectAll().execute()).toEqual([]);
    expect(await findImport(db, importId)).toMatchObject({
      state: "finished",
      counts: { invited: 1, changed: 1 },
      left: 0,
    });
    expect(await personRow(db, account.id)).toMatchObject({
      name: "Ada Okafor",
      profession: "Social worker",
      joined_on: "2025-02-01",
      external_id: "4712",
    });
    expect(await listLicences(db, account.id)).toMatchObject([{ type: "LCSW", number: "9981", jurisdiction: "" }]);
    expect((await actsOf(db)).sort()).toEqual([
      "add to team",
      "change person from a list",
      "import people",
      "invite person",
    ]);
    expect(await listOpenInvitations(db, { now: morning })).toMatchObject([
      { email: "zoe@practice.example", role: null },
    ]);
    expect(await outboxKinds(db)).toEqual(["invitation-mail"]);

    const before = await everything(db);
    const again = await upload(db, cleo, list);
    expect((await verdicts(db, again)).map(([, verdict]) => verdict.result)).toEqual(["unchanged", "unchanged"]);
    await confirmImport(db, { actor: cleo, importId: again, now: later({ minutes: 5 }) });
    expect(await everything(db)).toEqual({ ...before, audit: [...before.audit, "import people"] });
  },
);

onBothDatabases("a list that leads an invitation into another team says which one it replaces", async ({ db }) => {
  const { cleo } = await practice(db);
  const south = { id: newId(), form_key: newId(), name: "South", started_at: morning.toISOString(), ended_at: null };
  await db.insertInto("team").values(south).execute();
  await invite(db, {
    actor: cleo,
    email: "zoe@practice.example",
    name: "",
    role: null,
    teamId: south.id,
    key: "k",
    now: morning,
  });
  const importId = await upload(db, cleo, "email,team\nzoe@practice.example,Harbour");
  const { rows } = await listImportRows(db, { importId, limit: 1 });
  expect(rows.flatMap(({ verdict }) => sayVerdict(verdict))).toEqual([
    "Joins the team Harbour instead of South, where the invitation led",
  ]);
});

onBothDatabases("nobody who is absent from a list is touched by it", async ({ db }) => {
  const { cleo } = await practice(db);
  const before = await everything(db);
  const importId = await upload(db, cleo, `${heading}\n${zoe}`);
  expect(await confirmImport(db, { actor: cleo, importId, now: morning })).not.toHaveProperty("refused");
  const after = await everything(db);
  expect(after.invitations).toHaveLength(before.invitations.length + 1);
  expect(after).toMatchObject({ people: before.people, places: before.places, licences: before.licences });
});

onBothDatabases("whoever accepts has what waited: team, day, number, profession and licence", async ({ db }) => {
  const { cleo } = await practice(db);
  const importId = await upload(db, cleo, list);
  await confirmImport(db, { actor: cleo, importId, now: morning });
  const [link] = await mintImportLinks(db, { actor: cleo, importId, key: "a form", now: morning });
  const again = await mintImportLinks(db, { actor: cleo, importId, key: "a form", now: morning });
  expect(again).toEqual([link]);
  const accepted = await acceptInvitation(db, {
    token: link?.token ?? "",
    name: "Zoë Brandt",
    password: goodPassword,
    now: morning,
  });
  const personId = "personId" in accepted ? accepted.personId : "";
  expect(await personRow(db, personId)).toMatchObject({
    profession: "Therapist",
    joined_on: "2026-01-07",
    external_id: "4711",
  });
  expect(await db.selectFrom("team_member").select("person_id").execute()).toContainEqual({ person_id: personId });
  expect(await listLicences(db, personId)).toMatchObject([{ number: "55120" }]);
  const third = await upload(db, cleo, list);
  expect((await verdicts(db, third)).map(([, verdict]) => verdict.result)).toEqual(["unchanged", "unchanged"]);
});

onBothDatabases(
  "an open invitation is changed by what the list says otherwise, without a second mail",
  async ({ db }) => {
    const { cleo } = await practice(db);
    await confirmImport(db, { actor: cleo, importId: await upload(db, cleo, list), now: morning });
    const second = await upload(
      db,
      cleo,
      `${heading}\n${zoe.replace("Brandt", "Brand").replace("Therapist", "Counsellor")}`,
    );
    expect(await verdicts(db, second)).toMatchObject([
      [
        2,
        {
          result: "changed",
          of: "invitation",
          changes: [{ column: "name", to: "Zoë Brand" }, { column: "profession" }],
        },
      ],
    ]);
    await confirmImport(db, { actor: cleo, importId: second, now: morning });
    expect(await listOpenInvitations(db, { now: morning })).toMatchObject([{ name: "Zoë Brand" }]);
    expect(await outboxKinds(db)).toHaveLength(1);
  },
);

onBothDatabases(
  "where people changed meanwhile nothing is done, and the dry run says what it would do now",
  async ({ db }) => {
    const { cleo } = await practice(db);
    const importId = await upload(db, cleo, list);
    await addMember(db, "Zoe Brandt");
    const before = await everything(db);
    expect(await confirmImport(db, { actor: cleo, importId, now: morning })).toEqual({ refused: "changed-meanwhile" });
    expect(await everything(db)).toEqual(before);
    expect((await verdicts(db, importId))[0]?.[1]).toMatchObject({ result: "changed", of: "account" });
    expect(await confirmImport(db, { actor: cleo, importId, now: morning })).toEqual({ finished: true });
  },
);

onBothDatabases(
  "an import that was cut off goes on where it stopped, and passes over what others overtook",
  async ({ db }) => {
    const { cleo } = await practice(db);
    const many = Array.from({ length: 120 }, (_, at) => `p${at}@practice.example`);
    const importId = await upload(db, cleo, ["email", ...many].join("\n"));
    await confirmHalf(db, cleo, importId);
    expect(await findImport(db, importId)).toMatchObject({ state: "begun", left: 20, counts: { invited: 120 } });
    await db
      .updateTable("person")
      .set({ email: "p119@practice.example" })
      .where("email", "=", "ada@practice.example")
      .execute();
    expect(await confirmImport(db, { actor: cleo, importId, now: later({ minutes: 9 }) })).toEqual({ finished: true });
    expect(await findImport(db, importId)).toMatchObject({ counts: { invited: 119 }, overtaken: 1 });
    const invitations = await db.selectFrom("invitation").select("email").execute();
    expect(new Set(invitations.map(({ email }) => email)).size).toBe(119);
    expect(invitations).toHaveLength(119);
  },
);

onBothDatabases("two who confirm at once invite everybody once", async ({ db }) => {
  const { cleo } = await practice(db);
  const many = Array.from({ length: 150 }, (_, at) => `p${at}@practice.example`);
  const importId = await upload(db, cleo, ["email", ...many].join("\n"));
  const confirm = () => confirmImport(db, { actor: cleo, importId, now: morning });
  await Promise.all([confirm(), confirm()]);
  const invitations = await db.selectFrom("invitation").select("email").execute();
  expect(invitations).toHaveLength(150);
  expect((await actsOf(db)).filter((act) => act === "import people")).toHaveLength(1);
});

onBothDatabases("nothing is changed of who is suspended, and a number of the list is one person's", async ({ db }) => {
  const { cleo, ada: account } = await practice(db);
  await suspendPerson(db, { actor: cleo, personId: account.id, now: morning });
  await db.updateTable("person").set({ external_id: "4711" }).where("id", "=", cleo.id).execute();
  expect(await verdicts(db, await upload(db, cleo, list))).toEqual([
    [2, { result: "refused", faults: [{ fault: "number-taken" }] }],
    [3, { result: "refused", faults: [{ fault: "suspended" }] }],
  ]);
});

onBothDatabases("refused lines can be had with what they say, in the columns of the file", async ({ db }) => {
  const { cleo } = await practice(db);
  const importId = await upload(db, cleo, "role,name,email\nx,Bo,bo\nx,Cy,=cy@x.example\nx,Di,di@x.example");
  const refused = await listRefusedLines(db, { importId });
  expect(refused?.columns).toEqual(["name", "email"]);
  expect(refused?.lines.map(({ line, cells }) => [line, cells.name, cells.email])).toEqual([
    [2, "Bo", "bo"],
    [3, "Cy", "=cy@x.example"],
  ]);
  expect(await listRefusedLines(db, { importId: "nothing" })).toBeUndefined();
});

onBothDatabases(
  "an upload is gone when it is thrown away, replaced, or a day old; what was carried out stays",
  async ({ db }) => {
    const { cleo } = await practice(db);
    const first = await upload(db, cleo, list);
    const second = await upload(db, cleo, list);
    expect((await listOpenImports(db)).map(({ id }) => id)).toEqual([second]);
    expect(await findImport(db, first)).toBeUndefined();
    expect(await abandonImport(db, { actor: cleo, importId: second, now: morning })).toEqual({ abandoned: true });
    expect(await abandonImport(db, { actor: cleo, importId: second, now: morning })).toBeUndefined();
    const many = Array.from({ length: 120 }, (_, at) => `p${at}@practice.example`);
    const third = await upload(db, cleo, ["email", ...many].join("\n"));
    await confirmHalf(db, cleo, third);
    const ends = await takeDue(db, { now: later({ minutes: 23 * 60 }) });
    expect(ends.map(({ kind }) => kind).filter((kind) => kind === "import-end")).toEqual([]);
    expect(await endUpload(db, { importId: third, now: later({ minutes: 25 * 60 }) })).toBe(true);
    expect(await endUpload(db, { importId: third, now: later({ minutes: 25 * 60 }) })).toBe(false);
    expect(await findImport(db, third)).toMatchObject({ state: "finished", counts: { invited: 100 } });
    expect(await db.selectFrom("people_import_row").selectAll().execute()).toEqual([]);
  },
);

async function practice(db: Db) {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const ada = await addMember(db, "Ada Okafor");
  const team = { id: newId(), form_key: newId(), name: "Harbour", started_at: morning.toISOString(), ended_at: null };
  await db.insertInto("team").values(team).execute();
  return { cleo, ada };
}

async function upload(db: Db, actor: PersonActor, text: string): Promise<string> {
  const uploaded = await uploadPeople(db, { actor, bytes: Buffer.from(text), now: morning });
  if ("refused" in uploaded) throw new Error(uploaded.refused);
  return uploaded.import;
}

/** As when the process is killed behind the first transaction: what is left of the lines is as it was. */
async function confirmHalf(db: Db, actor: PersonActor, importId: string): Promise<void> {
  const kept = await db.selectFrom("people_import_row").selectAll().where("import_id", "=", importId).execute();
  const [now, rest] = [kept.filter(({ line }) => line <= 101), kept.filter(({ line }) => line > 101)];
  expect(now).toHaveLength(100);
  await db.deleteFrom("people_import_row").where("line", ">", 101).where("import_id", "=", importId).execute();
  await confirmImport(db, { actor, importId, now: morning });
  await db
    .updateTable("people_import")
    .set({ finished_at: null, invited: null, changed: null, unchanged: null, refused: null })
    .where("id", "=", importId)
    .execute();
  const done = now.map((row) => ({ ...row, done_at: morning.toISOString() }));
  await db
    .insertInto("people_import_row")
    .values([...done, ...rest])
    .execute();
}

async function verdicts(db: Db, importId: string) {
  const { rows } = await listImportRows(db, { importId, limit: 100 });
  return rows.map(({ line, verdict }): [number, typeof verdict] => [line, verdict]);
}

function personRow(db: Db, id: string) {
  return db.selectFrom("person").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

async function outboxKinds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("outbox").select("kind").where("kind", "!=", "import-end").execute();
  return rows.map(({ kind }) => kind);
}

/** All that an import could change, without its own rows. */
async function everything(db: Db) {
  return {
    people: await db.selectFrom("person").selectAll().orderBy("id").execute(),
    invitations: await db.selectFrom("invitation").selectAll().orderBy("id").execute(),
    places: await db.selectFrom("team_member").selectAll().orderBy("id").execute(),
    licences: await db.selectFrom("person_licence").selectAll().orderBy("id").execute(),
    outbox: await outboxKinds(db),
    audit: await actsOf(db),
  };
}
