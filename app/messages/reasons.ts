import type { Reason } from "#app/domain/standing/why.ts";

/** To whom a reason is told: the learner themselves, or somebody about them, by name. */
export type Told = { self: true } | { self: false; name: string };

interface Telling {
  told: Told;
  /** How a day and the day of a time are written. */
  day: (on: string) => string;
  date: (at: string) => string;
}

/** One sentence for each thing that happened. The same is said to both, in the second or the third person. */
export function reasonInWords(reason: Reason, { told, day, date }: Telling): string {
  const who = told.self ? "you" : told.name;
  const Who = told.self ? "You" : told.name;
  const have = told.self ? "have" : "has";
  switch (reason.kind) {
    case "assigned": {
      const until = reason.dueOn === null ? "without a due date" : `to be done by ${day(reason.dueOn)}`;
      if (reason.to === "unnamed-team") {
        return `${reason.by} assigned this to a team that ${who} ${told.self ? "are" : "is"} in. It reached ${who} on ${date(reason.at)}, ${until}.`;
      }
      const by = reason.team === null ? who : `the team ${reason.team}`;
      const to =
        reason.to === "circle" && reason.team === null ? `people who work as ${who} ${told.self ? "do" : "does"}` : by;
      return `${reason.by} assigned this to ${to}. It reached ${who} on ${date(reason.at)}, ${until}.`;
    }
    case "never-assigned":
      return `This is not assigned to ${who}.`;
    case "assignment-ended":
      return `The assignment ended on ${date(reason.at)}.`;
    case "extended":
      return `${reason.by} gave ${who} until ${day(reason.untilOn)} (${date(reason.at)})${because(reason.why)}.`;
    case "excused":
      return `${reason.by} excused ${who} for now (${date(reason.at)})${because(reason.why)}.`;
    case "waived":
      return `${reason.by} waived this for ${who} (${date(reason.at)})${because(reason.why)}. A waiver is not a record.`;
    case "due":
      return reason.several
        ? `Of several due dates the earliest counts: ${day(reason.on)}, to the end of that day.`
        : `The due date is ${day(reason.on)}, to the end of that day.`;
    case "overdue":
      return `The due date was ${day(reason.on)}. That day is over.`;
    case "given-time":
      return `The time that ${who} ${told.self ? "were" : "was"} given, until ${day(reason.on)}, outlasts ${outlasted(reason)}. It ends with that day.`;
    case "no-due-date":
      return "There is no due date.";
    case "not-joined":
      return `${Who} ${have} not joined the course yet.`;
    case "nothing-done":
      return `${Who} ${have} not done anything in it yet.`;
    case "at-work":
      return `${Who} ${have} done something in it within the last 21 days.`;
    case "not-at-work":
      return "Nothing has been done in it for 21 days or more.";
    case "joined":
      return `${Who} joined the course on ${date(reason.at)}.`;
    case "left":
      return `${Who} left the course on ${date(reason.at)}. What was done is kept.`;
    case "last-work":
      return `${Who} last did something in it on ${date(reason.at)}.`;
    case "quiet":
      return `Nothing has been done in it since ${date(reason.at)}: 21 days or more.`;
    case "complete":
      return `${Who} completed the course on ${date(reason.at)}.`;
    case "revoked":
      return `The record was revoked on ${date(reason.at)}.`;
    case "expired":
      return `The record was valid until ${day(reason.on)}. It needs to be renewed.`;
  }
}

function outlasted({ outlasts, dates }: { outlasts: number; dates: number }): string {
  if (outlasts < dates) return outlasts === 1 ? "the earlier due date" : "the earlier due dates";
  if (dates === 1) return "the due date";
  return dates === 2 ? "both due dates" : `all ${dates} due dates`;
}

function because(why: string | null): string {
  return why === null ? "" : `: ${why.replace(/[.\s]+$/, "")}`;
}
