import { expect } from "vitest";
import { listRecords } from "#app/domain/completion-record.ts";
import { enrol, findEnrolled, leave } from "#app/domain/enrolment.ts";
import { invite, listOpenInvitations } from "#app/domain/invitation.ts";
import { listImportRows } from "#app/domain/people-import/kept-rows.ts";
import { uploadPeople } from "#app/domain/people-import.ts";
import { leavePractice, lookAtLeaving, returnToPractice } from "#app/domain/person/leaving.ts";
import { listPeople } from "#app/domain/person/listing.ts";
import { lookAtMerge, mergePeople } from "#app/domain/person/merging.ts";
import { findPerson, findPersonByEmail, isEmailTaken, suspendPerson } from "#app/domain/person.ts";
import { grantRole } from "#app/domain/role.ts";
import { recognise } from "#app/domain/sign-in.ts";
import { findTranscript } from "#app/domain/transcript.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { morning, publishSmall } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";
import { addHolder } from "../support/record.ts";
import { formTeam } from "../support/team.ts";

onBothDatabases(
  "a merged account's course and record are found through the one that stays, and the evidence is untouched",
  async ({ db }) => {
    const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
    const survivor = await addMember(db, "Ada Okafor");
    const { actor: gone, enrolment } = await addHolder(db);
    const email = (await findPerson(db, gone.id))?.email ?? "";
    const evidence = await evidenceIn(db);
    expect(await lookAtMerge(db, { actor: cleo, goneId: gone.id, survivorId: survivor.id })).toMatchObject({
      moving: 1,
      staying: 0,
      records: 1,
      refused: null,
    });
    expect(await merge(db, cleo, gone.id, survivor.id)).toEqual({ merged: true });
    const acts = await actsOf(db);
    expect(await merge(db, cleo, gone.id, survivor.id)).toEqual({ merged: true });
    expect(await actsOf(db)).toEqual(acts);
    expect(await evidenceIn(db)).toEqual(evidence);
    expect(await listRecords(db, survivor.id)).toHaveLength(1);
    expect(await findTranscript(db, { personId: survivor.id, now: morning })).toMatchObject([{ records: [{}] }]);
    const found = await findEnrolled(db, { personId: survivor.id, courseId: enrolment.courseId });
    expect(found?.enrolment.id).toBe(enrolment.id);

    expect(await findPerson(db, gone.id)).toBeUndefined();
    expect((await findPersonByEmail(db, email))?.id).toBe(survivor.id);
    expect(await isEmailTaken(db, email)).toBe(true);
    const { people } = await listPeople(db, { limit: 10, now: morning });
    expect(people.map(({ id }) => id).sort()).toEqual([cleo.id, survivor.id].sort());
    expect(await recognise(db, { email, password: goodPassword, ip: "192.0.2.7", now: morning })).toEqual({
      personId: survivor.id,
    });
  },
);

onBothDatabases("sessions, roles and teams of the account that went end, and its teams go over", async ({ db }) => {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const survivor = await addMember(db, "Ada Okafor");
  const gone = await addMember(db, "Adah Okafor", ["author"]);
  const at = morning.toISOString();
  const team = newId();
  await db
    .insertInto("team")
    .values({ id: team, form_key: team, name: "Hill", started_at: at, ended_at: null })
    .execute();
  const place = { id: newId(), team_id: team, person_id: gone.id, started_at: at, ended_at: null };
  await db.insertInto("team_member").values(place).execute();
  await merge(db, cleo, gone.id, survivor.id);
  const standing = await db.selectFrom("team_member").select("person_id").where("ended_at", "is", null).execute();
  expect(standing).toEqual([{ person_id: survivor.id }]);
  expect((await findPerson(db, survivor.id))?.roles).toEqual([]);
  expect(await grantRole(db, { actor: cleo, personId: gone.id, role: "author", now: morning })).toBeUndefined();
  expect(await actsOf(db)).toEqual(["take out of team", "add to team", "merge account away", "merge account into"]);

  const uploaded = await uploadPeople(db, {
    actor: cleo,
    bytes: Buffer.from(`email,team\n${gone.email},Hill`),
    now: morning,
  });
  const importId = "import" in uploaded ? uploaded.import : "";
  const { rows } = await listImportRows(db, { importId, limit: 5 });
  expect(rows).toMatchObject([{ verdict: { result: "unchanged", of: "account" } }]);
});

onBothDatabases("a merge tells and joins only the teams that the one who stays is not in", async ({ db }) => {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const [survivor, gone] = [await addMember(db, "Ada Okafor"), await addMember(db, "Adah Okafor")];
  await formTeam(db, { members: [survivor.id, gone.id] });
  expect(await lookAtMerge(db, { actor: cleo, goneId: gone.id, survivorId: survivor.id })).toMatchObject({ teams: [] });
});

