import type { LineKind } from "#app/domain/reminder/rule.ts";

/** Reminders as administrators see them. */
export const reminders = {
  title: "Reminders",
  lead: "Who was reminded and when, and who was not, with the reason.",
  off: "Reminders are off. Look at the rehearsal, then turn them on under Rules.",
  noMail: "There is no mail server, so no letter can be sent. The guide for operators says how to set one.",
  putOff: (count: number, at: string) =>
    `The mail server does not take letters at the moment. ${count === 1 ? "1 letter waits" : `${count} letters wait`}; the next try is at ${at}. Nothing is lost.`,
  givenUp: (count: number) =>
    `${count === 1 ? "1 letter was" : `${count} letters were`} given up after ten tries. Mend the mail server. The next reminder says the same; invite or nudge again by hand.`,
  toRules: "Rules",
  toRehearsal: "Rehearsal of the next 30 days",
  emptyTitle: "Nothing yet",
  empty: "As soon as a date comes near, what is sent stands here.",
  caption: "Reminders, the newest first",
  day: "Day",
  person: "Person",
  about: "About",
  outcome: "What came of it",
  pages: "Older and newer reminders",
  newest: "Newest",
  older: "Older",
  waits: "Waits to be sent",
  waitsUntil: (at: string) => `The mail server did not take it. Next try: ${at}`,
  rehearsalTitle: "Rehearsal",
  rehearsalLead: "What would be sent in the next 30 days, if nothing changed from now on.",
  letters: "People written to",
  held: "Not sent",
  days: "Days on which letters leave",
  show: (day: string) => `Show ${day}`,
  nobody: "Nobody would be written to on this day.",
  noDays: "Nobody would be written to in these 30 days.",
  willBe: "Would be sent",
  rulesTitle: "Rules for reminders",
  saved: "Saved.",
  isOn: "Send reminders",
  before: "Days before a date",
  beforeHint: "Numbers with commas between them. 0 is on the day.",
  weekly: "Remind every week while something is overdue, for a year at most",
  expiry: "Days before a record ends",
  expiryHint: "Numbers with commas between them. Leave it empty for none.",
  opens: "Letters leave from",
  closes: "and before",
  hoursHint: (zone: string) => `In the time zone of the practice: ${zone}.`,
  weekends: "Send on Saturdays and Sundays too",
  digestOn: "Weekly letter to supervisors",
  noDigest: "None",
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  overdueMayStop: "People may stop letters about what is overdue",
  save: "Save",
  daysUnlike: "Give up to five whole numbers from 0 to 365, with commas between them.",
  noHour: "This leaves no hour in which letters could be sent.",
} as const;

export function aboutReminder({ kind, rule }: { kind: LineKind; rule: string }): string {
  const count = Number(rule.split("-")[1] ?? 0);
  if (kind === "digest") return "Weekly letter for supervisors";
  if (kind === "expiry") return `A record ends in ${count} days`;
  if (kind === "overdue") return count === 1 ? "Overdue for a week" : `Overdue for ${count} weeks`;
  if (count === 0) return "Due on the day";
  return count === 1 ? "Due the next day" : `Due in ${count} days`;
}

/** What became of a reminder; a word that this version does not know is said as it stands. */
export function outcomeInWords(outcome: string): string {
  return Object.hasOwn(outcomes, outcome) ? (outcomes[outcome] ?? outcome) : outcome;
}

const outcomes: Record<string, string> = {
  sent: "Sent",
  complete: "Not sent: done by then",
  renewed: "Not sent: the record no longer ends that day",
  "date-changed": "Not sent: the date has changed",
  "not-assigned": "Not sent: no longer assigned",
  waived: "Not sent: waived",
  excused: "Not sent: excused",
  "left-course": "Not sent: has left the course",
  gone: "Not sent: has left, or was suspended",
  "course-gone": "Not sent: the course is gone",
  "no-address": "Not sent: there is no address",
  stopped: "Not sent: the person stopped such letters",
  empty: "Not sent: there was nothing to say",
  refused: "Not sent: the mail server refuses the address",
  "no-mail": "Not sent: there is no mail server",
  "too-late": "Not sent: it could not be sent within three days",
  off: "Not sent: reminders were turned off",
};
