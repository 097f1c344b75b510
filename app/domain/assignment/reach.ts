import { newId } from "#app/platform/chance.ts";
import { type Db, transact } from "#db/open.ts";
import type { AssigneeTable } from "#db/schema.ts";
import { isDay } from "../calendar.ts";
import { postEffect } from "../outbox.ts";
import { findPractice } from "../practice.ts";
import { type Due, dueOnFor, fromDueColumns } from "./due.ts";
import { type Match, selectMatches } from "./match.ts";

const atOnce = 500;

/**
 * Has every assignment that holds reach whom it is for: who has come since is reached, and who is no longer of its team
 * or profession has it no more. Applied twice it changes nothing. Acts that change where somebody is ask it for them at
 * once; the daily turn brings what no act says, as that a review is over. Answers with how many rows it began and ended.
 */
export async function applyAssignments(db: Db, { now }: { now: Date }): Promise<{ begun: number; ended: number }> {
  const { zone } = await findPractice(db);
  const open = await db.selectFrom("assignment").select("id").where("ended_at", "is", null).execute();
  const done = { begun: 0, ended: 0 };
  for (const { id } of open) {
    const { begun, ended } = await transact(db, (db) => settle(db, { assignmentIds: [id], zone, now }));
    done.begun += begun;
    done.ended += ended;
  }
  return done;
}

/** Posts a day's turn of it; the day is of UTC, as 2026-03-02. However many processes post it, it is there once. */
export async function postAssignments(db: Db, { day, now }: { day: string; now: Date }): Promise<void> {
  await postEffect(db, { key: `assignments of ${day}`, kind: "assignments", payload: { day }, urgency: "soon", now });
}

/**
 * The same for one person, as part of the act that changed where they are: joining or leaving a team, a profession,
 * the day they joined the practice, coming back.
 */
export async function reachPerson(db: Db, { personId, now }: { personId: string; now: Date }): Promise<void> {
  await reachPeople(db, { personIds: [personId], now });
}

/** The same for people whom one act changed together: five queries and what changes, for each five hundred. */
export async function reachPeople(db: Db, { personIds, now }: { personIds: string[]; now: Date }): Promise<void> {
  if (personIds.length === 0) return;
  const { zone } = await findPractice(db);
  for (let from = 0; from < personIds.length; from += atOnce) {
    await settle(db, { personIds: personIds.slice(from, from + atOnce), zone, now });
  }
}

/** The same for everybody in a team, as part of the act that ended it. */
export async function reachTeam(db: Db, { teamId, now }: { teamId: string; now: Date }): Promise<void> {
  const { zone } = await findPractice(db);
  const rows = await db.selectFrom("assignment").select("id").where("team_id", "=", teamId).execute();
  await reachAll(db, { assignmentIds: rows.map(({ id }) => id), zone, now });
}

/** The same for assignments that were just made. Answers with how many people they reached. */
export async function reachAll(
  db: Db,
  { assignmentIds, zone, now }: { assignmentIds: string[]; zone: string; now: Date },
): Promise<number> {
  let reached = 0;
  for (let from = 0; from < assignmentIds.length; from += atOnce) {
    const some = assignmentIds.slice(from, from + atOnce);
    reached += (await settle(db, { assignmentIds: some, zone, now })).begun;
  }
  return reached;
}

/** Ends whatever an assignment reached, with it. */
export async function endReach(db: Db, { assignmentId, now }: { assignmentId: string; now: Date }): Promise<void> {
  await db
    .updateTable("assignee")
    .set({ ended_at: now.toISOString() })
    .where("assignment_id", "=", assignmentId)
    .where("ended_at", "is", null)
    .execute();
}

/** Gives everybody whom an assignment has reached the day that follows from its present due date. */
export async function moveDueDates(
  db: Db,
  { id, due, assignedAt }: { id: string; due: Due; assignedAt: string },
  zone: string,
): Promise<void> {
  const rows = await db
    .selectFrom("assignee")
    .select(["id", "began_at", "joined_at", "due_on"])
    .where("assignment_id", "=", id)
    .where("ended_at", "is", null)
    .execute();
  const days = Map.groupBy(rows, ({ began_at: beganAt, joined_at: joinedAt }) =>
    dueOnFor(due, { assignedAt, beganAt, joinedAt, zone }),
  );
  for (const [due_on, moved] of days) await moveTo(db, due_on, moved);
}

async function moveTo(db: Db, due_on: string | null, rows: { id: string }[]): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    const ids = rows.slice(from, from + atOnce).map(({ id }) => id);
    await db.updateTable("assignee").set({ due_on }).where("id", "in", ids).execute();
  }
}

