import type { Db } from "#db/open.ts";
import { momentOf } from "../standing.ts";
import { factsOf, findHistory, type History } from "./history.ts";
import { judge, type Moment, quietSince, type Standing } from "./judgement.ts";

/** One thing that happened and that a standing follows from; each becomes one sentence. */
export type Reason =
  | { kind: "assigned"; at: string; by: string; to: Reached; team: string | null; dueOn: string | null }
  | { kind: "never-assigned" }
  | { kind: "assignment-ended"; at: string }
  | { kind: "extended"; at: string; by: string; untilOn: string; why: string | null }
  | { kind: "excused" | "waived"; at: string; by: string; why: string | null }
  | { kind: "due"; on: string; several: boolean }
  | { kind: "overdue"; on: string }
  // The time that somebody was given outlasts so many of the due dates.
  | { kind: "given-time"; on: string; outlasts: number; dates: number }
  | { kind: "no-due-date" }
  | { kind: "not-joined" | "nothing-done" }
  // Of work done, as far as others are told of it: some within 21 days, or none.
  | { kind: "at-work" | "not-at-work" }
  | { kind: "joined" | "left" | "last-work" | "quiet"; at: string }
  | { kind: "complete" | "revoked"; at: string }
  | { kind: "expired"; on: string };

/** Whom an assignment was for: somebody by name, a team or a profession, or a team that is not named to who is told. */
type Reached = "person" | "circle" | "unnamed-team";

/** Where somebody stands in a course, and why. Four queries. */
export async function explainStanding(
  db: Db,
  { personId, courseId, ...when }: { personId: string; courseId: string; now: Date; zone: string },
): Promise<{ standing: Standing; history: History; reasons: Reason[] }> {
  const history = await findHistory(db, { personId, courseId });
  const standing = judge(factsOf(history), momentOf(when));
  return { standing, history, reasons: whyOf(history, standing) };
}

/**
 * Why somebody stands where they stand: what happened, in the order in which one would tell it. The same for the
 * learner and for who supervises them; no score, attempt, quiz or text is in it (decision record 0050).
 */
export function whyOf(history: History, { status, dueOn, facts, completedAt }: Standing): Reason[] {
  if (status === "complete" && completedAt !== null) return [{ kind: "complete", at: completedAt }];
  const ended = facts.completedAt !== null && facts.expiresOn !== null;
  return [
    ...(ended ? [{ kind: "expired", on: facts.expiresOn ?? "" } as const] : []),
    ...revocationsIn(history),
    ...assignmentsIn(history),
    ...concessionsIn(history),
    ...dueIn(history, { status, dueOn, facts }),
    ...workIn(history, { status, facts }),
  ];
}

/**
 * The same as somebody else is told it: of teams only those of the names given, and of work no day, only whether there
 * was any in the time that counts (decisions 14 and 18).
 */
export function toldToOthers(
  reasons: Reason[],
  { teams, moment }: { teams: readonly string[] | "all"; moment: Moment },
): Reason[] {
  const isNamed = (team: string) => teams === "all" || teams.includes(team);
  return reasons.map((reason): Reason => {
    if (reason.kind === "last-work" || reason.kind === "quiet") {
      return { kind: reason.at > quietSince(moment) ? "at-work" : "not-at-work" };
    }
    if (reason.kind !== "assigned" || reason.team === null || isNamed(reason.team)) return reason;
    return { ...reason, to: "unnamed-team", team: null };
  });
}

function revocationsIn({ records }: History): Reason[] {
  const revoked = records.at(-1)?.revokedAt ?? null;
  return revoked === null ? [] : [{ kind: "revoked", at: revoked }];
}

function assignmentsIn({ assignments }: History): Reason[] {
  const open = assignments.filter(({ endedAt }) => endedAt === null);
  const last = assignments.at(-1)?.endedAt ?? null;
  if (open.length === 0) return last === null ? [{ kind: "never-assigned" }] : [{ kind: "assignment-ended", at: last }];
  return open.map(({ by, team, profession, beganAt, dueOn }) => {
    const to = team === null && profession === null ? "person" : "circle";
    return { kind: "assigned", at: beganAt, by, to, team, dueOn };
  });
}

function concessionsIn({ concessions }: History): Reason[] {
  const holding = concessions.filter(({ endedAt }) => endedAt === null);
  return holding.toReversed().map(({ kind, grantedAt: at, grantedBy: by, untilOn, reason: why }): Reason => {
    if (kind === "extension") return { kind: "extended", at, by, untilOn: untilOn ?? "", why };
    return { kind: kind === "excusal" ? "excused" : "waived", at, by, why };
  });
}

function dueIn(
  { assignments, concessions }: History,
  { status, dueOn, facts }: Pick<Standing, "status" | "dueOn" | "facts">,
): Reason[] {
  if (facts.assignedAt === null || status === "excused" || status === "waived") return [];
  if (dueOn === null) return [{ kind: "no-due-date" }];
  const days = assignments.flatMap(({ endedAt, dueOn }) => (endedAt === null && dueOn !== null ? [dueOn] : []));
  const dates = [...new Set(days)];
  const outlasts = dates.filter((day) => day < dueOn).length;
  const isGiven = concessions.some(({ kind, endedAt, untilOn }) => {
    return kind === "extension" && endedAt === null && untilOn === dueOn;
  });
  if (status === "overdue") return [{ kind: "overdue", on: dueOn }];
  if (isGiven && outlasts > 0) return [{ kind: "given-time", on: dueOn, outlasts, dates: dates.length }];
  return [{ kind: "due", on: dueOn, several: dates.length > 1 }];
}

function workIn({ enrolments }: History, { status, facts }: Pick<Standing, "status" | "facts">): Reason[] {
  const enrolment = enrolments.at(-1);
  if (!enrolment || enrolment.cycle === facts.completedCycle) return [{ kind: "not-joined" }];
  const { enrolledAt, leftAt, lastAt } = enrolment;
  if (leftAt !== null) return [{ kind: "left", at: leftAt }];
  const joined: Reason = { kind: "joined", at: enrolledAt };
  if (status === "inactive") return [joined, { kind: "quiet", at: lastAt ?? enrolledAt }];
  return [joined, lastAt === null ? { kind: "nothing-done" } : { kind: "last-work", at: lastAt }];
}
