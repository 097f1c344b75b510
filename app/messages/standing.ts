import type { Due } from "#app/domain/assignment/due.ts";
import type { Status } from "#app/domain/standing/judgement.ts";
import { countInWords } from "./amounts.ts";

/** Where people stand and by when something is to be done, in the words that everyone reads, learner and supervisor alike. */
export const standing = {
  statuses: {
    overdue: "Overdue",
    inactive: "No activity for 21 days",
    assigned: "Assigned, not begun",
    enrolled: "Enrolled, nothing done",
    "in-progress": "In progress",
    complete: "Complete",
    excused: "Excused",
    waived: "Waived",
    "not-assigned": "Not assigned",
  } satisfies Record<Status, string>,
  tones: {
    overdue: "late",
    inactive: "soon",
    assigned: "plain",
    enrolled: "plain",
    "in-progress": "plain",
    complete: "good",
    excused: "plain",
    waived: "plain",
    "not-assigned": "plain",
  } satisfies Record<Status, "plain" | "good" | "soon" | "late">,
  dueOn: (day: string) => `Due on ${day}.`,
  wasDue: (day: string) => `This was due on ${day}. You can still do it.`,
  isExcused: "You do not need to do this at the moment.",
  isWaived: "You do not need to do this.",
  noDueDate: "No due date",
  assignedToYou: "Assigned to you",
  begin: "See it and begin",
  why: {
    title: "Why am I not done?",
    titleDone: "Where you stand",
    link: "Why am I not done?",
    back: "Back to the course",
    lead: "What your standing follows from. Whoever supervises you is told the same first part, and no score, answer or attempt.",
    follows: "What happened",
    missing: "What is still asked for",
    missingLead: "Only you see this part.",
    nothingMissing: "Nothing is missing: the course is complete.",
    join: "Open the course and join it to begin.",
  },
};

/** A due date as a sentence's end: "30 days after joining". */
export function dueInWords(due: Due, day: (on: string) => string): string {
  if (due.kind === "day") return day(due.on);
  if (due.kind === "none") return standing.noDueDate;
  const days = countInWords(due.days, "day");
  return due.kind === "after-joining" ? `${days} after joining` : `${days} after it is assigned`;
}
