import { expect } from "vitest";
import { listAudit, writeAudit } from "#app/domain/audit.ts";
import { transact } from "#db/open.ts";
import { addPerson, morning } from "../support/cast.ts";
import { onBothDatabases } from "../support/database.ts";

onBothDatabases("the trail is read newest first, page by page, with the names of whom it is about", async ({ db }) => {
  const cleo = await addPerson(db, "Cleo Marsh");
  const ada = await addPerson(db, "Ada Okafor");
  const subject = { kind: "person", id: ada.id };
  await writeAudit(db, {
    actor: { kind: "start" },
    act: "publish release",
    subject: { kind: "course-release", id: "r1" },
    now: morning,
  });
  await writeAudit(db, { actor: cleo, act: "suspend person", subject, reason: "On leave", now: morning });
  await writeAudit(db, { actor: cleo, act: "restore person", subject, now: morning });

  const first = await listAudit(db, { limit: 2 });
  expect(first.lines).toMatchObject([
    { act: "restore person", actorName: "Cleo Marsh", subjectName: "Ada Okafor", reason: null },
    { act: "suspend person", actorName: "Cleo Marsh", subjectName: "Ada Okafor", reason: "On leave" },
  ]);
  const second = await listAudit(db, { before: first.next, limit: 2 });
  expect(second.lines).toMatchObject([
    { act: "publish release", actorKind: "start", actorName: null, subjectName: null },
  ]);
  expect(second.next).toBeUndefined();
});

onBothDatabases("an act that is rolled back leaves no entry", async ({ db }) => {
  const broken = transact(db, async (db) => {
    await writeAudit(db, {
      actor: { kind: "cli" },
      act: "change practice",
      subject: { kind: "practice", id: "practice" },
      now: morning,
    });
    throw new Error("The act broke.");
  });
  await expect(broken).rejects.toThrow("The act broke.");
  expect(await listAudit(db, { limit: 5 })).toEqual({ lines: [], next: undefined });
});

onBothDatabases("the trail is neither changed nor deleted, by anybody", async ({ db }) => {
  await writeAudit(db, {
    actor: { kind: "cli" },
    act: "change practice",
    subject: { kind: "practice", id: "practice" },
    now: morning,
  });
  await expect(db.updateTable("audit_entry").set({ act: "nothing" }).execute()).rejects.toThrow(
    "the audit trail is never changed",
  );
  await expect(db.deleteFrom("audit_entry").execute()).rejects.toThrow("the audit trail is never deleted");
});
