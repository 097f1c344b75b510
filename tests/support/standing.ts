import fc from "fast-check";
import type { PersonActor } from "#app/domain/actor.ts";
import { grantConcession, liftConcession, listConcessions } from "#app/domain/assignment/concession.ts";
import type { Due } from "#app/domain/assignment/due.ts";
import { reachPerson } from "#app/domain/assignment/reach.ts";
import { assign, changeDue, endAssignment } from "#app/domain/assignment.ts";
import type { Release } from "#app/domain/course.ts";
import { enrol, findEnrolment, leave, touchPlace } from "#app/domain/enrolment.ts";
import type { Status } from "#app/domain/standing/judgement.ts";
import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import { addPerson, morning } from "./cast.ts";
import { formTeam, joinTeam, leaveTeam } from "./team.ts";

/** Where the days of these histories are counted: a zone with summer time, far from UTC. */
export const zone = "Pacific/Auckland";

type Circle = "person" | "team";

/** One thing that somebody tries, and how many hours after the one before. */
export type Step = { hours: number } & (
  | { does: "assign" | "change"; to: Circle; due: Due }
  | { does: "end"; to: Circle }
  | { does: "extend"; days: number }
  | { does: "excuse" | "waive" | "lift" }
  | { does: "join team" | "leave team" }
  | { does: "complete"; valid: number | null }
  | { does: "enrol" | "leave" | "work" | "revoke" | "next cycle" }
);

/** What was tried and came about. */
export type Happened = Step & { at: Date };

const due = fc.oneof(
  fc.constant<Due>({ kind: "none" }),
  fc
    .integer({ min: 0, max: 60 })
    .map((days): Due => ({ kind: "day", on: dayOf(new Date(+morning + days * 86_400_000)) })),
  fc.integer({ min: 1, max: 40 }).map((days): Due => ({ kind: "after-assigning", days })),
  fc.integer({ min: 1, max: 40 }).map((days): Due => ({ kind: "after-joining", days })),
);
const to = fc.constantFrom<Circle>("person", "team");
const hours = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 24 * 25 }));

/** Anything that may happen to one person in one course, likely and unlikely. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ hours, does: fc.constantFrom("assign", "change"), to, due }), weight: 4 },
  { arbitrary: fc.record({ hours, does: fc.constant("end"), to }), weight: 2 },
  { arbitrary: fc.record({ hours, does: fc.constant("extend"), days: fc.integer({ min: 0, max: 60 }) }), weight: 2 },
  { arbitrary: fc.record({ hours, does: fc.constantFrom("excuse", "waive", "lift") }), weight: 3 },
  {
    arbitrary: fc.record({ hours, does: fc.constant("complete"), valid: fc.option(fc.integer({ min: 1, max: 60 })) }),
    weight: 2,
  },
  { arbitrary: fc.record({ hours, does: fc.constantFrom("join team", "leave team") }), weight: 3 },
  {
    arbitrary: fc.record({
      hours,
      does: fc.constantFrom("enrol", "leave", "work", "revoke", "next cycle"),
    }),
    weight: 6,
  },
);

/** Has a practice count its days there. */
export async function moveToZone(db: Db): Promise<void> {
  await db.updateTable("practice").set({ zone }).execute();
}

/** Somebody to whom things happen, in a practice with an administrator and a team. */
export interface Scene {
  db: Db;
  release: Release;
  admin: PersonActor;
  person: PersonActor;
  team: string;
}

export async function setScene(db: Db, { release, admin }: Pick<Scene, "release" | "admin">): Promise<Scene> {
  return { db, release, admin, person: await addPerson(db), team: await formTeam(db, {}) };
}

/** Tries each step through the acts themselves; answers with what came about, and when it was over. */
export async function play(scene: Scene, steps: Step[], from = morning): Promise<{ happened: Happened[]; now: Date }> {
  const happened: Happened[] = [];
  let now = from;
  for (const step of steps) {
    now = new Date(now.getTime() + step.hours * 3_600_000);
    if (await tryOut(scene, step, now)) happened.push({ ...step, at: now });
  }
  return { happened, now };
}

/** Whether a step came about. */
async function tryOut(scene: Scene, step: Step, now: Date): Promise<boolean> {
  const { db, release, person, team } = scene;
  const { courseId } = release;
  if (step.does === "join team" || step.does === "leave team") {
    const member = await findMember(scene);
    if (member === (step.does === "join team")) return false;
    await (step.does === "join team" ? joinTeam : leaveTeam)(db, team, person.id, now);
    await transact(db, (db) => reachPerson(db, { personId: person.id, now }));
    return true;
  }
  if (step.does === "enrol") {
    const known = await findEnrolment(db, { personId: person.id, courseId });
    if (known?.leftAt === null) return false;
    return "enrolment" in (await enrol(db, { personId: person.id, courseId, now }));
  }
  if (
    "to" in step ||
    step.does === "extend" ||
    step.does === "excuse" ||
    step.does === "waive" ||
    step.does === "lift"
  ) {
    return administer(scene, step, now);
  }
  return learn(scene, step, now);
}

