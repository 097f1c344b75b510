import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { AssignmentTable } from "#db/schema.ts";
import type { PersonActor } from "./actor.ts";
import { type Due, fromDueColumns, isOver, toDueColumns } from "./assignment/due.ts";
import { endReach, moveDueDates, reachAll } from "./assignment/reach.ts";
import { areWithin, findScope, isTargetWithin, type Scope, type Target, type Wanted } from "./assignment/scope.ts";
import { writeAudit } from "./audit.ts";
import { dayIn } from "./calendar.ts";
import { findPractice } from "./practice.ts";

/** An instruction that people complete a course: one person, or a circle as it is and as it will be. */
export interface Assignment {
  id: string;
  courseId: string;
  target: Target;
  due: Due;
  assignedAs: AssignmentTable["assigned_as"];
  assignedAt: string;
  endedAt: string | null;
  version: number;
}

interface Assigning {
  actor: PersonActor;
  courseId: string;
  to: Wanted;
  due: Due;
  /** The same form sent twice is one act. */
  key: string;
  now: Date;
}

type Unassigned = "taking-none" | "due-over" | "already-assigned";

/**
 * Assigns a course, and reaches whom it is for in the same transaction; it enrols nobody. Of several people those who
 * have it assigned to them already are left as they are. `only` is the assignment where there is one alone. Refused for a course gone from its folder, for a day that is
 * over, and where everyone named, or the circle, has it already: a change of its date is another act. Undefined for a
 * course that is not there and for people, a team or a profession out of the actor's scope.
 */
export async function assign(
  db: Db,
  { actor, courseId, to, due, key, now }: Assigning,
): Promise<{ assigned: number; reached: number; only: string | null } | { refused: Unassigned } | undefined> {
  const targets = targetsOf(to);
  return transact(db, async (db) => {
    const scope = await findScope(db, actor);
    if (!scope || !(await areWithin(db, scope, to))) return undefined;
    const sent = await listSent(db, key, targets);
    if (sent.length > 0) return { ...toldOf(sent.map(({ id }) => id)), reached: sent.length };
    const course = await db.selectFrom("course").select("missing_since").where("id", "=", courseId).executeTakeFirst();
    if (!course) return undefined;
    if (course.missing_since !== null) return { refused: "taking-none" };
    const { zone } = await findPractice(db);
    if (isOver(due, dayIn(now, zone))) return { refused: "due-over" };

    const standing = await listOpen(db, courseId);
    const fresh = targets.filter((target) => !standing.has(nameOf(target)));
    if (fresh.length === 0) return { refused: "already-assigned" };
    const made = [];
    for (const target of fresh) made.push(await add(db, { actor, scope, courseId, target, due, key, now }));
    const reached = await reachAll(db, { assignmentIds: made, zone, now });
    return { ...toldOf(made), reached };
  });
}

/** How many assignments came of a form, and where it was one alone which. */
function toldOf(made: string[]): { assigned: number; only: string | null } {
  return { assigned: made.length, only: made.length === 1 ? (made[0] ?? null) : null };
}

interface Change {
  actor: PersonActor;
  assignmentId: string;
  now: Date;
}

/**
 * Gives an assignment another due date; the days of all whom it has reached follow, and what was granted to one of them
 * stays. Refused when it was changed since `version` was read, unless the wanted date stands, for a day that is over
 * and once it has ended. Undefined for an assignment that is not there or not the actor's to change.
 */
export async function changeDue(
  db: Db,
  { actor, assignmentId, due, version, now }: Change & { due: Due; version: number },
): Promise<{ changed: true } | { refused: "changed-meanwhile" | "due-over" | "ended" } | undefined> {
  return transact(db, async (db) => {
    const assignment = await findWithin(db, actor, assignmentId);
    if (!assignment) return undefined;
    if (assignment.endedAt !== null) return { refused: "ended" };
    if (JSON.stringify(assignment.due) === JSON.stringify(due)) return { changed: true };
    if (assignment.version !== version) return { refused: "changed-meanwhile" };
    const { zone } = await findPractice(db);
    if (isOver(due, dayIn(now, zone))) return { refused: "due-over" };
    await db
      .updateTable("assignment")
      .set({ ...toDueColumns(due), version: version + 1 })
      .where("id", "=", assignmentId)
      .execute();
    await moveDueDates(db, { ...assignment, due }, zone);
    await audit(db, { actor, act: "change due date", id: assignmentId, now });
    return { changed: true };
  });
}