interface Settling {
  assignmentIds?: string[];
  personIds?: string[];
  zone: string;
  now: Date;
}

/** What applying every assignment to a team now would do to each: a dry run. Two queries. */
export async function findPending(db: Db, now: Date): Promise<Map<string, { begun: number; ended: number }>> {
  const { begun, ended } = await compare(db, { now });
  const pending = new Map<string, { begun: number; ended: number }>();
  const add = (id: string, more: { begun: number; ended: number }) => {
    const known = pending.get(id) ?? { begun: 0, ended: 0 };
    pending.set(id, { begun: known.begun + more.begun, ended: known.ended + more.ended });
  };
  for (const { assignment } of begun) add(assignment.id, { begun: 1, ended: 0 });
  for (const { assignment_id } of ended) add(assignment_id, { begun: 0, ended: 1 });
  return pending;
}

/** Holds whom assignments have reached against whom they are for, and mends the difference. */
async function settle(db: Db, { zone, now, ...of }: Settling): Promise<{ begun: number; ended: number }> {
  const { begun, ended, moved } = await compare(db, { ...of, now });
  for (let from = 0; from < begun.length; from += atOnce) {
    const rows = begun.slice(from, from + atOnce).map((match) => toAssignee(match, { zone, now }));
    await db.insertInto("assignee").values(rows).execute();
  }
  for (let from = 0; from < ended.length; from += atOnce) {
    const ids = ended.slice(from, from + atOnce).map(({ id }) => id);
    await db.updateTable("assignee").set({ ended_at: now.toISOString() }).where("id", "in", ids).execute();
  }
  for (const { row, match } of moved) await rejoin(db, { row, match, zone });
  return { begun: begun.length, ended: ended.length };
}

/** The day from which somebody's days count was set right: their due date follows it. */
async function rejoin(
  db: Db,
  { row, match, zone }: { row: { id: string; began_at: string }; match: Match; zone: string },
): Promise<void> {
  const { assignment, joinedAt } = match;
  const reached = { assignedAt: assignment.assigned_at, beganAt: row.began_at, joinedAt, zone };
  const due_on = dueOnFor(fromDueColumns(assignment), reached);
  await db.updateTable("assignee").set({ joined_at: joinedAt, due_on }).where("id", "=", row.id).execute();
}

/**
 * Who is to be reached and is not, whom an assignment reaches that is for them no more, and of whom the practice's list
 * names another day of joining by now.
 */
async function compare(db: Db, of: Omit<Settling, "zone">) {
  const matches = await selectMatches(db, of);
  const current = await listCurrent(db, of);
  const reached = new Set(current.map(({ assignment_id, person_id }) => pair(assignment_id, person_id)));
  const wanted = new Map(matches.map((match) => [pair(match.assignment.id, match.personId), match]));
  const begun = matches.filter(
    ({ assignment, personId, isReachable }) => isReachable && !reached.has(pair(assignment.id, personId)),
  );
  const ended = current.filter(({ assignment_id, person_id }) => !wanted.has(pair(assignment_id, person_id)));
  const moved = current.flatMap((row) => {
    const match = wanted.get(pair(row.assignment_id, row.person_id));
    return match && isDay(match.joinedAt) && match.joinedAt !== row.joined_at ? [{ row, match }] : [];
  });
  return { begun, ended, moved };
}

async function listCurrent(db: Db, { assignmentIds, personIds }: Omit<Settling, "zone" | "now">) {
  return db
    .selectFrom("assignee")
    .select(["id", "assignment_id", "person_id", "began_at", "joined_at"])
    .where("ended_at", "is", null)
    .$if(assignmentIds !== undefined, (query) => query.where("assignment_id", "in", assignmentIds ?? []))
    .$if(personIds !== undefined, (query) => query.where("person_id", "in", personIds ?? []))
    .execute();
}

/** What reaching somebody now comes to. */
export function toAssignee(
  { assignment, personId, joinedAt }: Match,
  { zone, now }: { zone: string; now: Date },
): AssigneeTable {
  const at = now.toISOString();
  const due = { assignedAt: assignment.assigned_at, beganAt: at, joinedAt, zone };
  return {
    id: newId(),
    assignment_id: assignment.id,
    person_id: personId,
    course_id: assignment.course_id,
    began_at: at,
    joined_at: joinedAt,
    due_on: dueOnFor(fromDueColumns(assignment), due),
    ended_at: null,
  };
}

function pair(assignmentId: string, personId: string): string {
  return `${assignmentId}/${personId}`;
}