async function administer({ db, release, admin, person, team }: Scene, step: Step, now: Date): Promise<boolean> {
  const { courseId } = release;
  const given = { actor: admin, courseId, now, key: newId() };
  if (step.does === "assign") {
    const target = step.to === "person" ? { people: [person.id] } : circleOf(team);
    return "assigned" in ((await assign(db, { ...given, to: target, due: step.due })) ?? {});
  }
  if (step.does === "change" || step.does === "end") {
    const column = step.to === "person" ? "person_id" : "team_id";
    const open = db.selectFrom("assignment").select(["id", "version"]).where("ended_at", "is", null);
    const row = await open.where(column, "=", step.to === "person" ? person.id : team).executeTakeFirst();
    if (!row) return false;
    const change = { actor: admin, assignmentId: row.id, now };
    if (step.does === "end") return (await endAssignment(db, change)) !== undefined;
    return "changed" in ((await changeDue(db, { ...change, due: step.due, version: row.version })) ?? {});
  }
  if (step.does === "lift") {
    const all = await listConcessions(db, { personId: person.id, courseId });
    const newest = all.find(({ endedAt }) => endedAt === null);
    if (!newest) return false;
    return (await liftConcession(db, { actor: admin, concessionId: newest.id, now })) !== undefined;
  }
  const grant =
    step.does === "extend"
      ? { kind: "extension" as const, untilOn: dayAfter(now, step.days) }
      : { kind: step.does === "excuse" ? ("excusal" as const) : ("waiver" as const) };
  return "granted" in ((await grantConcession(db, { ...given, personId: person.id, grant, reason: "Agreed" })) ?? {});
}

async function learn({ db, release, person }: Scene, step: Step, now: Date): Promise<boolean> {
  const enrolment = await findEnrolment(db, { personId: person.id, courseId: release.courseId });
  if (!enrolment || enrolment.leftAt !== null) return false;
  const { does } = step;
  const records = await db.selectFrom("completion_record").selectAll().where("person_id", "=", person.id).execute();
  const record = records.find(({ cycle }) => cycle === enrolment.cycle);
  if (does === "leave") await leave(db, { enrolment, now });
  if (does === "work") await touchPlace(db, { enrolmentId: enrolment.id, lessonId: null, anchor: null, now });
  if (step.does === "complete") {
    if (record) return false;
    const validity = step.valid === null ? null : { expiresOn: dayAfter(now, step.valid) };
    const entry = JSON.stringify({ completedAt: now.toISOString(), credit: { hours: 6 }, validity });
    const of = {
      person_id: person.id,
      course_id: release.courseId,
      cycle: enrolment.cycle,
      enrolment_id: enrolment.id,
    };
    const row = { id: newId(), code: newId(), ...of, release_id: release.id, replaces: null, entry };
    await db
      .insertInto("completion_record")
      .values({ ...row, issued_at: now.toISOString() })
      .execute();
  }
  if (does === "revoke") {
    if (!record || (await isRevoked(db, record.id))) return false;
    await enterRevocation(db, record.id, now);
  }
  if (does === "next cycle") {
    if (!record) return false;
    const next = { person_id: person.id, course_id: release.courseId, cycle: enrolment.cycle + 1, left_at: null };
    const row = { id: newId(), ...next, release_id: release.id, enrolled_at: now.toISOString() };
    await db.insertInto("enrolment").values(row).execute();
  }
  return true;
}

/** As it would stand in the log, whose own clock never goes back and would forbid a second history. */
async function enterRevocation(db: Db, record_id: string, now: Date): Promise<void> {
  const { size } = await db
    .selectFrom("evidence_entry")
    .select((row) => row.fn.countAll<number>().as("size"))
    .executeTakeFirstOrThrow();
  const entry = { position: Number(size), kind: "revoke" as const, record_id, at: now.toISOString() };
  await db
    .insertInto("evidence_entry")
    .values({ ...entry, body: "{}", leaf_hash: "" })
    .execute();
}

async function findMember({ db, person, team }: Scene): Promise<boolean> {
  const rows = db.selectFrom("team_member").select("id").where("team_id", "=", team).where("ended_at", "is", null);
  return (await rows.where("person_id", "=", person.id).executeTakeFirst()) !== undefined;
}

async function isRevoked(db: Db, recordId: string): Promise<boolean> {
  const rows = db.selectFrom("evidence_entry").select("position").where("kind", "=", "revoke");
  return (await rows.where("record_id", "=", recordId).executeTakeFirst()) !== undefined;
}

function circleOf(teamId: string) {
  return { kind: "circle", teamId, profession: null } as const;
}

/** The day of a time in the zone of these histories, as another formatter tells it. */
export function dayOf(at: Date): string {
  return at.toLocaleDateString("sv-SE", { timeZone: zone });
}

/** The day there so many times 24 hours later. */
export function dayAfter(at: Date, days: number): string {
  return dayOf(new Date(at.getTime() + days * 86_400_000));
}

export type Told = { status: Status; dueOn: string | null; completedAt: string | null };
