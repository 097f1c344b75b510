import type { Renewed } from "#app/domain/completion-record/round.ts";
import type { Lifetime } from "#app/domain/completion-record/validity.ts";
import type { NotRenewed } from "#app/domain/renewal.ts";
import { dayInWords } from "./amounts.ts";

/** The words of how long a record is valid, and of taking a course again. Neutral (decision 20). */
export const renewal = {
  heading: "Renewal",
  open: "Begin the renewal",
  openText:
    "You take the newest release of the course from its beginning. What you did before stays as it is, and so does its record until its own end.",
  underWay: "You have begun to renew it.",
  renewed: "You have renewed it.",
  toCourse: "Go on with the course",
  refused: (refused: NotRenewed, opensOn: string | null): string =>
    ({
      "not-completed": "A course is renewed once it is completed, and this one is not completed yet.",
      "no-end": "The record of this course has no end, so there is nothing to renew.",
      "too-early": `Renewal opens on ${opensOn ? dayInWords(opensOn) : "a later day"}, and not before.`,
      "taking-none": "This course is not offered at the moment, so it cannot be renewed.",
    })[refused],
  earlier: {
    title: "Earlier round",
    sectionHeading: "Earlier rounds",
    link: (cycle: number) => `What you did in round ${cycle}`,
    heading: (cycle: number) => `Round ${cycle} of this course`,
    lead: "This is how it was. You are in a later round now, and nothing here counts for it.",
    release: "Release",
    began: "Begun",
    record: "Record",
    seeRecord: "See the record",
    noRecord: "None was issued",
    lessons: "Lessons",
    lesson: "Lesson",
    readAt: "Marked read",
    notRead: "Not marked",
    attempts: "Quizzes",
    quiz: "Quiz",
    numbered: (title: string, number: number) => `${title}, attempt ${number}`,
    sent: "Sent",
    score: "Score",
    outcome: "Outcome",
    passed: "Passed",
    notYet: "Not yet passed",
    open: "Not sent",
    noAttempts: "No quiz was taken.",
    answersStay: "Answers are not shown again here: the quizzes of this round may ask the same.",
  },
} as const;

/** Until when a record is valid, as of today, and whether it can be renewed still. */
export function lifetimeInWords({ state, expiresOn, renewFrom }: Lifetime, renewed: Renewed = "not"): string {
  const isOver = state === "expired";
  const until = isOver
    ? `Expired. It was valid until ${dayInWords(expiresOn)}.`
    : `Valid until ${dayInWords(expiresOn)}.`;
  if (renewed !== "not") return `${until} ${renewed === "done" ? renewal.renewed : renewal.underWay}`;
  if (isOver) return until;
  return state === "due" ? `${until} It can be renewed now.` : `${until} Renewal opens on ${dayInWords(renewFrom)}.`;
}