onBothDatabases(
  "what an administrator who leaves invited to stays, but for roles; a supervisor's ends",
  async ({ db }) => {
    const actor = await addMember(db, "Cleo Marsh", ["administrator"]);
    const administrator = await addMember(db, "Petra Falk", ["administrator", "supervisor"]);
    const supervisor = await addMember(db, "Sunita Rao", ["supervisor"]);
    const teamId = await formTeam(db, { members: [], supervisors: [administrator.id, supervisor.id] });
    const invited = async (inviter: typeof actor, email: string, role: "author" | null, teamId: string | null) =>
      invite(db, { actor: inviter, email, name: "", role, teamId, key: email, now: morning });
    await invited(administrator, "new1@practice.example", null, null);
    await invited(administrator, "new2@practice.example", null, teamId);
    await invited(administrator, "new3@practice.example", "author", null);
    await invited(supervisor, "new4@practice.example", null, teamId);

    const look = (personId: string) => lookAtLeaving(db, { actor, personId, now: morning });
    expect(await look(administrator.id)).toMatchObject({ invitations: { ending: 1, staying: 2 }, refused: null });
    expect(await look(supervisor.id)).toMatchObject({ invitations: { ending: 1, staying: 0 }, refused: null });
    expect(await look(actor.id)).toMatchObject({ refused: "yourself" });
    expect(await leavePractice(db, { actor, personId: actor.id, now: morning })).toEqual({ refused: "yourself" });
    for (const { id: personId } of [administrator, supervisor])
      await leavePractice(db, { actor, personId, now: morning });
    const open = await listOpenInvitations(db, { now: morning });
    expect(open.map(({ email }) => email).sort()).toEqual(["new1@practice.example", "new2@practice.example"]);
  },
);

onBothDatabases("each merge that would lose something is refused with its reason", async ({ db }) => {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const [ada, bo] = [await addMember(db, "Ada Okafor"), await addMember(db, "Bo Lindqvist")];
  const [dee, eve] = [await addMember(db, "Dee Lund"), await addMember(db, "Eve Lund")];
  const release = await publishSmall(db);
  expect(await merge(db, cleo, ada.id, ada.id)).toEqual({ refused: "same" });
  expect(await merge(db, cleo, cleo.id, ada.id)).toEqual({ refused: "yourself" });
  expect(await merge(db, bo, cleo.id, ada.id)).toEqual({ refused: "last-administrator" });
  expect(await merge(db, cleo, "nobody", ada.id)).toBeUndefined();

  await suspendPerson(db, { actor: cleo, personId: eve.id, now: morning });
  expect(await merge(db, cleo, eve.id, ada.id)).toEqual({ refused: "not-active" });
  expect(await merge(db, cleo, ada.id, eve.id)).toEqual({ refused: "not-active" });

  const places = [];
  for (const { id: personId } of [ada, bo]) {
    const enrolled = await enrol(db, { personId, courseId: release.courseId, now: morning });
    if ("enrolment" in enrolled) places.push(enrolled.enrolment);
  }
  expect(await merge(db, cleo, ada.id, bo.id)).toEqual({ refused: "running-twice" });
  if (places[0]) await leave(db, { enrolment: places[0], now: morning });
  const text = {
    course_id: release.courseId,
    kind: "note",
    subject_id: "x",
    anchor: "",
    ciphertext: "",
    nonce: "",
  } as const;
  const row = { id: newId(), person_id: ada.id, version: 1, page: "p", turn: 1, saved_at: morning.toISOString() };
  await db
    .insertInto("private_text")
    .values({ ...text, ...row })
    .execute();
  expect(await merge(db, cleo, ada.id, bo.id)).toEqual({ refused: "private-texts" });
  await db.deleteFrom("private_text").execute();
  expect(await merge(db, cleo, ada.id, bo.id)).toEqual({ merged: true });
  expect(await merge(db, cleo, bo.id, dee.id)).toEqual({ refused: "has-merged" });
  expect(await merge(db, cleo, dee.id, ada.id)).toBeUndefined();
});

onBothDatabases("who leaves keeps signing in, without roles and teams, and comes back as a learner", async ({ db }) => {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const bo = await addMember(db, "Bo Lindqvist", ["supervisor", "author"]);
  const on = { actor: cleo, personId: bo.id, now: morning };
  expect(await leavePractice(db, { ...on, actor: bo, personId: cleo.id })).toEqual({ refused: "last-administrator" });
  expect([await leavePractice(db, on), await leavePractice(db, on)]).toEqual([{ left: true }, { left: true }]);
  expect(await findPerson(db, bo.id)).toMatchObject({ state: "left", roles: [] });
  const entering = { email: bo.email, password: goodPassword, ip: "192.0.2.7", now: morning };
  expect(await recognise(db, entering)).toEqual({ personId: bo.id });
  expect([await returnToPractice(db, on), await returnToPractice(db, on)]).toEqual([
    { returned: true },
    { returned: true },
  ]);
  expect(await findPerson(db, bo.id)).toMatchObject({ state: "active", roles: [] });
  expect(await actsOf(db)).toEqual(["leave practice", "return to practice"]);
  expect(await leavePractice(db, { ...on, personId: "nobody" })).toBeUndefined();
});

function merge(db: Db, actor: Parameters<typeof mergePeople>[1]["actor"], goneId: string, survivorId: string) {
  return mergePeople(db, { actor, goneId, survivorId, now: morning });
}

async function evidenceIn(db: Db) {
  return {
    records: await db.selectFrom("completion_record").selectAll().execute(),
    people: await db.selectFrom("record_person").selectAll().execute(),
    attempts: await db.selectFrom("attempt").selectAll().orderBy("id").execute(),
    attestations: await db.selectFrom("attestation").selectAll().execute(),
    entries: await db.selectFrom("evidence_entry").selectAll().execute(),
  };
}
