/** What is known of a person in a course: times and days, each copied from the row it stands in. */
export interface Facts {
  /** Of the assignments that hold: since when, and the earliest of their days, or a later one that was granted. */
  assignedAt: string | null;
  dueOn: string | null;
  excusedAt: string | null;
  waivedAt: string | null;
  /** The newest enrolment, and when its learner last wrote anything in it. */
  cycle: number | null;
  enrolledAt: string | null;
  leftAt: string | null;
  lastAt: string | null;
  /** The newest record that is not revoked; `expiresOn` is its last day, null for one that is good for ever. */
  completedCycle: number | null;
  completedAt: string | null;
  expiresOn: string | null;
}

export const statuses = [
  "overdue",
  "inactive",
  "assigned",
  "enrolled",
  "in-progress",
  "complete",
  "excused",
  "waived",
  "not-assigned",
] as const;

/**
 * Where a person stands in a course, in the words of decision record 0050. `assigned`: not begun. `enrolled`: joined and
 * nothing done. `inactive`: nothing done for 21 days. Of two that are true the graver is told: overdue before inactive.
 */
export type Status = (typeof statuses)[number];

export interface Standing {
  status: Status;
  /** The day that counts, to its end in the practice's zone; null while nothing is asked for. */
  dueOn: string | null;
  completedAt: string | null;
  /** What was known. */
  facts: Facts;
}

/** A moment as the practice's calendar has it. */
export interface Moment {
  now: Date;
  /** Of `now`, in the practice's zone. */
  today: string;
}

const quietDays = 21;

/** The standing that follows from what is known: the one place that decides it; standing/count.ts says the same in SQL. */
export function judge(facts: Facts, moment: Moment): Standing {
  const expired = isExpired(facts, moment);
  const isIn = facts.enrolledAt !== null && facts.leftAt === null && !(expired && facts.cycle === facts.completedCycle);
  const dueOn = dueOnOf(facts, expired);
  const told = { dueOn, completedAt: facts.completedAt, facts };
  if (facts.completedAt !== null && !expired) return { ...told, status: "complete" };
  if (facts.assignedAt !== null && facts.waivedAt !== null) return { ...told, status: "waived" };
  if (facts.assignedAt !== null && facts.excusedAt !== null) return { ...told, status: "excused" };
  if (dueOn !== null && dueOn < moment.today) return { ...told, status: "overdue" };
  if (isIn) return { ...told, status: workOf(facts, moment) };
  return { ...told, status: facts.assignedAt === null ? "not-assigned" : "assigned" };
}

/** Of a person in a course of whom nothing is known. */
export function nothingKnown(): Facts {
  const asked = { assignedAt: null, dueOn: null, excusedAt: null, waivedAt: null };
  const done = { cycle: null, enrolledAt: null, leftAt: null, lastAt: null };
  return { ...asked, ...done, completedCycle: null, completedAt: null, expiresOn: null };
}

/** The last instant at which something done no longer counts as activity. */
export function quietSince({ now }: Moment): string {
  return new Date(now.getTime() - quietDays * 24 * 60 * 60_000).toISOString();
}

function workOf({ enrolledAt, lastAt }: Facts, moment: Moment): Status {
  const latest = lastAt ?? enrolledAt ?? "";
  if (latest <= quietSince(moment)) return "inactive";
  return lastAt === null ? "enrolled" : "in-progress";
}

function isExpired({ completedAt, expiresOn }: Facts, { today }: Moment): boolean {
  return completedAt !== null && expiresOn !== null && expiresOn < today;
}

/** After a record's end its last day counts, if the day that is asked for does not come later. */
function dueOnOf({ assignedAt, dueOn, expiresOn }: Facts, expired: boolean): string | null {
  if (assignedAt === null) return null;
  return expired && expiresOn !== null && expiresOn > (dueOn ?? "") ? expiresOn : dueOn;
}
