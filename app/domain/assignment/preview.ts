import type { Db } from "#db/open.ts";
import type { PersonActor } from "../actor.ts";
import { dayIn } from "../calendar.ts";
import { findPractice } from "../practice.ts";
import { judge, type Status } from "../standing/judgement.ts";
import { factsAmong, momentOf } from "../standing.ts";
import { type Due, dueOnFor, isOver } from "./due.ts";
import { type Candidate, listCandidates, listOutside, type Outside } from "./match.ts";
import { areWithin, findScope, type Wanted } from "./scope.ts";

/** What assigning would do, told before it is done. */
export interface Preview {
  reached: Reached[];
  /** Who is not reached and might be thought to be, the first of them; `more` are not listed. */
  missed: Outside[];
  more: number;
}

/** Somebody who would be reached. */
export interface Reached {
  personId: string;
  name: string;
  email: string;
  /** The day that this assignment gives them. */
  dueOn: string | null;
  /** Where they stand before it; who is complete, excused or waived stays so, and of two days the earlier counts. */
  status: Status;
  presentDueOn: string | null;
}

const listed = 100;

/**
 * A dry run: who would get a course by an assignment, with the day that would count, and who would not, and why. It
 * changes nothing, and what it tells is what assigning at the same moment does. Refused for a day that is over, and
 * undefined, as for assigning.
 */
export async function previewAssignment(
  db: Db,
  { actor, courseId, to, due, now }: { actor: PersonActor; courseId: string; to: Wanted; due: Due; now: Date },
): Promise<Preview | { refused: "due-over" } | undefined> {
  const scope = await findScope(db, actor);
  if (!scope || !(await areWithin(db, scope, to))) return undefined;
  const { zone } = await findPractice(db);
  if (isOver(due, dayIn(now, zone))) return { refused: "due-over" };
  const candidates = await listCandidates(db, to, now);
  const away = candidates.flatMap((candidate) => whyAway(candidate, to));
  const notReached = new Set(away.map(({ personId }) => personId));
  const reachable = candidates.filter(({ personId }) => !notReached.has(personId));
  const known = await factsAmong(db, { courseId, people: reachable });
  const at = now.toISOString();
  const reached = reachable.map(({ personId, name, email, joinedAt }): Reached => {
    const dueOn = dueOnFor(due, { assignedAt: at, beganAt: at, joinedAt, zone });
    const { status, dueOn: presentDueOn } = judge(known(personId), momentOf({ now, zone }));
    return { personId, name, email, dueOn, status, presentDueOn };
  });
  const outside = "people" in to || scope.as === "supervisor" ? [] : await listOutside(db, { ...to, now });
  const missed = [...away, ...outside];
  return { reached, missed: missed.slice(0, listed), more: Math.max(0, missed.length - listed) };
}

function whyAway({ personId, name, email, suspended, left, reviews }: Candidate, to: Wanted): Outside[] {
  const why = left ? "left" : suspended ? "suspended" : reviews && !("people" in to) ? "reviewer" : undefined;
  return why ? [{ personId, name, email, why }] : [];
}