/** Ends an assignment for all whom it has reached; enrolments and what was done stay. Again is once. */
export async function endAssignment(
  db: Db,
  { actor, assignmentId, now }: Change,
): Promise<{ ended: true } | undefined> {
  return transact(db, async (db) => {
    const assignment = await findWithin(db, actor, assignmentId);
    if (!assignment) return undefined;
    if (assignment.endedAt !== null) return { ended: true };
    await db
      .updateTable("assignment")
      .set({ ended_at: now.toISOString(), ended_by: actor.id, version: assignment.version + 1 })
      .where("id", "=", assignmentId)
      .execute();
    await endReach(db, { assignmentId, now });
    await audit(db, { actor, act: "end assignment", id: assignmentId, now });
    return { ended: true };
  });
}

export function toAssignment(row: AssignmentTable): Assignment {
  const target: Target =
    row.person_id === null
      ? { kind: "circle", teamId: row.team_id, profession: row.profession }
      : { kind: "person", personId: row.person_id };
  return {
    id: row.id,
    courseId: row.course_id,
    target,
    due: fromDueColumns(row),
    assignedAs: row.assigned_as,
    assignedAt: row.assigned_at,
    endedAt: row.ended_at,
    version: row.version,
  };
}

/** An assignment that this actor may change: what an administrator asked for, a supervisor does not. */
async function findWithin(db: Db, actor: PersonActor, assignmentId: string): Promise<Assignment | undefined> {
  const scope = await findScope(db, actor);
  const row = await db.selectFrom("assignment").selectAll().where("id", "=", assignmentId).executeTakeFirst();
  const assignment = row && toAssignment(row);
  if (!scope || !assignment) return undefined;
  if (scope.as === "administrator") return assignment;
  const isTheirs = assignment.assignedAs === "supervisor" && (await isTargetWithin(db, scope, assignment.target));
  return isTheirs ? assignment : undefined;
}

function targetsOf(to: Assigning["to"]): Target[] {
  if (!("people" in to)) return [to];
  return [...new Set(to.people)].map((personId) => ({ kind: "person", personId }));
}

/** One text for one target, of which a course has one assignment at a time. */
function nameOf(target: Target): string {
  return target.kind === "person" ? target.personId : `${target.teamId ?? ""}/${target.profession ?? ""}`;
}

async function listSent(db: Db, key: string, targets: Target[]): Promise<{ id: string }[]> {
  const keys = targets.map((target) => formKeyOf(key, target));
  return db.selectFrom("assignment").select("id").where("form_key", "in", keys).execute();
}

/** Of each target its own, since one form names several. */
function formKeyOf(key: string, target: Target): string {
  return `${key}/${nameOf(target)}`;
}

async function listOpen(db: Db, courseId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("assignment")
    .selectAll()
    .where("course_id", "=", courseId)
    .where("ended_at", "is", null)
    .execute();
  return new Set(rows.map((row) => nameOf(toAssignment(row).target)));
}

async function add(
  db: Db,
  { actor, scope, courseId, target, due, key, now }: Omit<Assigning, "to"> & { scope: Scope; target: Target },
): Promise<string> {
  const id = newId();
  const of =
    target.kind === "person"
      ? { person_id: target.personId, team_id: null, profession: null }
      : { person_id: null, team_id: target.teamId, profession: target.profession };
  const by = { assigned_by: actor.id, assigned_as: scope.as, assigned_at: now.toISOString() };
  await db
    .insertInto("assignment")
    .values({
      id,
      form_key: formKeyOf(key, target),
      course_id: courseId,
      ...of,
      ...toDueColumns(due),
      ...by,
      version: 1,
    })
    .execute();
  await audit(db, { actor, act: "assign course", id, now });
  return id;
}

async function audit(
  db: Db,
  { actor, act, id, now }: { actor: PersonActor; act: string; id: string; now: Date },
): Promise<void> {
  await writeAudit(db, { actor, act, subject: { kind: "assignment", id }, now });
}
