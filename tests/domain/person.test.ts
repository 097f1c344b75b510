import { expect } from "vitest";
import { assign } from "#app/domain/assignment.ts";
import { listPeople } from "#app/domain/person/listing.ts";
import { changeProfile, findProfile } from "#app/domain/person/profile.ts";
import { findPerson, restorePerson, suspendPerson } from "#app/domain/person.ts";
import { grantRole } from "#app/domain/role.ts";
import { recognise } from "#app/domain/sign-in.ts";
import { standingOf } from "#app/domain/standing.ts";
import type { Db } from "#db/open.ts";
import { addPerson, later, morning, publishSmall } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";
import { actsOf, addMember, goodPassword } from "../support/people.ts";

onBothDatabases(
  "people are listed by name, page by page, each once, with their roles and without the erased",
  async ({ db }) => {
    const names = ["Bo Lindqvist", "Ada Okafor", "Cleo Marsh", "Ada Okafor", "Noor Haddad"];
    for (const name of names) await addPerson(db, name, name.startsWith("Ada") ? ["author", "supervisor"] : []);
    const erased = await addPerson(db, "Gone");
    await db
      .updateTable("person")
      .set({ name: null, email: null, erased_at: morning.toISOString() })
      .where("id", "=", erased.id)
      .execute();
    const listed = [];
    let after: string | undefined;
    do {
      const { people, next } = await listPeople(db, { after, limit: 2, now: morning });
      listed.push(...people);
      after = next;
    } while (after);
    expect(listed.map((person) => person.name)).toEqual(names.toSorted());
    expect(new Set(listed.map((person) => person.id)).size).toBe(5);
    expect(listed[0]?.roles).toEqual(["author", "supervisor"]);
    expect((await listPeople(db, { limit: 5, now: morning })).next).toBeUndefined();
  },
);

onBothDatabases("a list that starts after nobody is empty", async ({ db }) => {
  await addPerson(db);
  expect(await listPeople(db, { after: "nobody", limit: 2, now: morning })).toEqual({ people: [], next: undefined });
});

onBothDatabases("a suspended person has no session and no way in until they are restored", async ({ db }) => {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const ada = await addMember(db);
  const enter = () => recognise(db, { email: ada.email, password: goodPassword, ip: "192.0.2.7", now: morning });
  const suspend = () => suspendPerson(db, { actor: cleo, personId: ada.id, reason: "Left for a year", now: morning });
  expect([await suspend(), await suspend()]).toEqual([{ suspended: true }, { suspended: true }]);
  expect((await findPerson(db, ada.id))?.state).toBe("suspended");
  expect(await enter()).toEqual({ refused: "wrong" });
  expect(await restorePerson(db, { actor: cleo, personId: ada.id, now: morning })).toEqual({ restored: true });
  expect(await enter()).toEqual({ personId: ada.id });
  expect(await actsOf(db)).toEqual(["suspend person", "restore person"]);
  expect(await db.selectFrom("audit_reason").select("reason").execute()).toEqual([{ reason: "Left for a year" }]);
  expect(await suspendPerson(db, { actor: cleo, personId: "nobody", now: morning })).toBeUndefined();
  expect(await restorePerson(db, { actor: cleo, personId: "nobody", now: morning })).toBeUndefined();
});

onBothDatabases("a profile is changed on the state it was read in; the same change again is saved", async ({ db }) => {
  const ada = await addMember(db);
  const saved = { saved: true };
  expect(await change(db, ada.id, { name: "Ada B. Okafor", version: 1 })).toEqual(saved);
  expect(await change(db, ada.id, { name: "Ada B. Okafor", version: 1 })).toEqual(saved);
  expect(await change(db, ada.id, { name: "Ada C. Okafor", version: 1 })).toEqual({ refused: "changed-meanwhile" });
  expect(await change(db, ada.id, { name: "Ada C. Okafor", version: 2 })).toEqual(saved);
  expect(await change(db, ada.id, { zone: "Mars/Olympus", version: 3 })).toEqual({ refused: "zone-unknown" });
  expect(await findPerson(db, ada.id)).toMatchObject({ name: "Ada C. Okafor", version: 3 });
});

onBothDatabases(
  "a profession is said once, as the practice spells it, and its rules reach who says it at once",
  async ({ db }) => {
    const { courseId } = await publishSmall(db);
    const [cleo, ada] = [await addMember(db, "Cleo Marsh", ["administrator"]), await addMember(db)];
    await db.updateTable("person").set({ profession: "Social worker" }).where("id", "=", cleo.id).execute();
    const to = { kind: "circle", teamId: null, profession: "Social worker" } as const;
    await assign(db, { actor: cleo, courseId, to, due: { kind: "none" }, key: "k", now: morning });
    const status = async () => (await standingOf(db, { personId: ada.id, courseId, now: morning, zone: "UTC" })).status;
    expect(await status()).toBe("not-assigned");
    expect(await change(db, ada.id, { profession: "social WORKER", version: 1 })).toEqual({ saved: true });
    expect(await findProfile(db, ada.id)).toMatchObject({ profession: "Social worker", version: 2 });
    expect(await status()).toBe("assigned");
    expect(await change(db, ada.id, { profession: "Physician", version: 2 })).toEqual({ refused: "profession-given" });
    expect(await change(db, ada.id, { profession: "", version: 2 })).toEqual({ saved: true });
    expect(await findProfile(db, ada.id)).toMatchObject({ profession: "Social worker", version: 2 });
  },
);

onBothDatabases("a role ended a moment ago is not on the list", async ({ db }) => {
  const cleo = await addMember(db, "Cleo Marsh", ["administrator"]);
  const ada = await addMember(db);
  await grantRole(db, { actor: cleo, personId: ada.id, role: "auditor", now: morning });
  await db
    .updateTable("role_grant")
    .set({ ended_at: later({ minutes: 1 }).toISOString() })
    .where("person_id", "=", ada.id)
    .execute();
  expect((await findPerson(db, ada.id))?.roles).toEqual([]);
});

function change(
  db: Db,
  id: string,
  form: { name?: string; zone?: string | null; profession?: string; version: number },
) {
  return changeProfile(db, {
    actor: { kind: "person", id, roles: [] },
    name: "Ada Okafor",
    zone: null,
    now: morning,
    ...form,
  });
}
