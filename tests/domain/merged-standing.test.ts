import fc from "fast-check";
import { expect } from "vitest";
import type { PersonActor } from "#app/domain/actor.ts";
import { grantConcession } from "#app/domain/assignment/concession.ts";
import type { Due } from "#app/domain/assignment/due.ts";
import { applyAssignments } from "#app/domain/assignment/reach.ts";
import { assign } from "#app/domain/assignment.ts";
import { listRecords } from "#app/domain/completion-record.ts";
import { mergePeople } from "#app/domain/person/merging.ts";
import { factsOf, findHistory } from "#app/domain/standing/history.ts";
import { judge, type Status } from "#app/domain/standing/judgement.ts";
import { momentOf, standingOf } from "#app/domain/standing.ts";
import { findOversight } from "#app/domain/team/oversight.ts";
import { listKeptCertificates } from "#app/domain/team-report/certificates.ts";
import { listReport } from "#app/domain/team-report.ts";
import { newId } from "#app/platform/chance.ts";
import type { Db } from "#db/open.ts";
import { addPerson, later, morning, publishSmall } from "#tests/support/cast.ts";
import { onBothDatabases } from "#tests/support/database.ts";
import { addHolder } from "#tests/support/record.ts";
import { anyStep, moveToZone, play, setScene, zone } from "#tests/support/standing.ts";
import { formTeam } from "#tests/support/team.ts";

onBothDatabases(
  "an assignment that was done on the account that went is done on the one that stays, with its record",
  async ({ db }) => {
    const admin = await addPerson(db, "Petra Falk", ["administrator"]);
    const survivor = await addPerson(db, "Ada Okafor");
    const { actor: gone, enrolment, code, recordId } = await addHolder(db);
    const { courseId } = enrolment;
    await formTeam(db, { members: [gone.id] });
    await assignTo(db, { admin, courseId, people: [gone.id], due: { kind: "day", on: "2026-03-06" } });
    expect(await statusOf(db, survivor.id, courseId)).toBe("not-assigned");
    await merge(db, admin, gone.id, survivor.id);
    expect(await statusOf(db, survivor.id, courseId, later({ minutes: 30 * 24 * 60 }))).toBe("complete");
    expect(await listRecords(db, survivor.id)).toMatchObject([{ code }]);

    const oversight = await findOversight(db, { actor: admin, all: "see standing of all", teamId: undefined });
    if (!oversight) throw new Error("An administrator oversees nobody.");
    const asked = { oversight, filter: {}, now: morning, zone: "UTC" };
    expect(await listReport(db, asked)).toMatchObject([
      { personId: survivor.id, status: "complete", recordCode: code, release: "1.0.0", teams: ["Elm Row"] },
    ]);
    const drawn = { record_id: recordId, template: 1, sha256: "", ciphertext: "", nonce: "", drawn_at: code };
    await db.insertInto("certificate").values(drawn).execute();
    expect(await listKeptCertificates(db, asked)).toEqual([{ recordId, code }]);

    // A new rule does not ask again for what is done, and nothing reaches the account that went.
    expect(await applyAssignments(db, { now: later({ minutes: 1 }) })).toEqual({ begun: 0, ended: 0 });
    const rows = db.selectFrom("standing").select("person_id").where("course_id", "=", courseId);
    expect(await rows.execute()).toEqual([{ person_id: survivor.id }]);
  },
);

onBothDatabases(
  "of two assignments by name the earlier day stays, and what was granted is granted once",
  async ({ db }) => {
    const { courseId } = await publishSmall(db);
    const admin = await addPerson(db, "Petra Falk", ["administrator"]);
    const [survivor, gone] = [await addPerson(db, "Ada Okafor"), await addPerson(db, "Adah Okafor")];
    await assignTo(db, { admin, courseId, people: [survivor.id], due: { kind: "day", on: "2026-04-10" } });
    await assignTo(db, { admin, courseId, people: [gone.id], due: { kind: "day", on: "2026-03-20" } });
    for (const personId of [survivor.id, gone.id]) {
      const grant = { kind: "excusal" } as const;
      const given = { actor: admin, personId, courseId, grant, reason: "Agreed", key: newId(), now: morning };
      expect(await grantConcession(db, given)).toEqual({ granted: true });
    }
    await merge(db, admin, gone.id, survivor.id);
    const standing = await standingOf(db, { personId: survivor.id, courseId, now: morning, zone: "UTC" });
    expect(standing).toMatchObject({ status: "excused", dueOn: "2026-03-20" });
    const open = db.selectFrom("assignment").select(["person_id", "due_on"]).where("ended_at", "is", null);
    expect(await open.execute()).toEqual([{ person_id: survivor.id, due_on: "2026-03-20" }]);
    expect(await applyAssignments(db, { now: later({ minutes: 1 }) })).toEqual({ begun: 0, ended: 0 });
  },
);

onBothDatabases(
  "whoever stays stands as follows from what happened on both accounts, for any two histories",
  async ({ db, opened }) => {
    await moveToZone(db);
    const release = await publishSmall(db);
    const admin = await addPerson(db, "Petra Falk", ["administrator"]);
    const told = new Map<Status | "refused", number>();
    const steps = fc.array(anyStep, { maxLength: 12, size: "max" });
    const runs = opened.engine === "sqlite" ? 120 : 25;
    await fc.assert(
      fc.asyncProperty(steps, steps, steps, async (before, beside, after) => {
        const one = await setScene(db, { release, admin });
        const other = await setScene(db, { release, admin });
        const { now: then } = await play(one, before);
        const { now } = await play(other, beside, then);
        const [survivorId, goneId] = [one.person.id, other.person.id];
        const merged = await mergePeople(db, { actor: admin, goneId, survivorId, now });
        if (merged && "refused" in merged) return count(told, "refused");
        const { now: end } = await play(one, after.filter(isOfNow), now);
        const of = { personId: survivorId, courseId: release.courseId };
        const shown = await standingOf(db, { ...of, now: end, zone });
        expect(judge(factsOf(await findHistory(db, of)), momentOf({ now: end, zone }))).toEqual(shown);
        count(told, shown.status);
      }),
      { numRuns: runs, seed: 20261123 },
    );
    expect(told.size).toBeGreaterThan(4);
  },
);

/** A record of the helper would be the account's that stays, beside the one that went: no act makes such. */
function isOfNow({ does }: { does: string }): boolean {
  return does !== "complete" && does !== "next cycle";
}

function count<Key>(told: Map<Key, number>, key: Key): void {
  told.set(key, (told.get(key) ?? 0) + 1);
}

async function merge(db: Db, actor: PersonActor, goneId: string, survivorId: string): Promise<void> {
  expect(await mergePeople(db, { actor, goneId, survivorId, now: morning })).toEqual({ merged: true });
}

async function assignTo(
  db: Db,
  { admin: actor, courseId, people, due }: { admin: PersonActor; courseId: string; people: string[]; due: Due },
): Promise<void> {
  const assigned = await assign(db, { actor, courseId, to: { people }, due, key: newId(), now: morning });
  expect(assigned).toMatchObject({ assigned: people.length });
}

async function statusOf(db: Db, personId: string, courseId: string, now = morning): Promise<Status> {
  return (await standingOf(db, { personId, courseId, now, zone: "UTC" })).status;
}
